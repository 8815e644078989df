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
	public void cover(final Strip strip, final int count, final double time) {
		final int outlineScale = outline.scale(Skin.SMOOTH);
		final int holeScale = holes.scale(Skin.SMOOTH);
		final double inverse = 1 / (radius * radius);
		final double sharpness = 0.5 * radius / softness;
		// NB: the outline adds at most its contrast.
		final double outside = -softness / radius - outline.contrast();
		for (int k = 0; k < count; k++) {
			final double u = strip.u[k];
			final double v = strip.v[k];
			final double fall = 1 - (u * u + v * v) * inverse;
			strip.cover[k] = fall < outside ? 0 : Skin.soft(sharpness * inside(u, v, fall, outlineScale, holeScale), 1);
		}
	}

	/** Positive inside, as a share of half of the radius. */
	private double inside(final double u, final double v, final double fall, final int outlineScale,
		final int holeScale)
	{
		// NB: far enough inside of the outline only holes matter, and outside of it nothing else.
		final double border = softness / radius;
		if (fall - outline.contrast() > border) return hole(u, v, holeScale);
		final double edge = fall + outline.at(u, v, outlineScale);
		if (edge < -border) return edge;
		final double hole = hole(u, v, holeScale);
		return edge < hole ? edge : hole;
	}

	private double hole(final double u, final double v, final int scale) {
		return 1.2 * (holes.at(u, v, scale) + 0.42);
	}

	@Override
	public void shine(final Strip strip, final int count) {
		paint.shine(strip, count);
	}
}
