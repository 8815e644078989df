package io.github.kinema.camera;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.github.kinema.motion.Sampling;
import io.github.kinema.tile.Plane;

/**
 * What a model says of the depth of points that are followed from frame to frame. A point that is lost begins anew where
 * it began at first, as another one. Memory is a few hundred numbers a frame. Not thread-safe.
 */
final class FollowedDepth {

	/** Points along the shorter side, and the least distance between them in pixels. */
	private static final int POINTS = 16;
	private static final int NEAREST = 3;

	private final int width;
	private final int columns;
	private final double apart;
	private final double[][] at;
	/** For each frame and point: what the model says, and in which frame the point began. */
	private final List<float[]> values = new ArrayList<>();
	private final List<int[]> since = new ArrayList<>();

	/** @param inverse what the model says of the first frame */
	FollowedDepth(final Plane inverse) {
		width = inverse.width();
		apart = Math.max(NEAREST, (double) Math.min(width, inverse.height()) / POINTS);
		columns = (int) Math.max(1, width / apart);
		at = new double[columns * (int) Math.max(1, inverse.height() / apart)][2];
		for (int n = 0; n < at.length; n++) begin(n);
		read(inverse, new int[at.length]);
	}

	private void begin(final int n) {
		at[n][0] = Math.min(width - 1, (n % columns + 0.5) * apart);
		at[n][1] = (n / columns + 0.5) * apart;
	}

	private void read(final Plane inverse, final int[] began) {
		final float[] read = new float[at.length];
		for (int n = 0; n < at.length; n++) read[n] = Sampling.linear(inverse, (float) at[n][0], (float) at[n][1]);
		values.add(read);
		since.add(began);
	}

	/**
	 * Goes on to the next frame.
	 *
	 * @param flow to it
	 * @param inverse what the model says of it
	 */
	void next(final PairFlow flow, final Plane inverse) {
		final int[] began = since.get(since.size() - 1).clone();
		final double[] to = new double[2];
		for (int n = 0; n < at.length; n++) {
			if (flow.follow(at[n][0], at[n][1], to)) {
				at[n] = to.clone();
				continue;
			}
			began[n] = values.size();
			begin(n);
		}
		read(inverse, began);
	}

	/** Frames so far. */
	int length() {
		return values.size();
	}

	/**
	 * What the model says of the points that two frames show.
	 *
	 * @param first the one before
	 * @return of the first, and of the second, in the same order
	 */
	double[][] common(final int first, final int second) {
		final double[][] common = new double[2][at.length];
		int count = 0;
		for (int n = 0; n < at.length; n++) {
			final float one = values.get(first)[n];
			final float other = values.get(second)[n];
			if (since.get(second)[n] > first || !Float.isFinite(one) || !Float.isFinite(other)) continue;
			common[0][count] = one;
			common[1][count++] = other;
		}
		return new double[][] { Arrays.copyOf(common[0], count), Arrays.copyOf(common[1], count) };
	}
}
