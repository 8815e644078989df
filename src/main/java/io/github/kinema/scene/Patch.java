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
		final int outlineScale = outline.scale(0);
		final int holeScale = holes.scale(0);
		final double inverse = 1 / (radius * radius);
		// NB: the outline adds at most its contrast.
		final double outside = -softness / radius - outline.contrast();
		for (int k = 0; k < count; k++) {
			final double u = strip.u[k];
			final double v = strip.v[k];
			final double fall = 1 - (u * u + v * v) * inverse;
			strip.cover[k] = fall < outside ? 0 : Skin.soft(0.5 * radius * inside(u, v, fall, outlineScale, holeScale),
				softness);
		}
	}

	/** Positive inside, as a share of half of the radius. */
	private double inside(final double u, final double v, final double fall, final int outlineScale,
		final int holeScale)
	{
		final double hole = 1.2 * (holes.at(u, v, holeScale) + 0.42);
		// NB: far enough inside of the outline only holes matter, and in the middle of a hole nothing else.
		if (hole < -softness / radius || fall - outline.contrast() > hole || fall - outline
			.contrast() > softness / radius) return hole;
		final double edge = fall + outline.at(u, v, outlineScale);
		return edge < hole ? edge : hole;
	}

	@Override
	public void shine(final Strip strip, final int count) {
		paint.shine(strip, count);
	}
}
