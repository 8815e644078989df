package io.github.kinema.filter;

import java.util.Arrays;

/**
 * Sums of lines over squares of 2 radius + 1 pixels, at a cost that hardly depends on
 * the radius. One thread at a time.
 * <p>
 * Rows come one after the other. They are summed in blocks of as many rows as a
 * square has: the rows of any square are the last ones of a block and the first
 * ones of the next, after van Herk, "A fast algorithm for local minimum and maximum
 * filters on rectangular and octagonal kernels", Pattern Recognition Letters 13,
 * 1992. NB: nothing is ever subtracted, so that a square's sum does not depend on
 * what came before, and is exactly 0 where all of it is.
 * </p>
 */
final class BoxSum {

	private final int size;
	private final int length;
	private final float[][] rows;
	private final float[][] endings;
	private final float[] beginning;
	private final float[] moved;
	private final float[] part;

	BoxSum(final int radius, final int length) {
		this.length = length;
		size = 2 * radius + 1;
		final LinePool pool = new LinePool(2 * size + 3, length);
		rows = pool.take(size);
		endings = pool.take(size);
		beginning = pool.take();
		moved = pool.take();
		part = pool.take();
	}

	/**
	 * Adds a row.
	 *
	 * @param row its number, one more than that of the row before
	 * @param begin whether there was none before
	 */
	void add(final int row, final float[] line, final boolean begin) {
		final int index = Math.floorMod(row, size);
		System.arraycopy(line, 0, rows[index], 0, length);
		if (begin || index == 0) System.arraycopy(line, 0, beginning, 0, length);
		else LineLoops.add(length, 1, line, beginning);
		if (index < size - 1) return;
		System.arraycopy(line, 0, endings[index], 0, length);
		for (int i = index - 1; i >= 0; i--) LineLoops.sum(length, endings[i + 1], rows[i], endings[i]);
	}

	/** The sums over the squares whose last row is the one added last; each stands at the centre of its square. */
	void sum(final int row, final float[] to) {
		final int first = Math.floorMod(row + 1, size);
		if (first == 0) System.arraycopy(beginning, 0, part, 0, length);
		else LineLoops.sum(length, endings[first], beginning, part);
		// Sums of 1, 2, 4, ... columns, each to the right of its place, make that of any number.
		int done = 0;
		for (int columns = 1; columns <= size; columns *= 2) {
			if ((size & columns) != 0) {
				move(part, done - size / 2, moved);
				if (done == 0) System.arraycopy(moved, 0, to, 0, length);
				else LineLoops.add(length, 1, moved, to);
				done += columns;
			}
			move(part, columns, moved);
			LineLoops.add(length, 1, moved, part);
		}
	}

	/** Brings what stands {@code by} further right, or left if negative, to its place; what is beyond the line is 0. */
	private void move(final float[] from, final int by, final float[] to) {
		final int count = Math.max(0, length - Math.abs(by));
		final int put = Math.min(length, Math.max(0, -by));
		Arrays.fill(to, 0, put, 0);
		System.arraycopy(from, length - count - put, to, put, count);
		Arrays.fill(to, put + count, length, 0);
	}
}
