package io.github.kinema.scene;

/**
 * A piece of irregular shape with holes.
 *
 * @param radius about how far it reaches, in pixels
 * @param outline bends its outline
 * @param holes has holes where it is dark
 * @param softness width of its edge in pixels
 * @param paint its texture
 */
record Patch(double radius, Paint outline, Paint holes, double softness, Paint paint) implements Skin {

	@Override
	public double cover(final double x, final double y, final double time) {
		final double fall = 1 - (x * x + y * y) / (radius * radius);
		if (fall < -0.5) return 0;
		final double coarseness = outline.coarseness(0);
		final double inside = Math.min(fall + outline.at(x, y, coarseness), 1.2 * (holes.at(x, y, coarseness) + 0.42));
		return Skin.soft(0.5 * radius * inside, softness);
	}

	@Override
	public double brightness(final double x, final double y, final double time) {
		return paint.at(x, y, paint.coarseness(0));
	}
}
