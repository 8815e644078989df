package io.github.kinema.filter;

import io.github.kinema.tile.Bands;
import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;

/** Bilinear interpolation; beyond the outermost samples, their values go on. */
final class Bilinear {

	private Bilinear() {}

	/**
	 * Interpolates a plane at the centres of the pixels of another size.
	 *
	 * @return the plane itself if it has that size
	 * @throws java.util.concurrent.CancellationException if cancelled
	 */
	static Plane resized(final Plane samples, final int width, final int height, final Progress progress) {
		if (samples.width() == width && samples.height() == height) return samples;
		final int[] left = new int[width];
		final float[] share = new float[width];
		for (int x = 0; x < width; x++) {
			final double at = at(x, width, samples.width());
			left[x] = (int) at;
			share[x] = (float) (at - left[x]);
		}
		final Plane out = new Plane(width, height);
		Bands.run(height, progress, (from, to) -> {
			for (int y = from; y < to; y++) {
				final double at = at(y, height, samples.height());
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

	private static double at(final int position, final int length, final int samples) {
		return Math.max(0, Math.min(samples - 1, (position + 0.5) * samples / length - 0.5));
	}

	/** NB: equal values stay exactly equal. */
	private static float mix(final float a, final float b, final float share) {
		return a + share * (b - a);
	}
}
