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
		// NB: the outline adds at most its contrast.
		if (radius * (fall + outline.contrast()) < -softness) return 0;
		final double hole = 1.2 * (holes.at(x, y, holes.scale(0)) + 0.42);
		if (radius * hole < -softness) return 0;
		return Skin.soft(0.5 * radius * Math.min(hole, fall + outline.at(x, y, outline.scale(0))), softness);
	}

	@Override
	public double brightness(final double x, final double y, final double time) {
		return paint.at(x, y, paint.scale(0));
	}
}
