package io.github.kinema.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.image.BufferedImage;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.scijava.command.CommandInfo;
import org.scijava.module.Module;
import org.scijava.module.ModuleException;

/** Training data for a reader that may have enough at any time. */
@Timeout(60)
class WriteTrainingScenesTest {

	@TempDir
	private Path folder;

	private static void run(final Object... keysAndValues) {
		try {
			final Module module = new CommandInfo(WriteTrainingScenes.class).createModule();
			module.setInput("width", 24);
			module.setInput("height", 16);
			module.setInput("frames", 2);
			for (int i = 0; i < keysAndValues.length; i += 2)
				module.setInput((String) keysAndValues[i], keysAndValues[i + 1]);
			module.run();
		}
		catch (final ModuleException exc) {
			throw new AssertionError(exc);
		}
	}

	private Path pipe() throws Exception {
		final Path pipe = folder.resolve("pipe");
		try {
			assumeTrue(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0, "There are no named pipes here.");
		}
		catch (final IOException exc) {
			assumeTrue(false, "There are no named pipes here.");
		}
		return pipe;
	}

	@Test
	void aFileHoldsSoManySamplesAndTheSameAgain() throws IOException {
		final Path file = folder.resolve("scenes");
		run("count", 5L, "file", file.toString());
		final byte[] first = Files.readAllBytes(file);
		assertEquals(32 + 5 * (64 + 2 * (64 + 40 * 24 * 16)), first.length);
		run("count", 5L, "file", file.toString());
		assertArrayEquals(first, Files.readAllBytes(file));
		run("count", 1L, "file", file.toString());
		assertTrue(Files.size(file) < first.length, "the file is replaced");
	}

	@Test
	void tripletsArePaintedWithPhotographs() throws IOException {
		final Path file = folder.resolve("scenes");
		final Path textures = Files.createDirectory(folder.resolve("photographs"));
		final BufferedImage image = new BufferedImage(64, 64, BufferedImage.TYPE_BYTE_GRAY);
		image.createGraphics().fillRect(9, 20, 30, 7);
		ImageIO.write(image, "jpg", textures.resolve("a.jpg").toFile());
		run("content", "triplets", "kind", "layers", "count", 3L, "file", file.toString());
		final byte[] computed = Files.readAllBytes(file);
		assertEquals(32 + 3 * (64 + 21 * 4 * 24 * 16), computed.length);
		assertEquals("KINEMA4\n", new String(computed, 0, 8));
		run("content", "triplets", "kind", "layers", "count", 3L, "file", file.toString(), "textures", textures.toString());
		final byte[] painted = Files.readAllBytes(file);
		assertEquals(computed.length, painted.length);
		assertFalse(Arrays.equals(computed, painted));
	}

	@Test
	void sectionsAreLaidOutAsTripletsAre() throws IOException {
		final Path file = folder.resolve("scenes");
		run("content", "sections", "count", 3L, "step", 8.0, "file", file.toString());
		final byte[] sections = Files.readAllBytes(file);
		assertEquals("KINEMA4\n", new String(sections, 0, 8));
		assertEquals(32 + 3 * (64 + 21 * 4 * 24 * 16), sections.length);
	}

	@Test
	void clipsAreOfTheInnerFramesOfNineUnlessSaidOtherwise() throws IOException {
		final Path file = folder.resolve("scenes");
		run("content", "clips", "count", 1L, "frames", 0, "file", file.toString());
		final byte[] clips = Files.readAllBytes(file);
		assertEquals("KINEMA5\n", new String(clips, 0, 8));
		assertEquals(32 + 7 * (256 + 24 * 4 * 24 * 16), clips.length);
		run("count", 1L, "frames", 0, "file", file.toString());
		assertEquals(32 + 64 + 3 * (64 + 40 * 24 * 16), Files.size(file));
	}

	@Test
	void aFolderGetsAFileForEachSample() throws IOException {
		final Path file = folder.resolve("scenes");
		final Path samples = Files.createDirectory(folder.resolve("samples"));
		run("kind", "planar", "count", 3L, "seed", 7L, "file", file.toString());
		run("kind", "planar", "count", 3L, "seed", 7L, "file", samples.toString());
		final byte[] all = Files.readAllBytes(file);
		final int sample = (all.length - 32) / 3;
		for (int i = 0; i < 3; i++) {
			final byte[] one = Files.readAllBytes(samples.resolve(7 + i + ".raw"));
			assertArrayEquals(Arrays.copyOfRange(all, 0, 32), Arrays.copyOfRange(one, 0, 32));
			assertArrayEquals(Arrays.copyOfRange(all, 32 + i * sample, 32 + (i + 1) * sample), Arrays.copyOfRange(one, 32,
				one.length));
		}
		try (Stream<Path> files = Files.list(samples)) {
			assertEquals(3, files.count());
		}
	}

	@Test
	void escapeLeavesTheOldFileAlone() throws Exception {
		final Path file = Files.writeString(folder.resolve("scenes"), "precious");
		final CompletableFuture<Throwable> outcome = new CompletableFuture<>();
		final Thread writer = new Thread(() -> {
			try {
				run("count", 1_000_000L, "file", file.toString());
				outcome.complete(null);
			}
			catch (final RuntimeException exc) {
				outcome.complete(exc);
			}
		});
		writer.start();
		while (size(folder) < 100_000) Thread.sleep(10);
		writer.interrupt();
		assertEquals(CancellationException.class, outcome.get(20, TimeUnit.SECONDS).getClass());
		assertEquals("precious", Files.readString(file));
		try (Stream<Path> files = Files.list(folder)) {
			assertEquals(1, files.count(), "nothing half-written stays");
		}
	}

	/** Bytes of all files in a folder. */
	private static long size(final Path folder) throws IOException {
		try (Stream<Path> files = Files.list(folder)) {
			return files.mapToLong(file -> file.toFile().length()).sum();
		}
	}

	@Test
	void itEndsWhenTheReaderHasEnough() throws Exception {
		final Path pipe = pipe();
		final CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> run("count", 0L, "file", pipe.toString()));
		try (InputStream in = Files.newInputStream(pipe)) {
			final byte[] start = new byte[300_000];
			new DataInputStream(in).readFully(start);
			assertEquals("KINEMA1\n", new String(start, 0, 8));
			assertFalse(writer.isDone());
		}
		writer.get(20, TimeUnit.SECONDS);
		assertTrue(Files.exists(pipe));
	}

	@Test
	void itStopsWhereNobodyReads() throws Exception {
		final Path pipe = pipe();
		for (final boolean opened : new boolean[] { false, true }) {
			final CompletableFuture<Throwable> outcome = new CompletableFuture<>();
			final Thread writer = new Thread(() -> {
				try {
					run("count", 0L, "file", pipe.toString());
					outcome.complete(null);
				}
				catch (final RuntimeException exc) {
					outcome.complete(exc);
				}
			});
			writer.start();
			// NB: a reader that never reads fills the pipe, so that the writer waits within a write.
			try (InputStream in = opened ? Files.newInputStream(pipe) : InputStream.nullInputStream()) {
				Thread.sleep(700);
				writer.interrupt();
				assertEquals(CancellationException.class, outcome.get(20, TimeUnit.SECONDS).getClass());
			}
		}
	}

	@Test
	void wrongInputIsNamed() {
		assertSentence("file is empty", "file", "");
		assertSentence("there is no folder " + folder.resolve("none"), "file", folder.resolve("none/x").toString());
		assertSentence("count=0: scenes without end take a named pipe", "count", 0L, "file", folder.toString());
		assertSentence("take a named pipe", "file", folder.resolve("x").toString(), "count", 0L);
		assertSentence("frames=2: a clip takes", "file", folder.resolve("x").toString(), "content", "clips");
		assertSentence("step=0: step takes", "file", folder.resolve("x").toString(), "step", 0.0);
		assertSentence("there is no such folder", "file", folder.resolve("x").toString(), "textures", folder.resolve("none")
			.toString());
		assertSentence("holds no PNG or JPEG", "file", folder.resolve("x").toString(), "textures", folder.toString());
		assertFalse(Files.exists(folder.resolve("x")));
	}

	private static void assertSentence(final String part, final Object... keysAndValues) {
		final Exception exc = assertThrows(IllegalArgumentException.class, () -> run(keysAndValues));
		assertTrue(exc.getMessage().contains(part), exc.getMessage());
	}
}
