package io.github.kinema.host;

/** How much there is. */
final class Memory {

	private Memory() {}

	/**
	 * Makes sure that a result will fit, before anything is computed.
	 *
	 * @param advice what to do instead, a sentence
	 * @throws IllegalStateException if it will not
	 */
	static void require(final long bytes, final String advice) {
		// NB: closed images are garbage until it is collected.
		if (bytes > free()) System.gc();
		if (bytes > free()) {
			throw new IllegalStateException("The result takes " + megabytes(bytes) + " and " + megabytes(free()) +
				" of memory are free. " + advice + " Or give ImageJ more with Edit > Options > Memory & Threads...");
		}
	}

	/** Bytes that can still be had. */
	static long free() {
		final Runtime runtime = Runtime.getRuntime();
		return runtime.maxMemory() - runtime.totalMemory() + runtime.freeMemory();
	}

	private static String megabytes(final long bytes) {
		return (bytes + (1 << 20) - 1 >> 20) + " MB";
	}
}
