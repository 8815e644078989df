package io.github.kinema.scene;

import java.util.Arrays;

/** Hills that go on for ever, seen from above at no lower an angle than their steepest slope. */
final class Terrain implements Stage {

	private static final int WAVES = 3;
	/** Distance, in pixels, of the rays of a row that are followed first. */
	private static final int SPACING = 8;

	/** Amplitude, turns a unit along x and z, and phase. */
	private final double[] waves = new double[4 * WAVES];
	private final Fading paint;

	/** @param steepest the slope that no place exceeds */
	Terrain(final double steepest, final Paint paint, final Eyes eyes, final Dice dice) {
		this.paint = new Fading(paint, eyes, Double.POSITIVE_INFINITY);
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
	public void cast(final View view, final double x, final double y, final int count, final double guess,
		final Hits hits)
	{
		final HillRays rays = new HillRays(waves, view, x, y, 1, count, hits.column);
		final double[] depths = rays.meet(count > SPACING ? between(new HillRays(waves, view, x, y, SPACING, (count - 1) /
			SPACING + 1, hits.column), count) : rays.start(guess));
		for (int k = 0; k < count; k++) hits.nearness[k] = 1 / depths[k];
		Arrays.fill(hits.surface, 0, count, 0);
	}

	/** Guesses depths from those at which a few rays meet the ground. */
	private static double[] between(final HillRays few, final int count) {
		final double[] knots = few.meet(few.start(0));
		for (int i = 0; i < knots.length; i++) knots[i] = 1 / knots[i];
		final double[] depths = new double[count];
		for (int i = 0; i < knots.length; i++) {
			// NB: beyond the last two as between them.
			final int from = Math.min(i, knots.length - 2);
			final double step = (knots[from + 1] - knots[from]) / SPACING;
			final int end = Math.min(count, (i + 1) * SPACING);
			for (int k = i * SPACING; k < end; k++) depths[k] = knots[i] + (k - i * SPACING) * step;
		}
		for (int k = 0; k < count; k++) depths[k] = 1 / depths[k];
		return depths;
	}

	@Override
	public void shade(final Hits hits, final int from, final int to) {
		paint.shade(hits.x, hits.z, hits, from, to);
		// NB: brighter on top, as if more light fell there; it stays with the ground, so every instant agrees.
		for (int k = from; k < to; k++) hits.light[k] *= 0.85 - 0.15 * Math.max(-1, Math.min(1, hits.y[k]));
	}
}
