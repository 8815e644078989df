package io.github.kinema.evaluate;

import java.util.Arrays;
import java.util.List;

/**
 * Exact quantiles of many values without sorting or copying them: two passes
 * count the upper and the lower half of the bits, in the order of the numbers.
 */
final class Quantile {

	private static final int HALF = 16;
	private static final int BINS = 1 << HALF;

	private Quantile() {}

	/**
	 * The median; of an even number of values, the mean of the two in the middle.
	 *
	 * @param arrays values; those that are not finite take no part
	 * @return NaN if there is none
	 */
	static double median(final List<float[]> arrays) {
		final long[] counts = counts(arrays, -1);
		final long total = Arrays.stream(counts).sum();
		if (total == 0) return Double.NaN;
		return (ranked(arrays, counts, (total - 1) / 2) + ranked(arrays, counts, total / 2)) / 2;
	}

	/**
	 * The value that a share of the others lie below.
	 *
	 * @param share 0 to 1; the rank is rounded up
	 * @return NaN if no value is finite
	 */
	static double of(final List<float[]> arrays, final double share) {
		final long[] counts = counts(arrays, -1);
		final long total = Arrays.stream(counts).sum();
		return total == 0 ? Double.NaN : ranked(arrays, counts, (long) Math.ceil(share * (total - 1)));
	}

	/** The value of a rank, from 0. */
	private static double ranked(final List<float[]> arrays, final long[] upper, final long rank) {
		long left = rank;
		int high = 0;
		while (left >= upper[high]) left -= upper[high++];
		final long[] lower = counts(arrays, high);
		int low = 0;
		while (left >= lower[low]) left -= lower[low++];
		final int key = high << HALF | low;
		return Float.intBitsToFloat(key < 0 ? key ^ 1 << 31 : ~key);
	}

	/** @param high −1: counts the upper halves; else the lower halves of the values with this upper half */
	private static long[] counts(final List<float[]> arrays, final int high) {
		final long[] counts = new long[BINS];
		for (final float[] values : arrays) {
			for (final float value : values) {
				if (!Float.isFinite(value)) continue;
				final int bits = Float.floatToRawIntBits(value);
				// NB: as unsigned numbers, these keys are in the order of the values.
				final int key = bits < 0 ? ~bits : bits ^ 1 << 31;
				if (high < 0) counts[key >>> HALF]++;
				else if (key >>> HALF == high) counts[key & BINS - 1]++;
			}
		}
		return counts;
	}
}
