package io.github.kinema.motion;

import io.github.kinema.tile.Plane;

/** Values between pixels; beyond the border, the border's value. */
public final class Sampling {

	private Sampling() {}

	/** Linear between the four pixels around (x, y). */
	public static float linear(final Plane plane, final float x, final float y) {
		return linear(plane.values(), plane.width(), plane.height(), x, y);
	}

	/** Linear between the four values around (x, y) of an array {@code [X, Y]}. */
	public static float linear(final float[] values, final int width, final int height,
		final float x, final float y)
	{
		final int x0 = (int) x;
		final int y0 = (int) y;
		// NB: without clamping where nothing needs it, which is nearly everywhere
		if (x >= 0 && y >= 0 && x0 < width - 1 && y0 < height - 1) {
			final int i = x0 + y0 * width;
			final float ax = x - x0;
			final float upper = values[i] + ax * (values[i + 1] - values[i]);
			final float lower = values[i + width] + ax * (values[i + width + 1] - values[i +
				width]);
			return upper + (y - y0) * (lower - upper);
		}
		return clamped(values, width, height, x, y);
	}

	private static float clamped(final float[] values, final int width, final int height,
		final float x, final float y)
	{
		final float cx = Math.max(0, Math.min(width - 1, x));
		final float cy = Math.max(0, Math.min(height - 1, y));
		final int x0 = (int) cx;
		final int y0 = (int) cy;
		final float ax = cx - x0;
		final float ay = cy - y0;
		final int i = x0 + y0 * width;
		final int right = x0 + 1 < width ? 1 : 0;
		final int down = y0 + 1 < height ? width : 0;
		final float upper = values[i] + ax * (values[i + right] - values[i]);
		final float lower = values[i + down] + ax * (values[i + down + right] - values[i +
			down]);
		return upper + ay * (lower - upper);
	}
}
