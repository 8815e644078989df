package io.github.kinema.scene;

import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;

/**
 * What is left between a frame and another one that was warped to it by the truth: the shift by least squares, in
 * pixels, and the mean error over the mean contrast. Only pixels in sight that show one surface count.
 */
final class Residual {

	final int pixels;
	final double x;
	final double y;
	final double error;

	Residual(final Scene scene, final double time, final double other) {
		final Plane here = scene.render(time, Progress.NONE);
		final Plane there = scene.render(other, Progress.NONE);
		final Truth truth = scene.truth(time, other, Progress.NONE);
		final Plane edges = scene.truth(other, time, Progress.NONE).edge();
		final double mean = mean(here);
		double xx = 0;
		double xy = 0;
		double yy = 0;
		double xe = 0;
		double ye = 0;
		double absolute = 0;
		double contrast = 0;
		int count = 0;
		for (int row = 0; row < here.height(); row++) {
			for (int column = 0; column < here.width(); column++) {
				if (truth.occlusion().get(column, row) == 1 || truth.edge().get(column, row) == 1) continue;
				final double px = column + truth.flowX().get(column, row);
				final double py = row + truth.flowY().get(column, row);
				if (!clear(edges, px, py)) continue;
				final double gx = cubic(there, px + 0.5, py) - cubic(there, px - 0.5, py);
				final double gy = cubic(there, px, py + 0.5) - cubic(there, px, py - 0.5);
				final double e = here.get(column, row) - cubic(there, px, py);
				xx += gx * gx;
				xy += gx * gy;
				yy += gy * gy;
				xe += gx * e;
				ye += gy * e;
				absolute += Math.abs(e);
				contrast += Math.abs(here.get(column, row) - mean);
				count++;
			}
		}
		final double determinant = xx * yy - xy * xy;
		pixels = count;
		x = (yy * xe - xy * ye) / determinant;
		y = (xx * ye - xy * xe) / determinant;
		error = absolute / contrast;
	}

	private static double mean(final Plane plane) {
		double sum = 0;
		for (final float value : plane.values()) sum += value;
		return sum / plane.values().length;
	}

	/** Whether all pixels that count for a place show one surface and are in the plane. */
	private static boolean clear(final Plane edges, final double x, final double y) {
		final int left = (int) Math.floor(x) - 2;
		final int top = (int) Math.floor(y) - 2;
		if (left < 0 || top < 0 || left + 5 >= edges.width() || top + 5 >= edges.height()) return false;
		for (int j = top; j <= top + 5; j++)
			for (int i = left; i <= left + 5; i++) if (edges.get(i, j) == 1) return false;
		return true;
	}

	/** Cubic convolution (Catmull and Rom). */
	private static double cubic(final Plane plane, final double x, final double y) {
		final int left = (int) Math.floor(x);
		final int top = (int) Math.floor(y);
		final double[] wx = weights(x - left);
		final double[] wy = weights(y - top);
		double sum = 0;
		for (int j = 0; j < 4; j++)
			for (int i = 0; i < 4; i++) sum += wx[i] * wy[j] * plane.get(left + i - 1, top + j - 1);
		return sum;
	}

	private static double[] weights(final double a) {
		return new double[] { ((-0.5 * a + 1) * a - 0.5) * a, (1.5 * a - 2.5) * a * a + 1, ((-1.5 * a + 2) * a + 0.5) * a,
			(0.5 * a - 0.5) * a * a };
	}

	@Override
	public String toString() {
		return String.format("shift %.5f, %.5f pixels, error %.4f of the contrast, over %d pixels", x, y, error, pixels);
	}
}
