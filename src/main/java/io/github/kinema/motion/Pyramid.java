package io.github.kinema.motion;

import io.github.kinema.tile.Bands;
import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;

/**
 * A plane at ever coarser scales. Each level halves the one below by averaging
 * blocks of 2 x 2, so that coarse pixel X lies at {@code 2 X + 0.5} below.
 */
final class Pyramid {

	/** Smaller levels than this tell nothing any more, in pixels. */
	private static final int COARSEST = 8;

	private Pyramid() {}

	/** @throws IllegalArgumentException if there is no flow between these two */
	static void requireSameSize(final Plane first, final Plane second) {
		if (!first.sameSize(second)) {
			throw new IllegalArgumentException("Flow needs two planes of the same size, not " +
				first.width() + " x " + first.height() + " and " + second.width() + " x " +
				second.height());
		}
	}

	/** The number of levels of a plane, itself among them. */
	static int levels(final int width, final int height) {
		int levels = 1;
		for (int side = Math.min(width, height); side >= 2 * COARSEST; side = (side + 1) / 2) levels++;
		return levels;
	}

	/** Half as wide and high, rounded up; the last odd column or row counts twice. */
	static Plane halve(final Plane plane) {
		final int width = (plane.width() + 1) / 2;
		final int height = (plane.height() + 1) / 2;
		final Plane half = new Plane(width, height);
		for (int y = 0; y < height; y++) {
			final int top = 2 * y * plane.width();
			final int bottom = Math.min(2 * y + 1, plane.height() - 1) * plane.width();
			for (int x = 0; x < width; x++) {
				final int left = 2 * x;
				final int right = Math.min(left + 1, plane.width() - 1);
				half.values()[x + y * width] = 0.25f * (plane.values()[top + left] + plane
					.values()[top + right] + plane.values()[bottom + left] + plane
						.values()[bottom + right]);
			}
		}
		return half;
	}

	/** The same motion at twice the size, linear in between. */
	static Flow twice(final Flow flow, final int width, final int height,
		final Progress progress)
	{
		return new Flow(width, height, twice(flow.u(), flow, width, height,
			progress), twice(flow.v(), flow, width, height, progress));
	}

	private static float[] twice(final float[] coarse, final Flow flow, final int width,
		final int height, final Progress progress)
	{
		final float[] fine = new float[width * height];
		Bands.run(height, progress, (from, to) -> {
			for (int y = from; y < to; y++) {
				twiceRow(coarse, flow, width, y, fine);
			}
		});
		return fine;
	}

	private static void twiceRow(final float[] coarse, final Flow flow, final int width,
		final int y, final float[] fine)
	{
		final int near = (y >> 1) * flow.width();
		final int far = Math.max(0, Math.min(flow.height() - 1, (y >> 1) + ((y & 1) == 0
			? -1 : 1))) * flow.width();
		for (int x = 0; x < width; x++) {
			final int i = x >> 1;
			final int j = Math.max(0, Math.min(flow.width() - 1, i + ((x & 1) == 0 ? -1
				: 1)));
			fine[x + y * width] = 2 * (0.5625f * coarse[near + i] + 0.1875f *
				(coarse[near + j] + coarse[far + i]) + 0.0625f * coarse[far + j]);
		}
	}
}
