package io.github.kinema.interpolate;

import java.util.Arrays;

import io.github.kinema.motion.Flow;
import io.github.kinema.motion.Sampling;
import io.github.kinema.tile.Bands;
import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;

/**
 * How well two frames agree around each pixel, and what that says of a frame
 * between them.
 *
 * @param usual the squared difference that two frames of this recording have
 *          where nothing is wrong: that of its noise
 */
record Agreement(float usual) {

	/** Radius of the window in which frames are compared, in pixels. */
	static final int RADIUS = 4;

	/** A squared difference that nobody sees, in grey values of the guide. */
	private static final float UNSEEN = 16;

	/** Differences up to this many times the usual one count for little. */
	private static final float SLACK = 4;

	/** Pixels that are looked at to find the usual difference. */
	private static final int SAMPLES = 10_000;

	/** Takes the median difference, under the better of two motions, as the usual one. */
	static Agreement usual(final float[] one, final float[] other) {
		final int stride = Math.max(1, one.length / SAMPLES);
		final float[] sorted = new float[(one.length + stride - 1) / stride];
		for (int i = 0; i < sorted.length; i++)
			sorted[i] = Math.min(one[i * stride], other[i * stride]);
		Arrays.sort(sorted);
		return new Agreement(sorted[sorted.length / 2]);
	}

	/** 1 where two frames agree as this recording does, towards 0 where they contradict each other. */
	float confidence(final float difference) {
		return confidence(difference, 0);
	}

	/** The same where a certain squared difference is no contradiction. */
	float confidence(final float difference, final float explained) {
		final float allowed = UNSEEN + SLACK * usual + explained;
		return allowed / (allowed + difference);
	}

	/**
	 * The mean squared difference of both frames around each pixel, under a motion.
	 *
	 * @return shape {@code [X, Y]}
	 */
	static float[] differences(final Plane first, final Plane second, final Flow motion, final float t,
		final Progress progress)
	{
		final int width = first.width();
		final int height = first.height();
		final float[] squares = new float[width * height];
		Bands.run(height, progress, (from, to) -> {
			for (int y = from; y < to; y++) {
				for (int x = 0, i = y * width; x < width; x++, i++) {
					final float u = motion.u()[i];
					final float v = motion.v()[i];
					final float difference = Sampling.linear(first, x - t * u, y - t * v) - //
						Sampling.linear(second, x + (1 - t) * u, y + (1 - t) * v);
					squares[i] = difference * difference;
				}
			}
		});
		return means(squares, width, height, progress);
	}

	/** The mean in the window around each pixel. */
	static float[] means(final float[] squares, final int width, final int height, final Progress progress) {
		final float[] means = new float[width * height];
		Bands.run(height, progress, (from, to) -> {
			final BoxSums box = new BoxSums(width, height, RADIUS);
			final float[] sums = new float[width];
			for (int y = from; y < to; y++) {
				box.row(squares, y, sums);
				final int rows = Math.min(height - 1, y + RADIUS) - Math.max(0, y - RADIUS) + 1;
				for (int x = 0; x < width; x++) {
					final int columns = Math.min(width - 1, x + RADIUS) - Math.max(0, x - RADIUS) + 1;
					means[x + y * width] = sums[x] / (rows * columns);
				}
			}
		});
		return means;
	}

	/** Whether a position lies within a plane, its pixels taken as squares. */
	static boolean inside(final int width, final int height, final float x, final float y) {
		return x >= -0.5f && y >= -0.5f && x <= width - 0.5f && y <= height - 0.5f;
	}
}
