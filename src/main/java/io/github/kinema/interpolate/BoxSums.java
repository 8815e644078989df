package io.github.kinema.interpolate;

import java.util.Arrays;

/** Sums over square windows; beyond the border there is nothing. */
final class BoxSums {

	private BoxSums() {}

	/**
	 * Writes the sums over the window around every pixel of row {@code y}.
	 *
	 * @param values shape {@code [X, Y]}
	 * @param line scratch of {@code width + 2 * radius} values whose first and last
	 *          {@code radius} are 0
	 */
	static void row(final float[] values, final int width, final int height,
		final int radius, final int y, final float[] line, final float[] sums)
	{
		Arrays.fill(line, 0);
		for (int r = Math.max(0, y - radius); r <= Math.min(height - 1, y + radius); r++) {
			addRow(values, r * width, width, radius, line);
		}
		System.arraycopy(line, 0, sums, 0, width);
		for (int shift = 1; shift <= 2 * radius; shift++) {
			addShifted(line, shift, width, sums);
		}
	}

	private static void addRow(final float[] values, final int row, final int width,
		final int radius, final float[] line)
	{
		for (int x = 0; x < width; x++) {
			line[x + radius] += values[row + x];
		}
	}

	private static void addShifted(final float[] line, final int shift, final int width,
		final float[] sums)
	{
		for (int x = 0; x < width; x++) {
			sums[x] += line[x + shift];
		}
	}
}
