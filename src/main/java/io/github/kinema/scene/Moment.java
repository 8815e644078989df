package io.github.kinema.scene;

/** A scene at one instant. Thread-safe. */
interface Moment {

	/** How far outside of the centres of the border's pixels rounding may put what lies on them, in pixels. */
	double ROUNDING = 1e-6;

	/** Work on the pixels of a row. */
	@FunctionalInterface
	interface RowBody {

		void run(int y, Hits hits);
	}

	/** Finds what the pixels of rows {@code from} to {@code to - 1} see, row by row. */
	void walk(int from, int to, RowBody body);

	/** Finds what any place of the image shows; whether it is an edge only if that is known without its neighbours. */
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

	/** Whether a place is between the centres of the corner pixels of an image. */
	static boolean isInside(final double[] place, final int width, final int height) {
		return place[0] >= -ROUNDING && place[0] <= width - 1 + ROUNDING && place[1] >= -ROUNDING && place[1] <= height - 1 +
			ROUNDING;
	}
}
