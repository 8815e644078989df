package io.github.kinema.scene;

/**
 * A paint on a large surface, which is coarser where the eyes are farther away. One scale of its texture fades into the
 * next on a short way, so that most points need but one of them. Immutable.
 */
final class Fading {

	/** Between which fractions of the way from one scale to the next they mix. */
	private static final double FROM = 0.375;
	private static final double TO = 0.625;

	private final Paint paint;
	private final Eyes eyes;
	/** Of each scale, where it begins to fade into the next, as {@link Eyes#distances}; then where only that is left. */
	private final double[] ends = new double[2 * (Tile.LEVELS - 1) + 1];

	/** @param log2Height logarithm of the halfway camera's distance from a plane; infinite if it looks down at it */
	Fading(final Paint paint, final Eyes eyes, final double log2Height) {
		this.paint = paint;
		this.eyes = eyes;
		for (int k = 0; k + 1 < Tile.LEVELS; k++) {
			ends[2 * k] = eyes.distances(paint.log2Footprint(k + FROM), log2Height);
			ends[2 * k + 1] = eyes.distances(paint.log2Footprint(k + TO), log2Height);
		}
		ends[ends.length - 1] = Double.POSITIVE_INFINITY;
	}

	/** Finds the brightness of hits {@code from} to {@code to - 1} at coordinates of the surface. */
	void shade(final double[] u, final double[] v, final Hits hits, final int from, final int to) {
		eyes.distances(hits, from, to);
		final double[] distances = hits.light;
		for (int first = from, end; first < to; first = end) {
			int part = 0;
			while (distances[first] > ends[part]) part++;
			final double least = part == 0 ? 0 : ends[part - 1];
			final double most = ends[part];
			end = first + 1;
			while (end < to && distances[end] > least && distances[end] <= most) end++;
			if (part % 2 == 0) paint.shade(u, v, part / 2, hits, first, end);
			else fade(u, v, part, hits, first, end);
		}
	}

	private void fade(final double[] u, final double[] v, final int part, final Hits hits, final int from,
		final int to)
	{
		final double start = ends[part - 1];
		final double inverse = 1 / (ends[part] - start);
		for (int k = from; k < to; k++) {
			final double share = (hits.light[k] - start) * inverse;
			hits.light[k] = (1 - share) * paint.at(u[k], v[k], part / 2) + share * paint.at(u[k], v[k], part / 2 + 1);
		}
	}
}
