package io.github.kinema.evaluate;

import java.util.Arrays;

import io.github.kinema.tile.Bands;
import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;

/**
 * Structural similarity: Wang, Bovik, Sheikh and Simoncelli, <em>Image quality
 * assessment: from error visibility to structural similarity</em>, IEEE
 * Transactions on Image Processing 13(4), 2004.
 * <p>
 * Gaussian window of 11 × 11 pixels, σ 1.5, K₁ 0.01, K₂ 0.03, averaged over the
 * windows that lie within the image, as in the paper. In an image that is
 * smaller, the window is the largest odd one that fits. A window that holds a
 * value which is not finite takes no part.
 * </p>
 */
public final class StructuralSimilarity {

	private static final int RADIUS = 5;
	private static final double SIGMA = 1.5;
	private static final double K1 = 0.01;
	private static final double K2 = 0.03;

	private StructuralSimilarity() {}

	/**
	 * Compares two planes of the same size.
	 *
	 * @param peak the range that the values can have: 255 for 8 bit
	 * @return −1 to 1, 1 if they are equal; NaN if no window could be compared
	 */
	public static double of(final Plane a, final Plane b, final double peak, final Progress progress) {
		final double c1 = K1 * K1 * peak * peak;
		final double c2 = K2 * K2 * peak * peak;
		final double[] kernel = kernel(Math.min(RADIUS, (Math.min(a.width(), a.height()) - 1) / 2));
		final int rows = a.height() - kernel.length + 1;
		final double[] sums = new double[rows];
		final int[] counts = new int[rows];
		Bands.run(rows, progress, (from, to) -> {
			final double[][] moments = new double[5][a.width()];
			for (int row = from; row < to; row++) {
				columns(a, b, row, kernel, moments);
				for (int x = 0; x + kernel.length <= a.width(); x++) {
					final double ma = window(moments[0], x, kernel);
					final double mb = window(moments[1], x, kernel);
					final double va = window(moments[2], x, kernel) - ma * ma;
					final double vb = window(moments[3], x, kernel) - mb * mb;
					final double cov = window(moments[4], x, kernel) - ma * mb;
					final double ssim = (2 * ma * mb + c1) * (2 * cov + c2) / ((ma * ma + mb * mb + c1) * (va + vb + c2));
					if (!Double.isFinite(ssim)) continue;
					sums[row] += ssim;
					counts[row]++;
				}
			}
		});
		double sum = 0;
		long count = 0;
		for (int row = 0; row < rows; row++) {
			sum += sums[row];
			count += counts[row];
		}
		return sum / count;
	}

	/** Weighted sums down the columns, from row on, of a, b, a², b² and ab. */
	private static void columns(final Plane a, final Plane b, final int row, final double[] kernel,
		final double[][] moments)
	{
		for (final double[] moment : moments)
			Arrays.fill(moment, 0);
		for (int k = 0; k < kernel.length; k++) {
			final int offset = (row + k) * a.width();
			for (int x = 0; x < a.width(); x++) {
				final double va = a.values()[offset + x];
				final double vb = b.values()[offset + x];
				moments[0][x] += kernel[k] * va;
				moments[1][x] += kernel[k] * vb;
				moments[2][x] += kernel[k] * va * va;
				moments[3][x] += kernel[k] * vb * vb;
				moments[4][x] += kernel[k] * va * vb;
			}
		}
	}

	private static double window(final double[] moment, final int x, final double[] kernel) {
		double sum = 0;
		for (int k = 0; k < kernel.length; k++)
			sum += kernel[k] * moment[x + k];
		return sum;
	}

	private static double[] kernel(final int radius) {
		final double[] kernel = new double[2 * radius + 1];
		double sum = 0;
		for (int k = 0; k < kernel.length; k++)
			sum += kernel[k] = Math.exp(-(k - radius) * (k - radius) / (2 * SIGMA * SIGMA));
		for (int k = 0; k < kernel.length; k++)
			kernel[k] /= sum;
		return kernel;
	}
}
