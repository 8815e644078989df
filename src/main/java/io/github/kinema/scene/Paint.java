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

	/** Brightness at a point of the surface, 0 to 1. */
	double at(final double x, final double y, final double coarseness) {
		return level + contrast * tile.at(a * x - b * y + u, b * x + a * y + v, coarseness);
	}

	/** The same at one of the scales that the texture has. */
	double at(final double x, final double y, final int scale) {
		return level + contrast * tile.at(a * x - b * y + u, b * x + a * y + v, scale);
	}

	/** The scale for a surface of which every pixel sees about {@code 2^log2Footprint} units. */
	int scale(final double log2Footprint) {
		return Tile.scale(coarseness(log2Footprint));
	}

	/** How coarse the texture shall be where a pixel sees {@code 2^log2Footprint} units of the surface. */
	double coarseness(final double log2Footprint) {
		return log2Footprint + density;
	}

	/** Linear between powers of two, which is all that choosing a scale needs, and the same on every machine. */
	static double log2(final double x) {
		final long bits = Double.doubleToRawLongBits(x);
		return (int) (bits >>> 52) - 1023 + (bits & 0xFFFFFFFFFFFFFL) * 0x1p-52;
	}
}
