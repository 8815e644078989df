package io.github.kinema.motion;

/**
 * Where the focus measure of a pixel peaks, between slices. The width of the blur grows as the distance from there
 * (Pentland, "A new sense for depth of field", PAMI 1987), and squares of widths add up, so that the square of the width
 * that {@link FocusMeasure} tells is a parabola. It is fitted to the largest measure and its neighbours; a Gaussian, which
 * has no such flanks, would draw heights towards slices. Each weighs as the noise of a square of a width asks for. Of a broad
 * peak two neighbours to either side count, of a narrow one only one, because those behind it tell of nothing but its foot.
 * One thread at a time.
 */
final class PeakFit {

	/** Slices that a peak may lie beside the largest measure, at most. */
	private static final double FARTHEST = 1;

	/** What is left of the confidence where the peak has no neighbour on one side. */
	private static final double ONE_SIDED = 0.25;

	/** What remains of a measure that is no larger than noise, in parts of the noise. */
	private static final double REST = 0.1;

	/** The same in parts of the peak: the blur that leaves nothing has no width. */
	private static final double LEAST = 1e-6;

	/** A peak is broad where both neighbours are that much of it. */
	private static final double BROAD = 0.4;

	private static final int REACH = 2;

	private final FocusSums sums;
	private final FocusMeasure measure;
	private final int slices;
	/** How much of the smallest measure is taken for noise. */
	private final double noise;
	private final double[] values = new double[2 * REACH + 1];
	private final double[] widths = new double[2 * REACH + 1];
	private double constant;
	private double slope;
	private double curvature;
	private float height;
	private float confidence;

	PeakFit(final FocusSums sums, final FocusMeasure measure, final int slices) {
		this.sums = sums;
		this.measure = measure;
		this.slices = slices;
		// NB: noise does not depend on focus; but of few slices, none needs to be free of the peak.
		noise = 1 - Math.pow((double) FocusStack.LEAST / slices, 2);
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

	/** How well the parabola fits, 0 to 1; moves the height to its vertex. */
	private double fit(final int i, final double peak) {
		final double foot = Math.min(noise * sums.least()[i], peak / 2);
		final double above = peak - foot;
		final double least = Math.max(LEAST, REST * foot / above);
		for (int k = 0; k < values.length; k++) {
			// NB: stays NaN where it is not known.
			values[k] = k == REACH ? 1 : Math.max(least, (sums.sides()[k < REACH ? k : k - 1][i] - foot) / above);
			widths[k] = measure.width(values[k]);
		}
		parabola(Math.min(values[REACH - 1], values[REACH + 1]) > BROAD ? REACH : 1);
		final double offset = -slope / (2 * curvature);
		if (!(curvature > 0) || Double.isNaN(offset)) return 0;
		height += (float) Math.max(-FARTHEST, Math.min(FARTHEST, offset));
		return explained();
	}

	/** The parabola constant + slope·j + curvature·j² through the squared widths, in the weighted least squares. */
	private void parabola(final int reach) {
		double s0 = 0, s1 = 0, s2 = 0, s3 = 0, s4 = 0, t0 = 0, t1 = 0, t2 = 0;
		for (int j = -reach; j <= reach; j++) {
			final double value = values[j + REACH];
			if (Double.isNaN(value)) continue;
			// NB: a parabola goes through three points whatever they weigh, but small weights cost digits.
			final double width = widths[j + REACH];
			final double w = reach == 1 ? 1 : value / width * (value / width);
			final double wj = w * j;
			final double wjj = wj * j;
			s0 += w;
			s1 += wj;
			s2 += wjj;
			s3 += wjj * j;
			s4 += wjj * j * j;
			t0 += w * width;
			t1 += wj * width;
			t2 += wjj * width;
		}
		final double m0 = s2 * s4 - s3 * s3;
		final double m1 = s1 * s4 - s2 * s3;
		final double m2 = s1 * s3 - s2 * s2;
		final double determinant = s0 * m0 - s1 * m1 + s2 * m2;
		constant = (t0 * m0 - t1 * m1 + t2 * m2) / determinant;
		slope = (s0 * (t1 * s4 - t2 * s3) - t0 * m1 + s2 * (s1 * t2 - s2 * t1)) / determinant;
		curvature = (s0 * (s2 * t2 - s3 * t1) - s1 * (s1 * t2 - s2 * t1) + t0 * m2) / determinant;
	}

	/** The share of the variance around the peak that the parabola explains. */
	private double explained() {
		double sum = 0;
		double squares = 0;
		double misfit = 0;
		int count = 0;
		for (int j = -REACH; j <= REACH; j++) {
			final double value = values[j + REACH];
			if (Double.isNaN(value)) continue;
			final double difference = value - measure.energy(Math.max(0, constant + j * (slope + j * curvature)));
			misfit += difference * difference;
			sum += value;
			squares += value * value;
			count++;
		}
		return Math.max(0, 1 - misfit / Math.max(squares - sum * sum / count, Double.MIN_NORMAL));
	}
}
