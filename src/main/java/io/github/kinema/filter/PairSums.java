package io.github.kinema.filter;

import java.util.Arrays;

/** Sums over samples for each pixel of a line. */
final class PairSums {

	/** {@code [channel][x]} */
	final float[][] sums;

	/** What they are divided by. */
	final float[] divisor;

	PairSums(final int channels, final int length) {
		sums = new float[channels][length];
		divisor = new float[length];
	}

	void clear() {
		for (final float[] sum : sums) Arrays.fill(sum, 0);
		Arrays.fill(divisor, 0);
	}
}
