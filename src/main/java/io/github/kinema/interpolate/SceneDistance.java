package io.github.kinema.interpolate;

import io.github.kinema.tile.Plane;

/**
 * How far two frames are from showing the same scene: what no motion explains.
 * Blocks of one thumbnail are looked for in the other within
 * {@value #RADIUS} thumbnail pixels (about a sixth of the longer side); the
 * squared residual of the best match is divided by the energy of the blocks,
 * with and without the mean of each block, and the larger of the two counts. 0:
 * the same; about 1: unrelated. The better of both directions, so that a zoom
 * or something that leaves the frame is no change of scene.
 */
final class SceneDistance {

	private static final int BLOCK = 16;
	private static final int RADIUS = 10;

	private SceneDistance() {}

	/** The distance; 0 if the frames cannot be compared because sizes differ. */
	static double between(final Thumbnail a, final Thumbnail b) {
		if (a.planes().size() != b.planes().size() || !a.planes().get(0).sameSize(b.planes().get(0))) {
			return 0;
		}
		return Math.min(directed(a, b), directed(b, a));
	}

	private static double directed(final Thumbnail a, final Thumbnail b) {
		final int width = a.planes().get(0).width(), height = a.planes().get(0).height();
		final int w = Math.min(BLOCK, width), h = Math.min(BLOCK, height);
		double residual = 0, energy = 0, residualAboutMean = 0, energyAboutMean = 0;
		for (int y = 0; y + h <= height; y += h) {
			for (int x = 0; x + w <= width; x += w) {
				double best = Double.MAX_VALUE, bestAboutMean = Double.MAX_VALUE;
				for (int v = Math.max(0, y - RADIUS); v <= Math.min(height - h, y + RADIUS); v++) {
					for (int u = Math.max(0, x - RADIUS); u <= Math.min(width - w, x + RADIUS); u++) {
						double squares = 0, aboutMean = 0;
						for (int c = 0; c < a.planes().size(); c++) {
							final double[] sums = sums(b.planes().get(c), x, y, a.planes().get(c), u, v, w, h);
							squares += sums[1];
							aboutMean += sums[1] - sums[0] * sums[0] / (w * h);
						}
						best = Math.min(best, squares);
						bestAboutMean = Math.min(bestAboutMean, aboutMean);
					}
				}
				residual += best;
				residualAboutMean += bestAboutMean;
				for (final Plane plane : b.planes()) {
					final double[] sums = sums(plane, x, y, null, 0, 0, w, h);
					energy += sums[1];
					energyAboutMean += sums[1] - sums[0] * sums[0] / (w * h);
				}
			}
		}
		return Math.max(ratio(residual, energy), ratio(residualAboutMean, energyAboutMean));
	}

	private static double ratio(final double residual, final double energy) {
		return energy > 0 ? residual / energy : 0;
	}

	/** Sum and sum of squares of a block of p, less the block of q if there is one. */
	private static double[] sums(final Plane p, final int x, final int y, final Plane q, //
		final int u, final int v, final int w, final int h)
	{
		double sum = 0, squares = 0;
		for (int j = 0; j < h; j++) {
			final int i = x + (y + j) * p.width();
			final int k = u + (v + j) * p.width();
			for (int n = 0; n < w; n++) {
				final float value = q == null ? p.values()[i + n] : p.values()[i + n] - q.values()[k + n];
				sum += value;
				squares += value * value;
			}
		}
		return new double[] { sum, squares };
	}
}
