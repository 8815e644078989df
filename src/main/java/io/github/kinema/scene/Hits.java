package io.github.kinema.scene;

/** What places side by side in a row see. Not thread-safe. */
final class Hits {

	/** 0, 1, 2 and so on, as SIMD instructions take them. */
	final double[] column;
	/** Number of the surface. */
	final int[] surface;
	/** One over the distance along the optical axis. */
	final double[] nearness;
	/** Distance along the optical axis; 0 for scenes without a camera. */
	final double[] depth;
	/** The point of the surface, in coordinates that stay with it. */
	final double[] x;
	final double[] y;
	final double[] z;
	/** Whether the pixel mixes several surfaces. */
	final boolean[] edge;
	/** Brightness, 0 to 1. */
	final double[] light;
	/** Column and row at which the point lies at another instant; NaN where there is no place. */
	final double[] toX;
	final double[] toY;
	/** One over its depth there. */
	final double[] toNearness;
	/** Whether it is out of sight there. */
	final boolean[] hidden;
	/** Room for what a layer shows. */
	final Strip strip = new Strip();

	Hits(final int count) {
		column = new double[count];
		for (int k = 0; k < count; k++) column[k] = k;
		surface = new int[count];
		nearness = new double[count];
		depth = new double[count];
		x = new double[count];
		y = new double[count];
		z = new double[count];
		edge = new boolean[count];
		light = new double[count];
		toX = new double[count];
		toY = new double[count];
		toNearness = new double[count];
		hidden = new boolean[count];
	}

	/** The first place after {@code from}, and at most {@code end}, that sees another surface. */
	int endOfRun(final int from, final int end) {
		int to = from + 1;
		while (to < end && surface[to] == surface[from]) to++;
		return to;
	}
}
