package io.github.kinema.evaluate;

import java.util.Arrays;
import java.util.Locale;

/** How far things move between two frames: by the 95th percentile of the displacement. */
public enum DisplacementClass {

		/** Less than half a pixel. */
		STILL(0.5),
		/** Less than two pixels. */
		SMALL(2),
		/** Less than eight pixels. */
		MEDIUM(8),
		/** Eight pixels and more. */
		LARGE(Double.POSITIVE_INFINITY);

	private final double below;

	DisplacementClass(final double below) {
		this.below = below;
	}

	/**
	 * The class of a motion.
	 *
	 * @param x displacements along x, in pixels
	 * @param y displacements along y, in pixels, of the same length
	 */
	public static DisplacementClass of(final float[] x, final float[] y) {
		final double[] squares = new double[x.length];
		for (int i = 0; i < squares.length; i++)
			squares[i] = (double) x[i] * x[i] + (double) y[i] * y[i];
		Arrays.sort(squares);
		final double displacement = Math.sqrt(squares[(int) Math.ceil(0.95 * squares.length) - 1]);
		for (final DisplacementClass c : values())
			if (displacement < c.below) return c;
		return LARGE;
	}

	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}
}
