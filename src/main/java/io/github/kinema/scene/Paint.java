package io.github.kinema.scene;

/**
 * How bright a point of a surface is: a texture, turned, scaled and shifted.
 *
 * @param tile the texture
 * @param a scale times cosine: how the texture lies on the surface
 * @param b scale times sine
 * @param u where it begins
 * @param v where it begins
 * @param level mean brightness, 0 to 1
 * @param contrast brightness of the texture's 1, above the level
 * @param density logarithm, to base 2, of the texture's values to a unit
 */
record Paint(Tile tile, double a, double b, double u, double v, double level, double contrast, double density) {

	/** Logarithm of how many values of a texture's finest scale a unit has, at 0.7 pixels for each. */
	private static final double FINEST = log2(0.7 * Tile.SIZE);

	/** A random place and turn of a texture that takes {@code period} units of the surface to repeat. */
	static Paint of(final Tile tile, final double period, final double level, final double contrast, final Dice dice) {
		final double angle = dice.between(0, 2 * Math.PI);
		return new Paint(tile, StrictMath.cos(angle) / period, StrictMath.sin(angle) / period, dice.between(0, 1), dice
			.between(0, 1), level, contrast, FINEST - log2(period));
	}

	/** Between dark and bright. */
	static Paint any(final Tile tile, final double period, final Dice dice) {
		final double level = dice.between(0.3, 0.65);
		return of(tile, period, level, dice.between(0.7, 1) * Math.min(level, 1 - level), dice);
	}

	/** Brightness at a point of the surface, 0 to 1, at one of the scales that the texture has. */
	double at(final double x, final double y, final int scale) {
		return level + contrast * tile.at(a * x - b * y + u, b * x + a * y + v, scale);
	}

	/** Adds the light of a surface of which every pixel sees one unit to that of the first {@code count} places. */
	void shine(final Strip strip, final int count) {
		final int scale = scale(0);
		for (int k = 0; k < count; k++)
			if (strip.weight[k] > 0) strip.light[k] += strip.weight[k] * at(strip.u[k], strip.v[k], scale);
	}

	/** Finds the brightness of hits {@code from} to {@code to - 1} at points of the surface, at one scale. */
	void shade(final double[] x, final double[] y, final int scale, final Hits hits, final int from, final int to) {
		for (int k = from; k < to; k++) hits.light[k] = at(x[k], y[k], scale);
	}

	/** The scale for a surface of which every pixel sees about {@code 2^log2Footprint} units. */
	int scale(final double log2Footprint) {
		return Tile.scale(log2Footprint + density);
	}

	/** The footprint for which a scale, or one between two of them, is the best. */
	double log2Footprint(final double scale) {
		return scale - density;
	}

	/** Linear between powers of two, which is all that choosing a scale needs, and the same on every machine. */
	static double log2(final double x) {
		final long bits = Double.doubleToRawLongBits(x);
		return (int) (bits >>> 52) - 1023 + (bits & 0xFFFFFFFFFFFFFL) * 0x1p-52;
	}
}
