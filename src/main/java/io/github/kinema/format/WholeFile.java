package io.github.kinema.format;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** Writes a file as a whole or not at all: under another name first, then moved into place. */
final class WholeFile {

	private WholeFile() {}

	/** Writes what shall be in the file. */
	interface Body {

		void write(OutputStream out) throws IOException;
	}

	/** @throws java.io.UncheckedIOException if the file cannot be written; an old one stays as it was */
	static void write(final Path file, final Body body) {
		final Path part = file.resolveSibling("." + file.getFileName() + "." + UUID.randomUUID() + ".part");
		try {
			try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(part, StandardOpenOption.CREATE_NEW))) {
				body.write(out);
			}
			move(part, file);
		}
		catch (final IOException exc) {
			throw BrokenFile.unwritable(file, exc);
		}
		finally {
			discard(part);
		}
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
