package io.github.kinema.format;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** What is wrong with a file, in a sentence. */
final class BrokenFile {

	private BrokenFile() {}

	/**
	 * @param problem follows the name of the file
	 * @param advice a whole sentence
	 */
	static UncheckedIOException of(final Path file, final String problem, final String advice) {
		return new UncheckedIOException(new IOException("The file " + file + " " + problem + ". " + advice));
	}

	/** A file that ends before all is there that it promises. */
	static UncheckedIOException truncated(final Path file, final long promised, final long present) {
		return of(file, "ends early: it promises " + promised + " bytes and has " + present, "Copy or save it again.");
	}

	/** A file that the computer does not let us read. */
	static UncheckedIOException unreadable(final Path file, final IOException cause) {
		return of(file, "cannot be read: " + reason(cause), "Check its path.");
	}

	/** A file that the computer does not let us write. */
	static UncheckedIOException unwritable(final Path file, final IOException cause) {
		return of(file, "cannot be written: " + reason(cause), "Choose another place.");
	}

	/** NB: the messages of these hold nothing but the path. */
	private static String reason(final IOException cause) {
		if (cause instanceof NoSuchFileException) return "there is no such file or folder";
		if (cause instanceof AccessDeniedException) return "access is denied";
		return cause.getMessage();
	}
}
