package io.github.kinema.scene;

/** Hills that go on for ever, seen from above at no lower an angle than their steepest slope. */
final class Terrain implements Stage {

	private static final int WAVES = 3;
	private static final int MOST_STEPS = 30;
	/** Height above the ground from which one step more leads to it. */
	private static final double CLOSE = 1e-5;

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
	public void cast(final View view, final double x, final double y, final int count, final Hits hits) {
		final double[] phases = new double[3 * WAVES];
		for (int i = 0; i < WAVES; i++) {
			// NB: along a ray a wave has a phase that grows with the depth.
			phases[3 * i] = waves[4 * i + 1] * view.ox + waves[4 * i + 2] * view.oz + waves[4 * i + 3];
			phases[3 * i + 1] = waves[4 * i + 1] * view.direction(0, x, y) + waves[4 * i + 2] * view.direction(2, x, y);
			phases[3 * i + 2] = waves[4 * i + 1] * view.ray(0, 0) + waves[4 * i + 2] * view.ray(2, 0);
		}
		final double start = view.direction(1, x, y);
		double before = 0;
		double last = 0;
		for (int k = 0; k < count; k++) {
			final double dy = start + k * view.ray(1, 0);
			// NB: beginning where its neighbours lead to saves most of the steps.
			final double guess = k > 1 ? 2 * last - before : -dy / view.oy;
			before = last;
			last = 1 / depth(view.oy, dy, phases, k, 1 / guess);
			hits.nearness[k] = last;
			hits.surface[k] = 0;
		}
	}

	/** Newton's method; the ray falls more steeply than the ground everywhere, so there is one solution. */
	private double depth(final double from, final double dy, final double[] phases, final int k, final double guess) {
		double depth = guess;
		for (int step = 0; step < MOST_STEPS; step++) {
			double above = from + depth * dy;
			double fall = dy;
			for (int i = 0; i < WAVES; i++) {
				// NB: the wave and its slope, which share their phase.
				final double growth = phases[3 * i + 1] + k * phases[3 * i + 2];
				final double phase = phases[3 * i] + depth * growth;
				final double p = phase - Math.floor(phase + 0.5);
				final double slope = 8 - 32 * Math.abs(p);
				above -= waves[4 * i] * (p * (8 - 16 * Math.abs(p)));
				fall -= waves[4 * i] * slope * growth;
			}
			depth -= above / fall;
			// NB: the next step would be as small as the square of this one.
			if (Math.abs(above) < CLOSE) break;
		}
		return depth;
	}

	@Override
	public void shade(final Hits hits, final int from, final int to) {
		for (int k = from; k < to; k++) {
			final double x = hits.x[k];
			final double y = hits.y[k];
			final double z = hits.z[k];
			// NB: brighter on top, as if more light fell there; it stays with the ground, so every instant agrees.
			final double light = 0.85 - 0.15 * Math.max(-1, Math.min(1, y));
			hits.light[k] = light * paint.at(x, z, paint.coarseness(eyes.log2Footprint(x, y, z)));
		}
	}
}
