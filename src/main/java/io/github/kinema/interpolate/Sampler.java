package io.github.kinema.interpolate;

import io.github.kinema.motion.Sampling;
import io.github.kinema.tile.Plane;

/** Samples a measured plane between its pixels. Thread-safe. */
final class Sampler {

	static final LanczosKernel KERNEL = new LanczosKernel(3);

	private final Plane plane;
	private final float[] values;
	private final int width;
	private final int height;
	private final Ranges ranges;

	/** @param ranges of the plane; null if no detail will be asked for */
	Sampler(final Plane plane, final Ranges ranges) {
		this.plane = plane;
		values = plane.values();
		width = plane.width();
		height = plane.height();
		this.ranges = ranges;
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

	/** Likewise at {@code (x + toX, y + toY)}; quick where nothing moves. */
	float soft(final int x, final int y, final float toX, final float toY) {
		if (toX != 0 || toY != 0) return soft(x + toX, y + toY);
		final float value = values[x + y * width];
		return Float.isFinite(value) ? value : Float.NaN;
	}

	/** What the kernel shows beyond {@code soft}; 0 where it meets unknown pixels. */
	float detail(final float x, final float y, final float soft) {
		final int reach = KERNEL.reach();
		final boolean inside = x >= reach - 1 && y >= reach - 1 && x < width - reach &&
			y < height - reach;
		final float cx = inside ? x : Math.max(0, Math.min(width - 1, x));
		final float cy = inside ? y : Math.max(0, Math.min(height - 1, y));
		final int x0 = (int) cx;
		final int y0 = (int) cy;
		if (cx == x0 && cy == y0) return 0;
		final float[] weightsX = KERNEL.at(cx - x0);
		final float[] weightsY = KERNEL.at(cy - y0);
		final float sharp = inside ? inside(x0, y0, weightsX, weightsY) : border(x0, y0,
			weightsX, weightsY);
		final int i = x0 + y0 * width;
		final float detail = Math.max(ranges.min()[i], Math.min(ranges.max()[i], sharp)) -
			soft;
		// NB: an infinite value outside of the range looked at would be cut off too
		return Float.isFinite(sharp) && Float.isFinite(detail) ? detail : 0;
	}

	private float inside(final int x0, final int y0, final float[] weightsX,
		final float[] weightsY)
	{
		final float w0 = weightsX[0];
		final float w1 = weightsX[1];
		final float w2 = weightsX[2];
		final float w3 = weightsX[3];
		final float w4 = weightsX[4];
		final float w5 = weightsX[5];
		float sum = 0;
		for (int k = 0, i = x0 - 2 + (y0 - 2) * width; k < 6; k++, i += width) {
			sum += weightsY[k] * (w0 * values[i] + w1 * values[i + 1] + w2 * values[i + 2] +
				w3 * values[i + 3] + w4 * values[i + 4] + w5 * values[i + 5]);
		}
		return sum;
	}

	private float border(final int x0, final int y0, final float[] weightsX,
		final float[] weightsY)
	{
		final int reach = KERNEL.reach();
		float sum = 0;
		for (int k = 1 - reach; k <= reach; k++) {
			final int row = Math.max(0, Math.min(height - 1, y0 + k)) * width;
			float line = 0;
			for (int j = 1 - reach; j <= reach; j++) {
				line += weightsX[j + reach - 1] * values[row + Math.max(0, Math.min(width - 1,
					x0 + j))];
			}
			sum += weightsY[k + reach - 1] * line;
		}
		return sum;
	}
}
