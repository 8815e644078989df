package io.github.kinema.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The most memory that this process has held at once, Java's and what libraries take beside it. Linux alone tells. */
final class PeakMemory {

	private static final Path RESET = Path.of("/proc/self/clear_refs");
	private static final Path STATUS = Path.of("/proc/self/status");

	/** What the kernel takes for "begin anew". */
	private static final String PEAK = "5";

	private PeakMemory() {}

	/** Forgets what has been, and what is garbage. */
	static void reset() {
		System.gc();
		if (!Files.isWritable(RESET)) return;
		try {
			Files.writeString(RESET, PEAK);
		}
		catch (final IOException exc) {
			throw new UncheckedIOException(exc);
		}
	}

	/** In MB, since {@link #reset}; null where the system does not tell. */
	static Integer megabytes() {
		if (!Files.isReadable(STATUS)) return null;
		try {
			return Files.readAllLines(STATUS).stream().filter(line -> line.startsWith("VmHWM:")).map(line -> Integer.parseInt(line
				.replaceAll("\\D", "")) / 1024).findFirst().orElse(null);
		}
		catch (final IOException exc) {
			throw new UncheckedIOException(exc);
		}
	}
}
