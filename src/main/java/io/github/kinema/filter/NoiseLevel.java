package io.github.kinema.filter;

import java.util.Arrays;

import io.github.kinema.tile.Plane;

/**
 * Estimates how noisy a plane is.
 * <p>
 * Fine detail is what second differences along x and y leave: nothing of constant
 * and slanted areas nor of straight edges along the axes (the mask of Immerkær,
 * "Fast noise variance estimation", CVIU 1996). Of it, the median absolute
 * deviation is taken (Donoho and Johnstone, "Ideal spatial adaptation by wavelet
 * shrinkage", Biometrika 1994), so that texture and oblique edges count little as
 * long as they cover less than half of the plane. Thread-safe.
 * </p>
 */
public final class NoiseLevel {

	/** Median of the absolute value of a normal variable of standard deviation 1. */
	private static final double NORMAL_MEDIAN = 0.6744897501960817;

	/** First differences, second differences and their norms, by the samples along an axis: 1, 2, more. */
	private static final int[][] DIFFERENCES = { { 1 }, { -1, 1 }, { 1, -2, 1 } };
	private static final double[] NORMS = { 1, Math.sqrt(2), Math.sqrt(6) };

	private NoiseLevel() {}

	/**
	 * The standard deviation of the noise, in grey values, by the median absolute deviation of fine detail.
	 * <p>
	 * Unknown (NaN or infinite) pixels are left out. Where more than half of the
	 * neighbourhoods show no detail at all, as where a background was clipped, only
	 * neighbourhoods that are not constant count. Whole numbers are taken as rounded,
	 * and the median is interpolated between them, so that noise of less than a grey
	 * value is found, too.
	 * </p>
	 *
	 * @param plane of any size; along an axis of two pixels first differences are taken, of one pixel none
	 * @return 0 for a constant plane, a single pixel, and where nothing is known
	 */
	public static double of(final Plane plane) {
		final int[] alongX = DIFFERENCES[Math.min(plane.width(), 3) - 1];
		final int[] alongY = DIFFERENCES[Math.min(plane.height(), 3) - 1];
		if (alongX.length * alongY.length == 1) return 0;
		final float[] detail = new float[(plane.width() - alongX.length + 1) * (plane.height() - alongY.length + 1)];
		final int count = detail(plane, alongX, alongY, detail, false);
		double median = median(detail, count);
		if (median == 0) median = median(detail, detail(plane, alongX, alongY, detail, true));
		return median / (NORMAL_MEDIAN * NORMS[alongX.length - 1] * NORMS[alongY.length - 1]);
	}

	/** Fills in the size of the detail of each known neighbourhood, and tells how many there are. */
	private static int detail(final Plane plane, final int[] alongX, final int[] alongY, final float[] detail,
		final boolean onlyVaried)
	{
		int count = 0;
		for (int y = 0; y + alongY.length <= plane.height(); y++) {
			for (int x = 0; x + alongX.length <= plane.width(); x++) {
				final float first = plane.get(x, y);
				boolean varied = false;
				double sum = 0;
				for (int dy = 0; dy < alongY.length; dy++) {
					for (int dx = 0; dx < alongX.length; dx++) {
						final float value = plane.get(x + dx, y + dy);
						varied |= value != first;
						sum += alongX[dx] * alongY[dy] * (double) value;
					}
				}
				final float size = (float) Math.abs(sum);
				if (Float.isFinite(size) && (varied || !onlyVaried)) detail[count++] = size;
			}
		}
		return count;
	}

	/** The median of the first {@code count} values; 0 of none. */
	private static double median(final float[] values, final int count) {
		if (count == 0) return 0;
		Arrays.sort(values, 0, count);
		final float median = values[count / 2];
		if (median == 0 || !isWhole(values, count)) return median;
		int below = count / 2;
		while (below > 0 && values[below - 1] == median) below--;
		int above = count / 2;
		while (above < count && values[above] == median) above++;
		return median - 0.5 + (count / 2.0 - below) / (above - below);
	}

	private static boolean isWhole(final float[] values, final int count) {
		for (int i = 0; i < count; i++) {
			if (values[i] != Math.rint(values[i])) return false;
		}
		return true;
	}
}
