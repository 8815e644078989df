package io.github.kinema.camera;

import java.util.Arrays;

import io.github.kinema.tile.Bands;
import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;

/**
 * How well each pixel of a frame can be followed: the smaller eigenvalue of the mean of the outer products of gradients
 * around it (Shi and Tomasi, "Good features to track", CVPR 1994). Immutable.
 */
final class Corners {

	/** Of the window. */
	private static final int RADIUS = 3;

	private final int width;
	private final int height;
	private final float[] strength;

	private Corners(final int width, final int height, final float[] strength) {
		this.width = width;
		this.height = height;
		this.strength = strength;
	}

	/** @param frame on a scale of 0 to 255, finite */
	static Corners of(final Plane frame, final Progress progress) {
		final int width = frame.width();
		final int height = frame.height();
		final float[] strength = new float[width * height];
		Bands.run(height, progress, (from, to) -> {
			final double[][] sums = new double[3][width];
			for (int y = Math.max(RADIUS + 1, from); y < Math.min(height - RADIUS - 1, to); y++) {
				columns(frame, y, sums);
				for (int x = RADIUS + 1; x < width - RADIUS - 1; x++) {
					double xx = 0;
					double xy = 0;
					double yy = 0;
					for (int k = x - RADIUS; k <= x + RADIUS; k++) {
						xx += sums[0][k];
						xy += sums[1][k];
						yy += sums[2][k];
					}
					strength[x + y * width] = (float) ((xx + yy) / 2 - Math.sqrt((xx - yy) * (xx - yy) / 4 + xy * xy));
				}
			}
		});
		return new Corners(width, height, strength);
	}

	/** The products of the gradients of each column, over the rows of the window. */
	private static void columns(final Plane frame, final int y, final double[][] sums) {
		final int width = frame.width();
		final float[] values = frame.values();
		for (final double[] each : sums) Arrays.fill(each, 0);
		for (int row = y - RADIUS; row <= y + RADIUS; row++) {
			for (int x = 1, i = 1 + row * width; x < width - 1; x++, i++) {
				final double along = values[i + 1] - values[i - 1];
				final double across = values[i + width] - values[i - width];
				sums[0][x] += along * along;
				sums[1][x] += along * across;
				sums[2][x] += across * across;
			}
		}
	}

	/** Of a pixel, in grey values squared, summed over the window; 0 close to the border. */
	float strength(final int pixel) {
		return strength[pixel];
	}

	/** The place of the best pixel of a square, from its corner on; -1 if none of it can be followed. */
	int best(final int x0, final int y0, final int side) {
		int best = -1;
		float most = 0;
		for (int y = y0; y < Math.min(height, y0 + side); y++) {
			for (int x = x0; x < Math.min(width, x0 + side); x++) {
				if (strength[x + y * width] <= most) continue;
				most = strength[x + y * width];
				best = x + y * width;
			}
		}
		return best;
	}
}
