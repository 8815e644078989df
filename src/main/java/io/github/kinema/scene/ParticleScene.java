package io.github.kinema.scene;

import java.util.Arrays;
import java.util.List;

import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;

/**
 * Small particles that a fluid carries through a sheet of light. The fluid itself is what the truth is about: each
 * pixel, with or without a particle, moves with it; the image of a particle moves, but does not deform.
 */
final class ParticleScene extends LayerScene {

	private static final int REACH = 4;

	private final Motion fluid;
	private final long seed;
	private final double spacing;
	private final double background;

	/**
	 * @param fluid how the material of the fluid moves
	 * @param spacing mean distance of particles, in pixels
	 * @param background brightness without particles
	 */
	ParticleScene(final int width, final int height, final Motion fluid, final double spacing, final double background,
		final Paint dark, final long seed)
	{
		super(SceneKind.PARTICLES, width, height, List.of(Layer.endless(false, fluid, dark)), 0);
		this.fluid = fluid;
		this.spacing = spacing;
		this.background = background;
		this.seed = seed;
	}

	@Override
	public Plane render(final double time, final Progress progress) {
		final Plane frame = new Plane(width(), height());
		Arrays.fill(frame.values(), (float) background);
		final Warp warp = fluid.at(time);
		final double[] shown = warp.shown(width(), height(), REACH);
		final double[] place = new double[2];
		// NB: one particle in each square of the material, so that no place is ever empty and none need be remembered.
		for (long j = (long) Math.floor(shown[2] / spacing); j * spacing <= shown[3]; j++) {
			progress.check();
			for (long i = (long) Math.floor(shown[0] / spacing); i * spacing <= shown[1]; i++) {
				warp.toImage((i + Dice.lattice(seed, i, j)) * spacing, (j + Dice.lattice(seed + 1, i, j)) * spacing, place);
				draw(i, j, place[0], place[1], time, frame);
			}
		}
		for (int k = 0; k < frame.values().length; k++) frame.values()[k] = Math.min(1, frame.values()[k]);
		return frame;
	}

	@Override
	public Shot shoot(final double time, final double[] others, final Progress progress) {
		return new Shot(render(time, progress), trace(time, null, others, progress));
	}

	private void draw(final long i, final long j, final double x, final double y, final double time, final Plane frame) {
		final int left = (int) Math.max(0, Math.ceil(x - REACH));
		final int right = (int) Math.min(width() - 1, Math.floor(x + REACH));
		final int top = (int) Math.max(0, Math.ceil(y - REACH));
		final int bottom = (int) Math.min(height() - 1, Math.floor(y + REACH));
		if (left > right || top > bottom) return;
		// NB: particles drift through the sheet of light, which is brightest in its middle.
		final double across = Wave.at(Dice.lattice(seed + 2, i, j) + 0.004 * time * (2 * Dice.lattice(seed + 3, i, j) - 1));
		final double lit = 1 - across * across;
		final double radius = 0.9 + 0.5 * Dice.lattice(seed + 4, i, j);
		final double peak = lit * lit * (0.35 + 0.6 * Dice.lattice(seed + 5, i, j));
		final double scale = 1 / (2 * radius * radius);
		for (int row = top; row <= bottom; row++) {
			final double vertical = peak * bell(scale * (row - y) * (row - y));
			for (int column = left; column <= right; column++)
				frame.values()[column + row * width()] += (float) (vertical * bell(scale * (column - x) * (column - x)));
		}
	}

	/** About exp(−u): exactly the same on every machine. */
	private static double bell(final double u) {
		double power = Math.max(0, 1 - u / 32);
		for (int k = 0; k < 5; k++) power *= power;
		return power;
	}
}
