package io.github.kinema.device;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Compiled kernels on disk, a file each, kept from one run of the program to the
 * next.
 * <p>
 * Thread-safe, also between programs. A file that is damaged counts as absent;
 * a folder that cannot be written to makes everything slower, not wrong.
 * </p>
 */
public final class KernelCache {

	private static final System.Logger LOG = System.getLogger(KernelCache.class.getName());
	private static final int DIGEST = 32;

	private final Path folder;

	/** @param folder where the files are; need not be there yet */
	public KernelCache(final Path folder) {
		this.folder = folder;
	}

	/** The cache in the place where this system keeps what a user's programs can do without. */
	public static KernelCache ofUser() {
		return new KernelCache(caches().resolve("kinema").resolve("kernels"));
	}

	private static Path caches() {
		final String system = System.getProperty("os.name");
		final Path home = Path.of(System.getProperty("user.home"));
		if (system.startsWith("Mac")) return home.resolve("Library").resolve("Caches");
		if (system.startsWith("Windows")) return absolute("LOCALAPPDATA", home.resolve("AppData").resolve("Local"));
		return absolute("XDG_CACHE_HOME", home.resolve(".cache"));
	}

	private static Path absolute(final String variable, final Path otherwise) {
		final String value = System.getenv(variable);
		return value == null || !Path.of(value).isAbsolute() ? otherwise : Path.of(value);
	}

	/** Finds what was stored under the same texts. */
	public Optional<byte[]> find(final String... key) {
		final Path file = file(key);
		try {
			if (!Files.isReadable(file)) return Optional.empty();
			final byte[] bytes = Files.readAllBytes(file);
			if (bytes.length < DIGEST) return Optional.empty();
			final byte[] content = Arrays.copyOfRange(bytes, DIGEST, bytes.length);
			return Arrays.equals(digest(content), 0, DIGEST, bytes, 0, DIGEST) ? Optional.of(content) : Optional.empty();
		}
		catch (final IOException exc) {
			LOG.log(System.Logger.Level.DEBUG, "The compiled kernel " + file + " cannot be read.", exc);
			return Optional.empty();
		}
	}

	/** Stores a compiled kernel under texts: source, architecture, compiler. */
	public void store(final byte[] content, final String... key) {
		final Path file = file(key);
		try {
			Files.createDirectories(folder);
			final Path part = Files.createTempFile(folder, "part", null);
			try {
				final byte[] bytes = Arrays.copyOf(digest(content), DIGEST + content.length);
				System.arraycopy(content, 0, bytes, DIGEST, content.length);
				Files.write(part, bytes);
				// NB: so that nobody ever reads half a file.
				Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
			}
			finally {
				Files.deleteIfExists(part);
			}
		}
		catch (final IOException exc) {
			LOG.log(System.Logger.Level.DEBUG, "The compiled kernel " + file + " cannot be stored.", exc);
		}
	}

	private Path file(final String... key) {
		return folder.resolve(HexFormat.of().formatHex(digest(String.join("\0", key).getBytes(StandardCharsets.UTF_8))));
	}

	private static byte[] digest(final byte[] bytes) {
		try {
			return MessageDigest.getInstance("SHA-256").digest(bytes);
		}
		catch (final NoSuchAlgorithmException exc) {
			throw new AssertionError("Every Java has SHA-256.", exc);
		}
	}
}
