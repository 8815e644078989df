package io.github.kinema.scene;

/**
 * A texture that repeats without a seam, at ever coarser scales, one unit wide and high. Immutable.
 * <p>
 * What lies between its values is <em>defined</em> by linear interpolation, so that a point of a surface has one exact
 * brightness.
 * </p>
 */
final class Tile {

	/** Values along each side at the finest scale. */
	static final int SIZE = 512;

	/** How many scales there are. */
	static final int LEVELS = 7;

	private final float[][] levels = new float[LEVELS][];

	/** @param finest {@code SIZE * SIZE} values of mean 0 from −1 to 1 */
	Tile(final float[] finest) {
		levels[0] = finest;
		for (int k = 1; k < LEVELS; k++) levels[k] = halve(levels[k - 1], SIZE >> k);
	}

	/** The nearest of the scales that there are. */
	static int scale(final double coarseness) {
		return (int) Math.max(0, Math.min(LEVELS - 1, Math.rint(coarseness)));
	}

	/** The value at (u, v) of one scale: 0 is the finest, and each one after it half as fine. */
	double at(final double u, final double v, final int scale) {
		final int size = SIZE >> scale;
		final double x = u * size - 0.5;
		final double y = v * size - 0.5;
		final double fx = Math.floor(x);
		final double fy = Math.floor(y);
		final int left = (int) fx & size - 1;
		final int right = left + 1 & size - 1;
		final int top = ((int) fy & size - 1) * size;
		final int bottom = top + size & size * size - 1;
		final double ax = x - fx;
		final double ay = y - fy;
		final float[] values = levels[scale];
		final double upper = values[top + left] + ax * (values[top + right] - values[top + left]);
		final double lower = values[bottom + left] + ax * (values[bottom + right] - values[bottom + left]);
		return upper + ay * (lower - upper);
	}

	/** Half as many values a side, smoothed by (1, 3, 3, 1) / 8 both ways. */
	private static float[] halve(final float[] fine, final int size) {
		final int side = 2 * size;
		final int mask = side - 1;
		final float[] rows = new float[size * side];
		for (int y = 0; y < side; y++) {
			final int row = y * side;
			for (int x = 0; x < size; x++) {
				final int at = 2 * x;
				rows[x + y * size] = smooth(fine[row + (at - 1 & mask)], fine[row + at], fine[row + at + 1], fine[row + (at + 2 &
					mask)]);
			}
		}
		final float[] half = new float[size * size];
		for (int y = 0; y < size; y++) {
			final int above = (2 * y - 1 & mask) * size;
			final int upper = 2 * y * size;
			final int lower = upper + size;
			final int below = (2 * y + 2 & mask) * size;
			for (int x = 0; x < size; x++)
				half[x + y * size] = smooth(rows[above + x], rows[upper + x], rows[lower + x], rows[below + x]);
		}
		return half;
	}

	private static float smooth(final float a, final float b, final float c, final float d) {
		return (a + d + 3 * (b + c)) / 8;
	}
}
