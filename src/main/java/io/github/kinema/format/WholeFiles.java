package io.github.kinema.format;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Writes files as a whole or not at all: under other names first, then, when all
 * are written, moved into place. To be used on one thread, and closed.
 */
public final class WholeFiles implements AutoCloseable {

	/** By each file, in order, the name under which it is written. */
	private final Map<Path, Path> parts = new LinkedHashMap<>();

	/** Writes what shall be in a file. */
	public interface Body {

		/** @throws IOException if the stream takes no more */
		void write(OutputStream out) throws IOException;
	}

	/**
	 * Writes one file.
	 *
	 * @throws java.io.UncheckedIOException if it cannot be written; an old one stays as it was
	 */
	public static void write(final Path file, final Body body) {
		try (WholeFiles files = new WholeFiles()) {
			files.add(file, body);
			files.finish();
		}
	}

	/**
	 * Writes a file more, which is not there before {@link #finish}.
	 *
	 * @throws java.io.UncheckedIOException if it cannot be written
	 */
	public void add(final Path file, final Body body) {
		if (Files.isDirectory(file)) throw BrokenFile.of(file, "cannot be written: this is a folder", "Choose another name.");
		final Path part = file.resolveSibling("." + file.getFileName() + "." + UUID.randomUUID() + ".part");
		parts.put(file, part);
		try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(part, StandardOpenOption.CREATE_NEW))) {
			body.write(out);
		}
		catch (final IOException exc) {
			throw BrokenFile.unwritable(file, exc);
		}
	}

	/**
	 * Moves all files into place, over old ones.
	 *
	 * @throws java.io.UncheckedIOException if one of them cannot be replaced; those before it have been
	 */
	public void finish() {
		for (final Map.Entry<Path, Path> entry : parts.entrySet()) {
			try {
				move(entry.getValue(), entry.getKey());
			}
			catch (final IOException exc) {
				throw BrokenFile.unwritable(entry.getKey(), exc);
			}
		}
	}

	/** Discards what is not in place. */
	@Override
	public void close() {
		parts.values().forEach(WholeFiles::discard);
	}

	private static void move(final Path part, final Path file) throws IOException {
		try {
			Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
		}
		catch (final AtomicMoveNotSupportedException exc) {
			Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
		}
	}

	private static void discard(final Path part) {
		try {
			Files.deleteIfExists(part);
		}
		catch (final IOException exc) {
			// NB: the disk is gone, and the part with it; what went wrong first is being told.
			part.toFile().deleteOnExit();
		}
	}
}
