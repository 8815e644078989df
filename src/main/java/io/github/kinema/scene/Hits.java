package io.github.kinema.scene;

/** What the pixels of one row see, and one ray more. Not thread-safe. */
final class Hits {

	/** Number of the surface. */
	final int[] surface;
	/** Distance along the optical axis; 0 for scenes without a camera. */
	final double[] depth;
	/** The point of the surface, in coordinates that stay with it. */
	final double[] x;
	final double[] y;
	final double[] z;
	/** Whether the pixel mixes several surfaces. */
	final boolean[] edge;
	/** Room for a point. */
	final double[] point = new double[2];

	Hits(final int width) {
		surface = new int[width + 1];
		depth = new double[width + 1];
		x = new double[width + 1];
		y = new double[width + 1];
		z = new double[width + 1];
		edge = new boolean[width + 1];
	}

	void set(final int slot, final int newSurface, final double newDepth, final double px, final double py,
		final double pz)
	{
		surface[slot] = newSurface;
		depth[slot] = newDepth;
		x[slot] = px;
		y[slot] = py;
		z[slot] = pz;
	}
}
