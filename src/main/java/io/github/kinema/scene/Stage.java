package io.github.kinema.scene;

/**
 * What rests behind all solids. A ray meets it exactly once, so that it hides nothing that stands on or before it.
 * Thread-safe.
 */
interface Stage {

	/**
	 * Finds which surface the rays through {@code count} places of a row, from (x, y) on, meet, and how near.
	 *
	 * @param guess about how near that is; 0 if nobody knows
	 */
	void cast(View view, double x, double y, int count, double guess, Hits hits);

	/** Finds the brightness of hits {@code from} to {@code to - 1}, which are on one surface. */
	void shade(Hits hits, int from, int to);

	/** The height of the stage at a place, y, which points down. */
	double ground(double x, double z);
}
