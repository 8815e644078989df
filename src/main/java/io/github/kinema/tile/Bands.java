package io.github.kinema.tile;

import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/** Runs over the rows of a plane in parallel bands, or over other parts of the work. */
public final class Bands {

	/** Rows a band has at least: below that, starting it costs more than it saves. */
	private static final int MIN_ROWS = 8;

	private Bands() {}

	/** Work on rows {@code from} (inclusive) to {@code to} (exclusive). */
	@FunctionalInterface
	public interface Body {

		void run(int from, int to);
	}

	/**
	 * Runs {@code body} over rows 0 to {@code height - 1} on all cores; returns
	 * when all are done.
	 *
	 * @throws java.util.concurrent.CancellationException if {@code progress} is
	 *           cancelled; it is asked before each band
	 */
	public static void run(final int height, final Progress progress, final Body body) {
		final int bands = Math.max(1, Math.min(height / MIN_ROWS, //
			8 * Runtime.getRuntime().availableProcessors()));
		each(bands, progress, band -> body.run((int) ((long) height * band / bands), //
			(int) ((long) height * (band + 1) / bands)));
	}

	/**
	 * Runs {@code body} for 0 to {@code count - 1} on all cores; returns when all
	 * are done.
	 *
	 * @throws java.util.concurrent.CancellationException if {@code progress} is
	 *           cancelled; it is asked before each
	 */
	public static void each(final int count, final Progress progress, final IntConsumer body) {
		IntStream.range(0, count).parallel().forEach(index -> {
			progress.check();
			body.accept(index);
		});
	}
}
