package io.github.kinema.scene;

/** Hills that go on for ever, seen from above at no lower an angle than their steepest slope. */
final class Terrain implements Stage {

	private static final int WAVES = 3;
	private static final int MOST_STEPS = 30;

	/** Amplitude, turns a unit along x and z, and phase. */
	private final double[] waves = new double[4 * WAVES];
	private final Paint paint;
	private final Eyes eyes;

	/** @param steepest the slope that no place exceeds */
	Terrain(final double steepest, final Paint paint, final Eyes eyes, final Dice dice) {
		this.paint = paint;
		this.eyes = eyes;
		double slope = 0;
		for (int i = 0; i < waves.length; i += 4) {
			final double turns = 1 / dice.between(3.5, 9);
			final double angle = dice.between(0, 2 * Math.PI);
			waves[i] = dice.between(0.4, 1) / turns;
			waves[i + 1] = turns * StrictMath.cos(angle);
			waves[i + 2] = turns * StrictMath.sin(angle);
			waves[i + 3] = dice.between(0, 1);
			slope += 8 * waves[i] * turns;
		}
		for (int i = 0; i < waves.length; i += 4) waves[i] *= steepest / slope;
	}

	@Override
	public double ground(final double x, final double z) {
		double height = 0;
		for (int i = 0; i < waves.length; i += 4)
			height += waves[i] * Wave.at(waves[i + 1] * x + waves[i + 2] * z + waves[i + 3]);
		return height;
	}

	@Override
	public void cast(final View view, final double x, final double y, final Hits hits, final int slot) {
		final double dx = view.dx(x, y);
		final double dy = view.dy(x, y);
		final double dz = view.dz(x, y);
		// NB: beginning where its neighbours lead to saves half of the steps.
		final boolean inRow = slot > 1 && slot < hits.depth.length - 1;
		double depth = inRow ? 2 * hits.depth[slot - 1] - hits.depth[slot - 2] : -view.oy / dy;
		// NB: Newton's method; the ray falls more steeply than the ground everywhere, so there is one solution.
		for (int step = 0; step < MOST_STEPS; step++) {
			final double px = view.ox + depth * dx;
			final double pz = view.oz + depth * dz;
			double above = view.oy + depth * dy;
			double fall = dy;
			for (int i = 0; i < waves.length; i += 4) {
				// NB: the wave and its slope, which share their phase.
				final double phase = waves[i + 1] * px + waves[i + 2] * pz + waves[i + 3];
				final double p = phase - Math.floor(phase + 0.5);
				above -= waves[i] * (p * (8 - 16 * Math.abs(p)));
				fall -= waves[i] * (8 - 32 * Math.abs(p)) * (waves[i + 1] * dx + waves[i + 2] * dz);
			}
			depth -= above / fall;
			// NB: the next step would be as small as the square of this one.
			if (Math.abs(above) < 1e-6) break;
		}
		hits.set(slot, 0, depth, view.ox + depth * dx, view.oy + depth * dy, view.oz + depth * dz);
	}

	@Override
	public double brightness(final Hits hits, final int slot) {
		final double x = hits.x[slot];
		final double y = hits.y[slot];
		final double z = hits.z[slot];
		// NB: brighter on top, as if more light fell there; it stays with the ground, so every instant agrees.
		final double light = 0.85 - 0.15 * Math.max(-1, Math.min(1, y));
		return light * paint.at(x, z, paint.coarseness(eyes.log2Footprint(x, y, z)));
	}
}
