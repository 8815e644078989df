package io.github.kinema.interpolate;

import java.util.Arrays;

/** Statistics that a few wild values do not move. */
final class Robust {

	/** Turns the median absolute deviation of normal values into their standard deviation. */
	private static final double NORMAL = 1.4826;

	private Robust() {}

	/** The median, the mean of the middle two where there are two; NaN if there are no values. */
	static double median(final double... values) {
		if (values.length == 0) return Double.NaN;
		final double[] sorted = values.clone();
		Arrays.sort(sorted);
		final int half = sorted.length / 2;
		return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
	}

	/** Standard deviation by the median absolute deviation from the median. */
	static double deviation(final double... values) {
		final double median = median(values);
		return NORMAL * median(Arrays.stream(values).map(v -> Math.abs(v - median)).toArray());
	}
}
