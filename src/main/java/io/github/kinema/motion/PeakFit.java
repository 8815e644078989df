package io.github.kinema.motion;

/**
 * Where the focus measure of a pixel peaks, between slices: a Gaussian fitted to the largest measure and its
 * neighbours, by a parabola through their logarithms. Each weighs by its square, as the noise of a logarithm asks for
 * (Guo, "A simple algorithm for fitting a Gaussian function", IEEE Signal Processing Magazine 2011). One thread at a time.
 */
final class PeakFit {

	/** Slices that a peak may lie beside the largest measure, at most. */
	private static final double FARTHEST = 1;

	/** What is left of the confidence where the peak has no neighbour on one side. */
	private static final double ONE_SIDED = 0.25;

	/** NB: a measure of nothing has no logarithm; with this much of the peak it weighs nothing. */
	private static final double LEAST = 1e-6;

	private static final int REACH = 2;

	private final FocusSums sums;
	private final int slices;
	private final double[] logs = new double[2 * REACH + 1];
	private final double[] weights = new double[2 * REACH + 1];
	private float height;
	private float confidence;

	PeakFit(final FocusSums sums, final int slices) {
		this.sums = sums;
		this.slices = slices;
	}

	/** Height in slices after {@link #at}; NaN if there was no detail. */
	float height() {
		return height;
	}

	/** Confidence, 0 to 1, after {@link #at}. */
	float confidence() {
		return confidence;
	}

	/** Fits pixel i. */
	void at(final int i) {
		final double peak = sums.peak()[i];
		height = Float.NaN;
		confidence = 0;
		if (!(peak > 0)) return;
		height = sums.slice()[i];
		// NB: a peak in one slice of n, and nothing in the others, has a mean of 1/n of it.
		final double contrast = (1 - sums.total()[i] / slices / peak) / (1 - 1.0 / slices);
		final boolean enclosed = sums.sides()[1][i] >= 0 && sums.sides()[2][i] >= 0;
		final double quality = enclosed ? fit(i, peak) : ONE_SIDED;
		confidence = (float) Math.max(0, Math.min(1, contrast * quality));
	}

	/** How well a Gaussian fits, 0 to 1; moves the height to its centre. */
	private double fit(final int i, final double peak) {
		double s0 = 0, s1 = 0, s2 = 0, s3 = 0, s4 = 0, t0 = 0, t1 = 0, t2 = 0;
		for (int k = 0, side = 0; k < logs.length; k++) {
			final int j = k - REACH;
			final double value = j == 0 ? 1 : Math.max(LEAST, sums.sides()[side++][i] / peak);
			// NB: true for NaN, too: beyond an end, or unknown.
			if (!(value > 0)) {
				weights[k] = 0;
				continue;
			}
			final double w = value * value;
			weights[k] = w;
			logs[k] = Math.log(value);
			final double wj = w * j;
			final double wjj = wj * j;
			s0 += w;
			s1 += wj;
			s2 += wjj;
			s3 += wjj * j;
			s4 += wjj * j * j;
			t0 += w * logs[k];
			t1 += wj * logs[k];
			t2 += wjj * logs[k];
		}
		final double m0 = s2 * s4 - s3 * s3;
		final double m1 = s1 * s4 - s2 * s3;
		final double m2 = s1 * s3 - s2 * s2;
		final double determinant = s0 * m0 - s1 * m1 + s2 * m2;
		final double constant = (t0 * m0 - t1 * m1 + t2 * m2) / determinant;
		final double slope = (s0 * (t1 * s4 - t2 * s3) - t0 * m1 + s2 * (s1 * t2 - s2 * t1)) / determinant;
		final double curvature = (s0 * (s2 * t2 - s3 * t1) - s1 * (s1 * t2 - s2 * t1) + t0 * m2) / determinant;
		final double offset = -slope / (2 * curvature);
		if (!(curvature < 0) || !Double.isFinite(offset)) return 0;
		height += (float) Math.max(-FARTHEST, Math.min(FARTHEST, offset));
		return explained(constant, slope, curvature);
	}

	/** The share of the variance around the peak that the Gaussian explains. */
	private double explained(final double constant, final double slope, final double curvature) {
		double sum = 0;
		double squares = 0;
		double misfit = 0;
		int count = 0;
		for (int k = 0; k < logs.length; k++) {
			if (weights[k] == 0) continue;
			final int j = k - REACH;
			final double value = Math.sqrt(weights[k]);
			final double difference = value - Math.exp(constant + j * (slope + j * curvature));
			misfit += difference * difference;
			sum += value;
			squares += weights[k];
			count++;
		}
		return Math.max(0, 1 - misfit / Math.max(squares - sum * sum / count, Double.MIN_NORMAL));
	}
}
