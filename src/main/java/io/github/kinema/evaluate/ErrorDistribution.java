package io.github.kinema.evaluate;

import io.github.kinema.tile.Plane;

/**
 * How errors are distributed, over any number of pixels in a few MB.
 * <p>
 * Counts and sums of bins that are a thousandth of their value wide: a quantile is
 * the mean of the errors in its bin, exact where these are equal, and within a
 * thousandth of it anyway. Not thread-safe.
 * </p>
 */
public final class ErrorDistribution {

	/** Bits of a float that are left out: 8 of the exponent and 10 of the mantissa stay. */
	private static final int LEFT_OUT = 13;
	private static final int BINS = 1 << 31 - LEFT_OUT;
	private static final int POINTS = 400;
	private static final double SHOWN = 0.99;

	private final long[] counts = new long[BINS];
	private final double[] sums = new double[BINS];
	private long total;

	/**
	 * A cumulative histogram: which share of the pixels has an error of at most so much.
	 *
	 * @param errors ascending from 0 to the 99th percentile
	 * @param shares 0 to 1, as many
	 */
	public record Curve(double[] errors, double[] shares) {

		/** The largest error that is shown. */
		public double end() {
			return errors[errors.length - 1];
		}
	}

	/** The distribution of one map. */
	public static ErrorDistribution of(final Plane errors) {
		final ErrorDistribution distribution = new ErrorDistribution();
		distribution.add(errors);
		return distribution;
	}

	/** Adds errors, none negative; what is not finite takes no part. */
	public void add(final Plane errors) {
		for (final float error : errors.values()) {
			if (!Float.isFinite(error)) continue;
			// NB: Math.abs, because the bits of -0 are far from those of 0.
			final int bin = Float.floatToRawIntBits(Math.abs(error)) >>> LEFT_OUT;
			counts[bin]++;
			sums[bin] += error;
			total++;
		}
	}

	/** The median; of an even number of errors, the mean of the two in the middle; NaN if there is none. */
	public double median() {
		return total == 0 ? Double.NaN : (ranked((total - 1) / 2) + ranked(total / 2)) / 2;
	}

	/** The cumulative histogram; NaN if there are no errors. */
	public Curve curve() {
		final double end = total == 0 ? Double.NaN : ranked((long) Math.ceil(SHOWN * (total - 1)));
		final double[] errors = new double[POINTS + 1];
		final double[] shares = new double[POINTS + 1];
		int bin = 0;
		long below = 0;
		for (int p = 0; p <= POINTS; p++) {
			errors[p] = end * p / POINTS;
			for (; bin < BINS && (counts[bin] == 0 || sums[bin] / counts[bin] <= errors[p]); bin++)
				below += counts[bin];
			shares[p] = (double) below / total;
		}
		return new Curve(errors, shares);
	}

	/** The error of a rank, from 0. */
	private double ranked(final long rank) {
		long left = rank;
		int bin = 0;
		while (left >= counts[bin]) left -= counts[bin++];
		return sums[bin] / counts[bin];
	}
}
