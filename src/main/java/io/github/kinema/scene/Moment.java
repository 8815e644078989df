package io.github.kinema.scene;

/** A scene at one instant. Thread-safe. */
interface Moment {

	/** Work on the pixels of a row. */
	@FunctionalInterface
	interface RowBody {

		void run(int y, Hits hits);
	}

	/** Finds what the pixels of rows {@code from} to {@code to - 1} see, row by row. */
	void walk(int from, int to, RowBody body);

	/** The brightness of pixel {@code x} of a row that {@link #walk} has found, 0 to 1. */
	double brightness(int y, int x, Hits hits);

	/** Whether the surface rests in the world. */
	boolean rests(int surface);

	/**
	 * Finds where the point of a hit, found at any instant, lies at this one.
	 *
	 * @param target gets column, row and depth; NaN where there is no place
	 * @return whether it is in sight there
	 */
	boolean find(Hits hits, int x, double[] target);
}
