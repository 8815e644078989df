package io.github.kinema.evaluate;

import java.util.Arrays;

import io.github.kinema.tile.Plane;

/**
 * Structural similarity (Z. Wang, A. C. Bovik, H. R. Sheikh, E. P. Simoncelli,
 * 2004): Gaussian window of 11 × 11 pixels, sigma 1.5, K1 = 0.01, K2 = 0.03,
 * mean over the pixels whose whole window lies inside. Along a side shorter
 * than the window, the window is the largest odd one that fits. A window with a
 * NaN takes no part.
 */
final class StructuralSimilarity {

	private static final int WINDOW = 11;
	private static final double SIGMA = 1.5;

	private StructuralSimilarity() {}

	/** Mean similarity of two planes of the same size; NaN if no window is left. */
	static double mean(final Plane a, final Plane b, final double peak) {
		final int width = a.width(), height = a.height();
		final double[] across = window(width), down = window(height);
		final int columns = width - across.length + 1;
		final double c1 = 0.01 * peak * 0.01 * peak, c2 = 0.03 * peak * 0.03 * peak;
		// A ring of rows filtered along x, so that memory is a few rows, not a plane.
		final double[][][] ring = new double[down.length][5][columns];
		final double[][] moment = new double[5][columns];
		double sum = 0;
		long windows = 0;
		for (int y = 0; y < height; y++) {
			filterRow(a, b, y, across, ring[y % down.length]);
			if (y + 1 < down.length) continue;
			final int top = y + 1 - down.length;
			for (int m = 0; m < 5; m++) {
				Arrays.fill(moment[m], 0);
				for (int k = 0; k < down.length; k++) {
					final double[] row = ring[(top + k) % down.length][m];
					for (int x = 0; x < columns; x++) moment[m][x] += down[k] * row[x];
				}
			}
			for (int x = 0; x < columns; x++) {
				final double ma = moment[0][x], mb = moment[1][x];
				final double va = moment[2][x] - ma * ma, vb = moment[3][x] - mb * mb;
				final double cov = moment[4][x] - ma * mb;
				final double s = (2 * ma * mb + c1) * (2 * cov + c2) / //
					((ma * ma + mb * mb + c1) * (va + vb + c2));
				if (Double.isNaN(s)) continue;
				sum += s;
				windows++;
			}
		}
		return sum / windows;
	}

	/** Filters a, b, a², b² and ab along one row. */
	private static void filterRow(final Plane a, final Plane b, final int y,
		final double[] window, final double[][] out)
	{
		final int start = y * a.width();
		for (final double[] row : out) Arrays.fill(row, 0);
		for (int k = 0; k < window.length; k++) {
			final double w = window[k];
			for (int x = 0; x < out[0].length; x++) {
				final double u = a.values()[start + x + k], v = b.values()[start + x + k];
				out[0][x] += w * u;
				out[1][x] += w * v;
				out[2][x] += w * u * u;
				out[3][x] += w * v * v;
				out[4][x] += w * u * v;
			}
		}
	}

	private static double[] window(final int side) {
		final int length = Math.min(WINDOW, side % 2 == 0 ? side - 1 : side);
		final double[] window = new double[length];
		double sum = 0;
		for (int k = 0; k < length; k++) {
			final double x = k - length / 2;
			sum += window[k] = Math.exp(-x * x / (2 * SIGMA * SIGMA));
		}
		for (int k = 0; k < length; k++) window[k] /= sum;
		return window;
	}
}
