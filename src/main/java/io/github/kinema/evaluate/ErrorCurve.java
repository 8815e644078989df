package io.github.kinema.evaluate;

import java.util.List;

import io.github.kinema.tile.Plane;

/**
 * The cumulative histogram of errors: which share of the pixels has an error of
 * at most so much.
 *
 * @param errors ascending from 0 to the 99th percentile
 * @param shares 0 to 1, as many
 */
public record ErrorCurve(double[] errors, double[] shares) {

	private static final int BINS = 400;
	private static final double SHOWN = 0.99;

	/** @param maps errors, none negative; what is not finite takes no part */
	public static ErrorCurve of(final List<Plane> maps) {
		final double end = Quantile.of(maps.stream().map(Plane::values).toList(), SHOWN);
		final double[] errors = new double[BINS + 1];
		final double[] shares = new double[BINS + 1];
		final long[] counts = new long[BINS + 1];
		long all = 0;
		for (final Plane map : maps) {
			for (final float error : map.values()) {
				if (!Float.isFinite(error)) continue;
				all++;
				final double bin = end > 0 ? Math.ceil(error / end * BINS) : error > 0 ? Double.POSITIVE_INFINITY : 0;
				if (bin <= BINS) counts[(int) bin]++;
			}
		}
		long sum = 0;
		for (int b = 0; b <= BINS; b++) {
			sum += counts[b];
			errors[b] = end * b / BINS;
			shares[b] = (double) sum / all;
		}
		return new ErrorCurve(errors, shares);
	}
}
