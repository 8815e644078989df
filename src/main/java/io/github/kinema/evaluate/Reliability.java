package io.github.kinema.evaluate;

import java.util.Arrays;

import io.github.kinema.interpolate.ExpectedError;
import io.github.kinema.tile.Plane;

/**
 * How well a method knows its own errors: the error that its confidence stands for,
 * against the actual one, over any number of pixels in a few MB.
 * <p>
 * Both are shares of the range of the two frames, counted in bins that are 2 % of
 * their value wide, from 0.001 % to 100 %. Not thread-safe.
 * </p>
 */
public final class Reliability {

	private static final double LEAST = 1e-5;
	private static final int BINS = 512;
	private static final int POINTS = 20;

	private final long[][] counts = new long[BINS][BINS];
	private final double[] predicted = new double[BINS];
	private final double[] actual = new double[BINS];
	private long total;

	/**
	 * Predicted against actual error: pixels in order of what was predicted, in groups
	 * of equal size.
	 *
	 * @param predicted the mean of each group
	 * @param actual the mean of each group
	 */
	public record Curve(double[] predicted, double[] actual) {}

	/**
	 * Adds pixels.
	 *
	 * @param confidence 0 to 1
	 * @param errors absolute errors as shares of the range; what is not finite takes no part
	 */
	public void add(final Plane confidence, final Plane errors) {
		for (int i = 0; i < errors.values().length; i++) {
			final double error = errors.values()[i];
			final double expected = Math.min(1, ExpectedError.of(confidence.values()[i]));
			if (!Double.isFinite(error) || Double.isNaN(expected)) continue;
			final int bin = bin(expected);
			counts[bin][bin(error)]++;
			predicted[bin] += expected;
			actual[bin] += error;
			total++;
		}
	}

	private static int bin(final double value) {
		if (value <= LEAST) return 0;
		return 1 + Math.min(BINS - 2, (int) ((BINS - 1) * (1 - Math.log(value) / Math.log(LEAST))));
	}

	/**
	 * Spearman's rank correlation of both errors, over all pixels; those in one bin
	 * share the mean of their ranks. 1 if the confidence orders the pixels as their
	 * errors do, 0 if it tells nothing; NaN if either is the same everywhere.
	 */
	public double rankCorrelation() {
		final long[] rows = new long[BINS];
		final long[] columns = new long[BINS];
		for (int p = 0; p < BINS; p++) {
			for (int a = 0; a < BINS; a++) {
				rows[p] += counts[p][a];
				columns[a] += counts[p][a];
			}
		}
		final double[] byPrediction = ranks(rows);
		final double[] byError = ranks(columns);
		double both = 0;
		double first = 0;
		double second = 0;
		for (int p = 0; p < BINS; p++) {
			first += rows[p] * byPrediction[p] * byPrediction[p];
			second += columns[p] * byError[p] * byError[p];
			for (int a = 0; a < BINS; a++) both += counts[p][a] * byPrediction[p] * byError[a];
		}
		return both / Math.sqrt(first * second);
	}

	/** The mean rank of the pixels in each bin, as a share of all, from −0.5 to 0.5. */
	private double[] ranks(final long[] sizes) {
		final double[] ranks = new double[BINS];
		long below = 0;
		for (int i = 0; i < BINS; i++) {
			ranks[i] = (below + sizes[i] / 2.0) / total - 0.5;
			below += sizes[i];
		}
		return ranks;
	}

	/** Predicted against actual error; of no more points than there are different predictions. */
	public Curve curve() {
		final double[][] points = new double[2][POINTS];
		int count = 0;
		long pixels = 0;
		long left = total;
		for (int p = 0; p < BINS; p++) {
			final long here = Arrays.stream(counts[p]).sum();
			if (here == 0) continue;
			pixels += here;
			left -= here;
			points[0][count] += predicted[p];
			points[1][count] += actual[p];
			// NB: the few that are left at the end would make a point that catches the eye and means little.
			if (left > 0 && (pixels < (double) total / POINTS || left < 0.5 * total / POINTS)) continue;
			points[0][count] /= pixels;
			points[1][count++] /= pixels;
			pixels = 0;
		}
		return new Curve(Arrays.copyOf(points[0], count), Arrays.copyOf(points[1], count));
	}
}
