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
	public void cover(final Strip strip, final int count, final double time) {
		final double inverse = 1 / (radius * radius);
		for (int k = 0; k < count; k++) {
			final double across = Math.max(0, 1 - strip.v[k] * strip.v[k] * inverse);
			strip.cover[k] = across * across * Skin.soft(length - Math.abs(strip.u[k]), 2);
		}
	}

	@Override
	public void shine(final Strip strip, final int count) {
		final int scale = paint.scale(0);
		for (int k = 0; k < count; k++)
			if (strip.weight[k] > 0) strip.light[k] += strip.weight[k] * paint.at(strip.u[k], 0, scale);
	}
}
