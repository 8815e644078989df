package io.github.kinema.scene;

/**
 * What rests behind all solids. A ray meets it exactly once, so that it hides nothing that stands on or before it.
 * Thread-safe.
 */
interface Stage {

	/** Finds where the ray through (x, y) meets this. */
	void cast(View view, double x, double y, Hits hits, int slot);

	/** The brightness of a hit. */
	double brightness(Hits hits, int slot);

	/** The height of the stage at a place, y, which points down. */
	double ground(double x, double z);
}
