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

	/** Finds what a ray through any place of the image sees; whether it is an edge, too, if that is known without its neighbours. */
	void cast(double x, double y, Hits hits, int slot);

	/** The brightness of what was found at (x, y), 0 to 1. */
	double brightness(double x, double y, Hits hits, int slot);

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
