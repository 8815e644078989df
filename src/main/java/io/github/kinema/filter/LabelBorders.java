package io.github.kinema.filter;

import java.util.Arrays;

/** Where labels meet. */
public final class LabelBorders {

	private LabelBorders() {}

	/**
	 * Finds the pixels of a plane that have another label in reach.
	 *
	 * @param labels row by row
	 * @param reach in pixels along x and along y, at least 1
	 * @return for each pixel; all of them if there is but one label
	 */
	public static boolean[] near(final int[] labels, final int width, final int height, final int reach) {
		final boolean[] near = new boolean[labels.length];
		boolean any = false;
		for (int i = 0; i < labels.length; i++) {
			final boolean right = (i + 1) % width != 0 && labels[i] != labels[i + 1];
			final boolean below = i + width < labels.length && labels[i] != labels[i + width];
			near[i] |= right || below;
			if (right) near[i + 1] = true;
			if (below) near[i + width] = true;
			any |= near[i];
		}
		if (!any) Arrays.fill(near, true);
		// NB: a border pixel already reaches over by one.
		for (int y = 0; y < height; y++) spread(near, y * width, 1, width, reach - 1);
		for (int x = 0; x < width; x++) spread(near, x, width, height, reach - 1);
		return near;
	}

	/** Spreads over a line of pixels to both sides. */
	private static void spread(final boolean[] near, final int start, final int step, final int length, final int reach) {
		final boolean[] line = new boolean[length];
		for (int n = 0; n < length; n++) line[n] = near[start + n * step];
		for (int n = 0, last = Integer.MIN_VALUE / 2; n < length; n++) {
			if (line[n]) last = n;
			near[start + n * step] |= n - last <= reach;
		}
		for (int n = length - 1, last = Integer.MAX_VALUE / 2; n >= 0; n--) {
			if (line[n]) last = n;
			near[start + n * step] |= last - n <= reach;
		}
	}
}
