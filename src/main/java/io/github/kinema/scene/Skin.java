package io.github.kinema.scene;

/** What the material of a layer looks like. Coordinates are the material's, in pixels. Thread-safe. */
interface Skin {

	/** Logarithm, to base 2, of the pixels that a value of a texture may take where it bends an outline smoothly. */
	double SMOOTH = 2;

	/** Finds how much of what lies below it hides at the first {@code count} places of a strip. */
	void cover(Strip strip, int count, double time);

	/** Whether {@link #cover} changes in time. */
	default boolean changes() {
		return false;
	}

	/** Adds its light to that of the first {@code count} places of a strip, as much as comes through. */
	void shine(Strip strip, int count);

	/** A share of 0 to 1 where the signed distance from an edge, in pixels, says so: positive inside. */
	static double soft(final double inside, final double width) {
		final double share = 0.5 + inside / width;
		// NB: far quicker than Math.max and Math.min, which have to tell 0 from −0.
		return share < 0 ? 0 : share > 1 ? 1 : share;
	}

	/** From 0 at {@code from} to 1 at {@code to}, smoothly. */
	static double rise(final double at, final double from, final double to) {
		final double share = Math.max(0, Math.min(1, (at - from) / (to - from)));
		return share * share * (3 - 2 * share);
	}
}
