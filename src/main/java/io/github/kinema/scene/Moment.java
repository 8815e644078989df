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

	/**
	 * Finds what the pixels of rows {@code from} to {@code to - 1} see, row by row.
	 *
	 * @param lit whether also how bright they are
	 */
	void walk(int from, int to, boolean lit, RowBody body);

	/**
	 * Finds what {@code count} places in a row, from (x, y) on and a pixel apart, show; whether they are edges only if
	 * that is known without their neighbours.
	 *
	 * @param lit whether also how bright they are
	 */
	void cast(double x, double y, int count, boolean lit, Hits hits);

	/** Whether the surface rests in the world. */
	boolean rests(int surface);

	/** Finds where the points of the first {@code count} hits, found at any instant, lie at this one. */
	void find(Hits hits, int count);

	/** Whether a place is between the centres of the corner pixels of an image. */
	static boolean isInside(final double x, final double y, final int width, final int height) {
		return x >= -ROUNDING && x <= width - 1 + ROUNDING && y >= -ROUNDING && y <= height - 1 + ROUNDING;
	}
}
