package io.github.kinema.interpolate;

import java.util.List;

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

	private final Plane[] a;
	private final Plane[] b;
	private final WindowSums[] sumsA;
	private final WindowSums[] sumsB;
	private final int w;
	private final int h;
	/** Residuals of the best match so far: of the values, and about the mean of the block. */
	private double best;
	private double bestAboutMean;
	private int bestU;
	private int bestV;
	private int bestUAboutMean;
	private int bestVAboutMean;

	private SceneDistance(final List<Plane> a, final List<Plane> b) {
		this.a = a.toArray(Plane[]::new);
		this.b = b.toArray(Plane[]::new);
		w = Math.min(BLOCK, a.get(0).width());
		h = Math.min(BLOCK, a.get(0).height());
		sumsA = a.stream().map(plane -> new WindowSums(plane, w, h)).toArray(WindowSums[]::new);
		sumsB = b.stream().map(plane -> new WindowSums(plane, w, h)).toArray(WindowSums[]::new);
	}

	/** The distance of what they show; 0 if the frames cannot be compared because sizes differ. */
	static double between(final Thumbnail a, final Thumbnail b) {
		return between(a.planes(), b.planes());
	}

	/**
	 * The distance of their outlines. It sees the smaller changes: where it is large
	 * from frame to frame, a large distance of what they show means little.
	 */
	static double ofEdges(final Thumbnail a, final Thumbnail b) {
		return between(a.edges(), b.edges());
	}

	private static double between(final List<Plane> a, final List<Plane> b) {
		if (a.size() != b.size() || !a.get(0).sameSize(b.get(0))) return 0;
		return Math.min(new SceneDistance(a, b).directed(), new SceneDistance(b, a).directed());
	}

	/** How badly the blocks of b are found in a. */
	private double directed() {
		final int right = a[0].width() - w, bottom = a[0].height() - h;
		double residual = 0, energy = 0, residualAboutMean = 0, energyAboutMean = 0;
		for (int y = 0; y <= bottom; y += h) {
			for (int x = 0; x <= right; x += w) {
				search(x, y);
				residual += best;
				residualAboutMean += bestAboutMean;
				for (final WindowSums sums : sumsB) {
					energy += sums.squares(x, y);
					energyAboutMean += sums.aboutMean(x, y);
				}
			}
		}
		return Math.max(ratio(residual, energy), ratio(residualAboutMean, energyAboutMean));
	}

	/** Looks for block (x, y) of b: at every second place, which is enough for blurred planes, then around the best. */
	private void search(final int x, final int y) {
		best = bestAboutMean = Double.MAX_VALUE;
		// NB: most things stay where they are, and a good match rules out many others.
		match(x, y, x, y);
		for (int v = y - RADIUS; v <= y + RADIUS; v += 2)
			for (int u = x - RADIUS; u <= x + RADIUS; u += 2)
				consider(x, y, u, v);
		final int u = bestU, v = bestV, uAboutMean = bestUAboutMean, vAboutMean = bestVAboutMean;
		for (int dv = -1; dv <= 1; dv++) {
			for (int du = -1; du <= 1; du++) {
				consider(x, y, u + du, v + dv);
				if (u != uAboutMean || v != vAboutMean) consider(x, y, uAboutMean + du, vAboutMean + dv);
			}
		}
	}

	private void consider(final int x, final int y, final int u, final int v) {
		if (u < 0 || v < 0 || u > a[0].width() - w || v > a[0].height() - h) return;
		if (possible(x, y, u, v)) match(x, y, u, v);
	}

	private static double ratio(final double residual, final double energy) {
		return energy > 0 ? residual / energy : 0;
	}

	/** Whether block (u, v) of a may match better: a residual is at least the squared difference of the norms. */
	private boolean possible(final int x, final int y, final int u, final int v) {
		double least = 0, leastAboutMean = 0;
		for (int c = 0; c < a.length; c++) {
			final double norms = Math.sqrt(sumsB[c].squares(x, y)) - Math.sqrt(sumsA[c].squares(u, v));
			final double deviations = Math.sqrt(sumsB[c].aboutMean(x, y)) - Math.sqrt(sumsA[c].aboutMean(u, v));
			least += norms * norms;
			leastAboutMean += deviations * deviations;
		}
		return least < best || leastAboutMean < bestAboutMean;
	}

	private void match(final int x, final int y, final int u, final int v) {
		double squares = 0, aboutMean = 0;
		for (int c = 0; c < a.length; c++) {
			final double here = sumsB[c].squares(x, y) + sumsA[c].squares(u, v) - 2 * product(b[c], x, y, a[c], u, v);
			final double sum = sumsB[c].sum(x, y) - sumsA[c].sum(u, v);
			squares += Math.max(0, here);
			aboutMean += Math.max(0, here - sum * sum / (w * h));
		}
		if (squares < best) {
			best = squares;
			bestU = u;
			bestV = v;
		}
		if (aboutMean < bestAboutMean) {
			bestAboutMean = aboutMean;
			bestUAboutMean = u;
			bestVAboutMean = v;
		}
	}

	/** Sum of the products of two blocks. Four sums at a time: one would wait for itself. */
	private double product(final Plane p, final int x, final int y, final Plane q, final int u, final int v) {
		final float[] left = p.values(), right = q.values();
		float s0 = 0, s1 = 0, s2 = 0, s3 = 0;
		for (int j = 0; j < h; j++) {
			int i = x + (y + j) * p.width(), k = u + (v + j) * q.width();
			final int end = i + w;
			for (; i + 3 < end; i += 4, k += 4) {
				s0 += left[i] * right[k];
				s1 += left[i + 1] * right[k + 1];
				s2 += left[i + 2] * right[k + 2];
				s3 += left[i + 3] * right[k + 3];
			}
			for (; i < end; i++, k++) s0 += left[i] * right[k];
		}
		return (double) s0 + s1 + s2 + s3;
	}
}
