package io.github.kinema.interpolate;

import io.github.kinema.motion.Sampling;
import io.github.kinema.tile.Plane;

/** Samples a measured plane between its pixels. Thread-safe. */
final class Sampler {

	private static final Kernel KERNEL = new Kernel(3);

	/** Pixels to either side whose range bounds what the kernel gives. */
	private static final int BOUND = 2;

	private final Plane plane;
	private final float[] values;
	private final int width;
	private final int height;

	Sampler(final Plane plane) {
		this.plane = plane;
		values = plane.values();
		width = plane.width();
		height = plane.height();
	}

	/**
	 * Linear between the four pixels around; the nearest one if they are not all
	 * finite; NaN if it is not either.
	 */
	float soft(final float x, final float y) {
		final float value = Sampling.linear(plane, x, y);
		if (Float.isFinite(value)) return value;
		final float nearest = plane.get(Math.round(Math.max(0, Math.min(width - 1, x))), Math
			.round(Math.max(0, Math.min(height - 1, y))));
		return Float.isFinite(nearest) ? nearest : Float.NaN;
	}

	/** What the kernel shows beyond {@code soft}; 0 where it meets unknown pixels. */
	float detail(final float x, final float y, final float soft) {
		final float cx = Math.max(0, Math.min(width - 1, x));
		final float cy = Math.max(0, Math.min(height - 1, y));
		final int x0 = (int) cx;
		final int y0 = (int) cy;
		if (cx == x0 && cy == y0) return 0;
		final float[] weightsX = KERNEL.at(cx - x0);
		final float[] weightsY = KERNEL.at(cy - y0);
		final int reach = KERNEL.reach();
		final boolean inside = x0 >= reach - 1 && y0 >= reach - 1 && x0 + reach < width &&
			y0 + reach < height;
		final float sharp = inside ? inside(x0, y0, weightsX, weightsY) : border(x0, y0,
			weightsX, weightsY);
		final float detail = sharp - soft;
		return Float.isFinite(detail) ? detail : 0;
	}

	private float inside(final int x0, final int y0, final float[] weightsX,
		final float[] weightsY)
	{
		final int reach = KERNEL.reach();
		float sum = 0;
		for (int k = 0, row = x0 + 1 - reach + (y0 + 1 - reach) * width; k < 2 *
			reach; k++, row += width)
		{
			float line = 0;
			for (int j = 0; j < weightsX.length; j++) {
				line += weightsX[j] * values[row + j];
			}
			sum += weightsY[k] * line;
		}
		float min = values[x0 + y0 * width];
		float max = min;
		for (int k = 1 - BOUND, row = x0 + (y0 + 1 - BOUND) * width; k <= BOUND; k++, row +=
			width)
		{
			for (int j = 1 - BOUND; j <= BOUND; j++) {
				min = Math.min(min, values[row + j]);
				max = Math.max(max, values[row + j]);
			}
		}
		return bounded(sum, min, max);
	}

	private float border(final int x0, final int y0, final float[] weightsX,
		final float[] weightsY)
	{
		final int reach = KERNEL.reach();
		float sum = 0;
		float min = values[x0 + y0 * width];
		float max = min;
		for (int k = 1 - reach; k <= reach; k++) {
			final int row = Math.max(0, Math.min(height - 1, y0 + k)) * width;
			float line = 0;
			for (int j = 1 - reach; j <= reach; j++) {
				final float value = values[row + Math.max(0, Math.min(width - 1, x0 + j))];
				line += weightsX[j + reach - 1] * value;
				if (Math.max(Math.abs(2 * k - 1), Math.abs(2 * j - 1)) < 2 * BOUND) {
					min = Math.min(min, value);
					max = Math.max(max, value);
				}
			}
			sum += weightsY[k + reach - 1] * line;
		}
		return bounded(sum, min, max);
	}

	/** The value cut off at the range; what met an unknown pixel stays unknown. */
	private static float bounded(final float value, final float min, final float max) {
		return Float.isFinite(value) ? Math.max(min, Math.min(max, value)) : Float.NaN;
	}
}
