package io.github.kinema.evaluate;

import java.util.Arrays;

import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;

/**
 * How well an estimated depth agrees with the true one, for one image.
 * <p>
 * Measures: Eigen, Puhrsch and Fergus, <em>Depth map prediction from a single
 * image using a multi-scale deep network</em>, NIPS 2014. In this order: pixels
 * count whose truth lies strictly between {@code nearest} and {@code farthest};
 * the estimate is aligned over those of them where it is finite and positive
 * (what is not positive has no depth and lowers the coverage; but an inverse
 * depth whose shift is to be found may have any sign); then it is clamped to
 * {@code nearest} and {@code farthest}; then the errors are taken.
 * An aligned inverse depth that is not positive lies beyond infinity: it becomes
 * the farthest depth, or where that is unlimited the greatest true one. The
 * numbers of several images are averaged, each image alike, as in the literature.
 * </p>
 *
 * @param known pixels with a truth within the limits
 * @param pixels those of them with an estimate
 * @param absRel mean of |d − t| / t
 * @param sqRel mean of (d − t)² / t, in the unit of the truth
 * @param rmse root of the mean squared error, in the unit of the truth
 * @param rmseLog the same of the natural logarithms
 * @param within1 share of pixels with max(d/t, t/d) below 1.25
 * @param within2 below 1.25²
 * @param within3 below 1.25³
 * @param scale of the alignment
 * @param shift of the alignment, of inverse depth
 */
public record DepthScore(long known, long pixels, double absRel, double sqRel, double rmse, double rmseLog,
	double within1, double within2, double within3, double scale, double shift)
{

	private static final double STEP = 1.25;

	/**
	 * Compares two depths of the same size.
	 *
	 * @param inverse whether the estimate is inverse depth
	 * @param nearest positive
	 * @param farthest infinite if there is no limit
	 * @param errors becomes |d − t| / t, of the same size; NaN where nothing is compared
	 * @throws java.util.concurrent.CancellationException if cancelled
	 */
	public static DepthScore of(final Plane estimate, final boolean inverse, final Plane truth,
		final DepthAlignment alignment, final double nearest, final double farthest, final Plane errors,
		final Progress progress)
	{
		final int[] places = new int[truth.values().length];
		int count = 0;
		long known = 0;
		double greatest = nearest;
		for (int i = 0; i < places.length; i++) {
			final float t = truth.values()[i];
			if (!Float.isFinite(t) || !(t > nearest && t < farthest)) continue;
			known++;
			greatest = Math.max(greatest, t);
			final float e = estimate.values()[i];
			if (Float.isFinite(e) && Double.isFinite(alignment.quantity(e, inverse))) places[count++] = i;
		}
		final double[] estimates = new double[count];
		final double[] truths = new double[count];
		for (int n = 0; n < count; n++) {
			estimates[n] = alignment.quantity(estimate.values()[places[n]], inverse);
			truths[n] = truth.values()[places[n]];
		}
		progress.check();
		final double[] fit = count == 0 ? new double[] { Double.NaN, Double.NaN } : alignment.fit(estimates, truths,
			progress);
		progress.check();
		final double limit = farthest < Double.POSITIVE_INFINITY ? farthest : greatest;
		Arrays.fill(errors.values(), Float.NaN);
		final double[] sums = new double[7];
		for (int n = 0; n < count; n++) {
			final double aligned = alignment.apply(estimates[n], fit);
			// NB: beyond infinity.
			final double within = aligned > 0 && Double.isFinite(aligned) ? aligned : limit;
			final double d = Math.max(nearest, Math.min(within, farthest));
			errors.values()[places[n]] = (float) add(d, truths[n], sums);
		}
		return new DepthScore(known, count, sums[0] / count, sums[1] / count, Math.sqrt(sums[2] / count), Math.sqrt(sums[3] /
			count), sums[4] / count, sums[5] / count, sums[6] / count, fit[0], fit[1]);
	}

	/** Adds what a pixel contributes; returns its relative error. */
	private static double add(final double d, final double t, final double[] sums) {
		final double difference = d - t;
		final double log = Math.log(d) - Math.log(t);
		final double ratio = Math.max(d / t, t / d);
		sums[0] += Math.abs(difference) / t;
		sums[1] += difference * difference / t;
		sums[2] += difference * difference;
		sums[3] += log * log;
		if (ratio < STEP) sums[4]++;
		if (ratio < STEP * STEP) sums[5]++;
		if (ratio < STEP * STEP * STEP) sums[6]++;
		return Math.abs(difference) / t;
	}

	/** The share of the pixels with a truth that have an estimate; NaN if there is no truth. */
	public double coverage() {
		return (double) pixels / known;
	}
}
