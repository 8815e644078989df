package io.github.kinema.device;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests what is kept of compiled kernels, and that nothing worse than slowness comes of a bad file. */
class KernelCacheTest {

	private static final byte[] CODE = { 1, 2, 3, 0, -1 };

	@TempDir
	private Path folder;

	private List<Path> files() throws IOException {
		try (Stream<Path> list = Files.list(folder.resolve("new"))) {
			return list.toList();
		}
	}

	@Test
	void whatIsStoredIsFoundUnderItsWholeKey() throws Exception {
		new KernelCache(folder.resolve("new")).store(CODE, "source", "sm_90", "13.1");
		final KernelCache cache = new KernelCache(folder.resolve("new"));
		assertArrayEquals(CODE, cache.find("source", "sm_90", "13.1").orElseThrow());
		assertEquals(Optional.empty(), cache.find("source", "sm_75", "13.1"));
		assertEquals(Optional.empty(), cache.find("source", "sm_90", "13.0"));
		assertEquals(Optional.empty(), cache.find("sources", "m_90", "13.1"));
		assertEquals(1, files().size(), "files that are left");
	}

	@Test
	void theLastOneStoredCounts() {
		final KernelCache cache = new KernelCache(folder.resolve("new"));
		cache.store(new byte[1000], "key");
		cache.store(CODE, "key");
		assertArrayEquals(CODE, cache.find("key").orElseThrow());
	}

	@Test
	void aDamagedFileCountsAsAbsent() throws Exception {
		final KernelCache cache = new KernelCache(folder.resolve("new"));
		cache.store(CODE, "key");
		final Path file = files().get(0);
		final byte[] bytes = Files.readAllBytes(file);
		for (final int length : new int[] { 0, 10, bytes.length - 1 }) {
			Files.write(file, Arrays.copyOf(bytes, length));
			assertEquals(Optional.empty(), cache.find("key"), length + " bytes");
		}
		bytes[bytes.length - 1]++;
		Files.write(file, bytes);
		assertEquals(Optional.empty(), cache.find("key"));
		cache.store(CODE, "key");
		assertArrayEquals(CODE, cache.find("key").orElseThrow());
	}

	@Test
	void aFolderThatCannotBeWrittenToKeepsNothing() throws Exception {
		// NB: a file in its place stops every user, also the one who may write everywhere.
		Files.writeString(folder.resolve("new"), "not a folder");
		final KernelCache cache = new KernelCache(folder.resolve("new"));
		cache.store(CODE, "key");
		assertEquals(Optional.empty(), cache.find("key"));
		assertTrue(Files.isRegularFile(folder.resolve("new")));
	}
}
