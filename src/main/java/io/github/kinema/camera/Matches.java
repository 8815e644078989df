package io.github.kinema.camera;

import java.util.Arrays;

/**
 * Points that two views show, in units of the focal length: point {@code i} lies at {@code (x1[i], y1[i])} in the first
 * and at {@code (x2[i], y2[i])} in the second. The arrays are held, not copied.
 */
record Matches(double[] x1, double[] y1, double[] x2, double[] y2) {

	/** Number of points. */
	int size() {
		return x1.length;
	}

	/** The points of which it is true. */
	Matches only(final boolean[] wanted) {
		final int[] places = new int[size()];
		int count = 0;
		for (int i = 0; i < size(); i++) if (wanted[i]) places[count++] = i;
		final int[] kept = Arrays.copyOf(places, count);
		return new Matches(pick(x1, kept), pick(y1, kept), pick(x2, kept), pick(y2, kept));
	}

	private static double[] pick(final double[] values, final int[] places) {
		return Arrays.stream(places).mapToDouble(i -> values[i]).toArray();
	}
}
