package io.github.kinema.motion;

/**
 * Sums over windows of 7 x 7 pixels, in integers. NB: of pairs of rows, then of
 * pairs of columns, in plain loops over the whole plane: that is what Java's compiler
 * makes the fastest code of. Not thread-safe: what it returns is overwritten next time.
 */
final class WindowSums {

	/** A window is one pixel, and as many to each side. */
	static final int RADIUS = 3;

	private final int pitch;
	private final int[] pairs;
	private final int[] columns;
	private final int[] sums;

	/**
	 * @param pitch from row to row
	 * @param count the number of windows
	 */
	WindowSums(final int pitch, final int count) {
		this.pitch = pitch;
		sums = new int[count];
		columns = new int[count + 2 * RADIUS];
		pairs = new int[columns.length + 4 * pitch];
	}

	/** How many values the windows cover. */
	int extent() {
		return columns.length + 2 * RADIUS * pitch;
	}

	/** The sums over the windows whose upper left pixels are the first values, the second and so on. */
	int[] of(final int[] values) {
		final int two = 2 * pitch;
		final int four = 4 * pitch;
		final int six = 6 * pitch;
		for (int i = 0; i < pairs.length; i++) pairs[i] = values[i] + values[i + pitch];
		for (int i = 0; i < columns.length; i++) columns[i] = pairs[i] + pairs[i + two] + pairs[i + four] + values[i + six];
		for (int i = 0; i < columns.length - 1; i++) pairs[i] = columns[i] + columns[i + 1];
		for (int i = 0; i < sums.length; i++) sums[i] = pairs[i] + pairs[i + 2] + pairs[i + 4] + columns[i + 6];
		return sums;
	}
}
