package io.github.kinema.scene;

/**
 * A bright thread along the x axis of its material.
 *
 * @param length half of its length, in pixels
 * @param radius at which it has faded away, in pixels; it is about as wide where half as bright
 * @param paint its brightness along x
 */
record Filament(double length, double radius, Paint paint) implements Skin {

	@Override
	public double cover(final double x, final double y, final double time) {
		final double across = 1 - y * y / (radius * radius);
		if (across <= 0) return 0;
		return across * across * Skin.soft(length - Math.abs(x), 2);
	}

	@Override
	public double brightness(final double x, final double y, final double time) {
		return paint.at(x, 0, paint.scale(0));
	}
}
