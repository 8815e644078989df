package io.github.kinema.scene;

/** A few places of the image, and what one layer shows there. Not thread-safe. */
final class Strip {

	/** How many places, at most. */
	static final int LENGTH = 16;

	/** Column and row of each place. */
	final double[] x = new double[LENGTH];
	final double[] y = new double[LENGTH];
	/** The point of the layer's material. */
	final double[] u = new double[LENGTH];
	final double[] v = new double[LENGTH];
	/** How much of what lies below it hides, 0 to 1. */
	final double[] cover = new double[LENGTH];
	/** How much of the light of what lies below all layers so far comes through. */
	final double[] through = new double[LENGTH];
	/** How much of the light of this layer comes through. */
	final double[] weight = new double[LENGTH];
	/** The light of all layers so far. */
	final double[] light = new double[LENGTH];
}
