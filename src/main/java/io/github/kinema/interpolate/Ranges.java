package io.github.kinema.interpolate;

import java.util.Arrays;

import io.github.kinema.tile.Bands;
import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;

/**
 * The smallest and largest of the 4 x 4 pixels around a point between pixels, for
 * the whole plane at once: that is far faster than looking at each window.
 *
 * @param min of the points between (x, y) and (x + 1, y + 1), shape {@code [X, Y]};
 *          NaN where a pixel is
 * @param max likewise
 */
record Ranges(float[] min, float[] max) {

	static Ranges of(final Plane plane, final Progress progress) {
		final int width = plane.width();
		final int height = plane.height();
		final Ranges ranges = new Ranges(new float[width * height], new float[width *
			height]);
		Bands.run(height, progress, (from, to) -> {
			final float[] low = new float[width + 3];
			final float[] high = new float[width + 3];
			final float[] row = new float[width];
			final float[] out = new float[width];
			for (int y = from; y < to; y++) {
				Arrays.fill(low, Float.POSITIVE_INFINITY);
				Arrays.fill(high, Float.NEGATIVE_INFINITY);
				for (int r = Math.max(0, y - 1); r <= Math.min(height - 1, y + 2); r++) {
					System.arraycopy(plane.values(), r * width, row, 0, width);
					widen(row, low, high);
				}
				smallest(low, out);
				System.arraycopy(out, 0, ranges.min, y * width, width);
				largest(high, out);
				System.arraycopy(out, 0, ranges.max, y * width, width);
			}
		});
		return ranges;
	}

	private static void widen(final float[] row, final float[] low, final float[] high) {
		for (int x = 0; x < row.length; x++) {
			low[x + 1] = Math.min(low[x + 1], row[x]);
			high[x + 1] = Math.max(high[x + 1], row[x]);
		}
	}

	private static void smallest(final float[] line, final float[] out) {
		for (int x = 0; x < out.length; x++) {
			out[x] = Math.min(Math.min(line[x], line[x + 1]), Math.min(line[x + 2], line[x +
				3]));
		}
	}

	private static void largest(final float[] line, final float[] out) {
		for (int x = 0; x < out.length; x++) {
			out[x] = Math.max(Math.max(line[x], line[x + 1]), Math.max(line[x + 2], line[x +
				3]));
		}
	}
}
