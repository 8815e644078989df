package io.github.kinema.camera;

import java.util.ArrayList;
import java.util.List;

import io.github.kinema.format.Pinhole;

/** Matches of two frames that are spread evenly: in each square of the image, the pixel that can be followed best. */
final class CornerMatches {

	/** Squares of the image that have one match each, along the longer side. */
	private static final int SQUARES = 40;

	private CornerMatches() {}

	/** @param corners of the first frame */
	static Matches of(final PairFlow pair, final Corners corners, final Pinhole camera) {
		final int width = pair.forward().width();
		final int height = pair.forward().height();
		final int side = Math.max(2, Math.max(width, height) / SQUARES);
		final List<double[]> found = new ArrayList<>();
		final double[] to = new double[2];
		for (int y = 0; y < height; y += side) {
			for (int x = 0; x < width; x += side) {
				final int best = corners.best(x, y, side);
				if (best < 0 || !pair.follow(best % width, best / width, to)) continue;
				found.add(new double[] { (best % width - camera.cx()) / camera.fx(), (best / width - camera.cy()) / camera.fy(), //
					(to[0] - camera.cx()) / camera.fx(), (to[1] - camera.cy()) / camera.fy() });
			}
		}
		return new Matches(column(found, 0), column(found, 1), column(found, 2), column(found, 3));
	}

	private static double[] column(final List<double[]> rows, final int k) {
		return rows.stream().mapToDouble(row -> row[k]).toArray();
	}
}
