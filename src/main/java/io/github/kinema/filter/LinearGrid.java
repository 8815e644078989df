package io.github.kinema.filter;

import io.github.kinema.tile.Bands;
import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;

/**
 * Bilinear interpolation on a grid that begins where the samples begin, at the corner of the first one, and may end
 * before or after them; beyond the outermost samples their values go on. Immutable.
 *
 * @param width number of columns
 * @param height number of rows
 * @param pitchX samples from column to column
 * @param pitchY samples from row to row
 */
record LinearGrid(int width, int height, double pitchX, double pitchY) {

	/** The grid of so many columns and rows that begins and ends with the samples. */
	static LinearGrid over(final Plane samples, final int width, final int height) {
		return new LinearGrid(width, height, (double) samples.width() / width, (double) samples.height() / height);
	}

	/** @throws java.util.concurrent.CancellationException if cancelled */
	Plane of(final Plane samples, final Progress progress) {
		final int[] left = new int[width];
		final float[] share = new float[width];
		for (int x = 0; x < width; x++) {
			final double at = at(x, pitchX, samples.width());
			left[x] = (int) at;
			share[x] = (float) (at - left[x]);
		}
		final Plane out = new Plane(width, height);
		Bands.run(height, progress, (from, to) -> {
			for (int y = from; y < to; y++) {
				final double at = at(y, pitchY, samples.height());
				final int above = (int) at * samples.width();
				final int below = Math.min((int) at + 1, samples.height() - 1) * samples.width();
				final float lower = (float) (at - (int) at);
				for (int x = 0; x < width; x++) {
					final int right = Math.min(left[x] + 1, samples.width() - 1);
					final float upperRow = mix(samples.values()[above + left[x]], samples.values()[above + right], share[x]);
					final float lowerRow = mix(samples.values()[below + left[x]], samples.values()[below + right], share[x]);
					out.values()[x + y * width] = mix(upperRow, lowerRow, lower);
				}
			}
		});
		return out;
	}

	private static double at(final int position, final double pitch, final int length) {
		return Math.max(0, Math.min(length - 1, (position + 0.5) * pitch - 0.5));
	}

	/** NB: equal values stay exactly equal. */
	private static float mix(final float a, final float b, final float share) {
		return a + share * (b - a);
	}
}
