package io.github.kinema.motion;

/** How sharp an image is at a pixel: an energy of its finest detail, which blur takes away. */
public enum FocusMeasure {

		/**
		 * The squared Laplacian: the sum of the four neighbours less four times the pixel. Goes for the finest
		 * detail (Subbarao, Choi and Nikzad, "Focusing techniques", Optical Engineering 1993).
		 */
		LAPLACIAN,
		/**
		 * The squared Sobel gradient. Sees coarser detail, and less of the noise (Tenenbaum, "Accommodation in
		 * computer vision", 1970).
		 */
		TENENGRAD;

	/** The measure of a key such as {@code laplacian}. */
	public static FocusMeasure named(final String key) {
		return valueOf(key.toUpperCase(java.util.Locale.ROOT));
	}

	/**
	 * Adds the energy of a row to a line; pixels beyond the border repeat it, and next to an unknown pixel (NaN or
	 * infinite) there is none.
	 *
	 * @param values of a plane
	 * @param energy the energy of pixel x goes to {@code from + x}
	 */
	void add(final float[] values, final int width, final int height, final int y, final float[] energy, final int from) {
		final int row = y * width;
		final int above = Math.max(0, y - 1) * width;
		final int below = Math.min(height - 1, y + 1) * width;
		border(values, row, above, below, width, 0, energy, from);
		if (this == LAPLACIAN) laplacian(values, row, above, below, width, energy, from);
		else sobel(values, row, above, below, width, energy, from);
		if (width > 1) border(values, row, above, below, width, width - 1, energy, from);
	}

	private static void laplacian(final float[] values, final int row, final int above, final int below, final int width,
		final float[] energy, final int from)
	{
		for (int x = 1; x < width - 1; x++) {
			final float detail = values[row + x - 1] + values[row + x + 1] + (values[above + x] + values[below + x]) - //
				4 * values[row + x];
			energy[from + x] += energy(detail);
		}
	}

	private static void sobel(final float[] values, final int row, final int above, final int below, final int width,
		final float[] energy, final int from)
	{
		for (int x = 1; x < width - 1; x++) {
			energy[from + x] += energy(alongX(values, row, above, below, x - 1, x + 1)) + //
				energy(alongY(values, above, below, x - 1, x, x + 1));
		}
	}

	private void border(final float[] values, final int row, final int above, final int below, final int width,
		final int x, final float[] energy, final int from)
	{
		final int left = Math.max(0, x - 1);
		final int right = Math.min(width - 1, x + 1);
		if (this == LAPLACIAN) {
			energy[from + x] += energy(values[row + left] + values[row + right] + (values[above + x] + values[below + x]) - //
				4 * values[row + x]);
		}
		else {
			energy[from + x] += energy(alongX(values, row, above, below, left, right)) + //
				energy(alongY(values, above, below, left, x, right));
		}
	}

	private static float alongX(final float[] values, final int row, final int above, final int below, final int left,
		final int right)
	{
		return values[above + right] - values[above + left] + 2 * (values[row + right] - values[row + left]) + //
			(values[below + right] - values[below + left]);
	}

	private static float alongY(final float[] values, final int above, final int below, final int left, final int x,
		final int right)
	{
		return values[below + left] - values[above + left] + 2 * (values[below + x] - values[above + x]) + //
			(values[below + right] - values[above + right]);
	}

	/** NB: what is no number stays out of the comparison, too. */
	private static float energy(final float detail) {
		final float squared = detail * detail;
		return squared <= Float.MAX_VALUE ? squared : 0;
	}
}
