package io.github.kinema.filter;

import java.util.Arrays;

/** Sums over samples for each pixel of a line. */
final class PairSums {

	/** {@code [channel][x]} */
	final float[][] sums;

	/** What they are divided by. */
	final float[] divisor;

	PairSums(final LinePool pool, final int channels) {
		sums = pool.take(channels);
		divisor = pool.take();
	}

	void clear(final int length) {
		for (final float[] sum : sums) Arrays.fill(sum, 0, length, 0);
		Arrays.fill(divisor, 0, length, 0);
	}
}
