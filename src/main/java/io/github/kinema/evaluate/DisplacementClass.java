package io.github.kinema.evaluate;

import java.util.Arrays;

/**
 * How far things move between two frames, by the 95th percentile of the length
 * of the motion, so that a few wild vectors do not decide.
 */
public enum DisplacementClass {

	/** Less than 0.5 px. */
	STILL,
	/** From 0.5 to less than 2 px. */
	SMALL,
	/** From 2 to less than 8 px. */
	MEDIUM,
	/** 8 px and more. */
	LARGE;

	/**
	 * The class of a motion between two frames. Vectors that are NaN take no
	 * part; if none is left, the class is {@link #STILL}.
	 *
	 * @param x displacements along x, in pixels
	 * @param y displacements along y, in pixels, as many
	 */
	public static DisplacementClass of(final float[] x, final float[] y) {
		final double[] lengths = new double[x.length];
		int n = 0;
		for (int i = 0; i < x.length; i++) {
			final double length = Math.hypot(x[i], y[i]);
			if (!Double.isNaN(length)) lengths[n++] = length;
		}
		if (n == 0) return STILL;
		Arrays.sort(lengths, 0, n);
		final double p95 = lengths[(int) Math.ceil(0.95 * n) - 1];
		return p95 < 0.5 ? STILL : p95 < 2 ? SMALL : p95 < 8 ? MEDIUM : LARGE;
	}
}
