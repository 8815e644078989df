package io.github.kinema.camera;

import java.util.Arrays;
import java.util.stream.IntStream;

import io.github.kinema.tile.Progress;

/**
 * Brings what a model says of the frames of a recording to one scale and one zero. For pairs of frames, one to sixteen
 * apart, what it says of the points that both show gives a ratio of their scales: that of their spreads, which is the
 * same in both directions, as a plain regression's would not be, so that scales do not fade over many frames. All pairs
 * together give the logarithms of all scales by least squares; then the same for the zeros.
 */
final class FrameScales {

	private static final int[] GAPS = { 1, 2, 4, 8, 16 };

	/** Fewer points than this say nothing. */
	private static final int LEAST = 12;

	private static final int STEPS = 6;

	/** Of a normal distribution: its standard deviation by the median of its absolute deviations. */
	private static final double NORMAL = 1.4826;

	/** Errors of so many standard deviations count half. */
	private static final double USUAL = 2;

	/** Exactness that nothing exceeds, as shares of a spread and its square. */
	private static final double EXACT = 1e-3;
	private static final double ALIKE = 0.01;

	/** What neighbours that nothing else links count: that their medians and spreads are the same. */
	private static final double WEAK = 0.01;

	private final FollowedDepth followed;
	private final double[] middles;
	private final double[] spreads;

	/**
	 * @param middles for each frame the median of what the model says of it; 0 if it says nothing
	 * @param spreads for each frame the median absolute deviation from that; 0 if it says one thing, or nothing
	 */
	FrameScales(final FollowedDepth followed, final double[] middles, final double[] spreads) {
		this.followed = followed;
		this.middles = middles;
		this.spreads = spreads;
	}

	/**
	 * For each frame, scale and shift: what the model says times the one plus the other is on the scale of all.
	 *
	 * @throws java.util.concurrent.CancellationException if cancelled
	 */
	double[][] find(final Progress progress) {
		final int length = followed.length();
		final BandedSystem logs = new BandedSystem(length, GAPS[GAPS.length - 1]);
		logs.want(0, 0, 1);
		each(progress, (i, j) -> {
			if (j == i + 1) logs.wantDifference(i, j, spreads[i] > 0 && spreads[j] > 0 ? Math.log(spreads[i] / spreads[j]) : 0, WEAK);
			final double[] ratio = ratio(followed.common(i, j));
			if (ratio[1] > 0) logs.wantDifference(i, j, Math.log(ratio[0]), ratio[1]);
		});
		final double[] scales = Arrays.stream(logs.solve()).map(Math::exp).toArray();
		final BandedSystem zeros = new BandedSystem(length, GAPS[GAPS.length - 1]);
		zeros.want(0, 0, 1);
		each(progress, (i, j) -> {
			if (j == i + 1) zeros.wantDifference(i, j, scales[i] * middles[i] - scales[j] * middles[j], WEAK);
			final double[] difference = difference(followed.common(i, j), scales[i], scales[j]);
			if (difference[1] > 0) zeros.wantDifference(i, j, difference[0], difference[1]);
		});
		final double[] shifts = zeros.solve();
		return IntStream.range(0, length).mapToObj(k -> new double[] { scales[k], shifts[k] }).toArray(double[][]::new);
	}

	/** Two frames. */
	private interface Pair {

		void take(int first, int second);
	}

	private void each(final Progress progress, final Pair pair) {
		for (int i = 0; i < followed.length(); i++) {
			progress.check();
			for (final int gap : GAPS) if (i + gap < followed.length()) pair.take(i, i + gap);
		}
	}

	/** What the second frame's numbers must be multiplied by, up to a shift, and how much that is worth; 0 if nothing. */
	private static double[] ratio(final double[][] points) {
		final int count = points[0].length;
		if (count < LEAST) return new double[2];
		double ratio = spread(points[0]) / spread(points[1]);
		if (!(ratio > 0) || !Double.isFinite(ratio)) return new double[2];
		double alike = 0;
		final double[] errors = new double[count];
		for (int step = 0; step < STEPS; step++) {
			for (int n = 0; n < count; n++) errors[n] = points[0][n] - ratio * points[1][n];
			final double[] weights = weights(errors, EXACT * spread(points[0]));
			final double one = covariance(points[0], points[0], weights);
			final double both = covariance(points[0], points[1], weights);
			final double other = covariance(points[1], points[1], weights);
			if (!(both > 0)) return new double[2];
			ratio = Math.sqrt(one / other);
			alike = both * both / (one * other);
		}
		return new double[] { ratio, count / (1 - alike + ALIKE) };
	}

	/** How much higher the zero of the second frame must lie than that of the first, and how much that is worth. */
	private static double[] difference(final double[][] points, final double first, final double second) {
		final int count = points[0].length;
		final double spread = count < LEAST ? 0 : first * spread(points[0]);
		if (!(spread > 0)) return new double[2];
		final double[] errors = IntStream.range(0, count).mapToDouble(n -> first * points[0][n] - second * points[1][n]).toArray();
		final double[] weights = weights(errors, EXACT * spread);
		double sum = 0;
		double sums = 0;
		double squares = 0;
		for (int n = 0; n < count; n++) {
			sum += weights[n];
			sums += weights[n] * errors[n];
			squares += weights[n] * errors[n] * errors[n];
		}
		final double variance = squares / sum - sums * sums / (sum * sum);
		return new double[] { sums / sum, count / (Math.max(0, variance) / (spread * spread) + ALIKE) };
	}

	/** What each counts, as errors are Cauchy's about their median. */
	private static double[] weights(final double[] errors, final double exact) {
		final double middle = TwoViews.median(errors);
		final double usual = USUAL * Math.max(exact, NORMAL * spread(errors));
		return Arrays.stream(errors).map(error -> 1 / (1 + (error - middle) * (error - middle) / (usual * usual))).toArray();
	}

	/** The median absolute deviation from the median. */
	static double spread(final double[] values) {
		final double middle = TwoViews.median(values);
		return TwoViews.median(Arrays.stream(values).map(value -> Math.abs(value - middle)).toArray());
	}

	private static double covariance(final double[] a, final double[] b, final double[] weights) {
		double sum = 0;
		double sumA = 0;
		double sumB = 0;
		double product = 0;
		for (int n = 0; n < a.length; n++) {
			sum += weights[n];
			sumA += weights[n] * a[n];
			sumB += weights[n] * b[n];
			product += weights[n] * a[n] * b[n];
		}
		return product / sum - sumA * sumB / (sum * sum);
	}
}
