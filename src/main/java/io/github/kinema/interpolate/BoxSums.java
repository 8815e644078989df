package io.github.kinema.interpolate;

import java.util.Arrays;

/**
 * Sums over square windows; beyond the border there is nothing. Holds scratch
 * rows, so each thread needs its own.
 */
final class BoxSums {

	private final int width;
	private final int height;
	private final int radius;
	private final float[] columns;
	private final float[] row;

	BoxSums(final int width, final int height, final int radius) {
		this.width = width;
		this.height = height;
		this.radius = radius;
		columns = new float[width + 2 * radius];
		row = new float[width];
	}

	/** Writes the sums over the window around every pixel of row {@code y}. */
	void row(final float[] values, final int y, final float[] sums) {
		Arrays.fill(sums, 0);
		for (int r = Math.max(0, y - radius); r <= Math.min(height - 1, y + radius); r++) {
			System.arraycopy(values, r * width, row, 0, width);
			add(row, sums);
		}
		System.arraycopy(sums, 0, columns, radius, width);
		for (int shift = 0; shift <= 2 * radius; shift++) {
			if (shift == radius) continue;
			System.arraycopy(columns, shift, row, 0, width);
			add(row, sums);
		}
	}

	private static void add(final float[] row, final float[] sums) {
		for (int x = 0; x < sums.length; x++) {
			sums[x] += row[x];
		}
	}
}
