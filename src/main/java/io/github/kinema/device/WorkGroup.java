package io.github.kinema.device;

/**
 * How many neighbouring work items a device runs together, shape {@code [X, Y, 1]}.
 *
 * @param x columns
 * @param y rows
 */
public record WorkGroup(int x, int y) {

	/** What the devices of today run together at no loss, if the kernel is not too big for it. */
	private static final int ITEMS = 256;

	/** Items that read memory together where they are neighbours in a row. */
	private static final int COLUMNS = 32;

	/**
	 * The group for a grid.
	 *
	 * @param rows the grid's height
	 * @param most the most items that device and kernel allow
	 */
	public static WorkGroup of(final int rows, final long most) {
		final int items = Integer.highestOneBit((int) Math.max(1, Math.min(ITEMS, most)));
		final int x = rows == 1 ? items : Math.min(items, COLUMNS);
		return new WorkGroup(x, items / x);
	}

	/** How many groups of that size cover a length. */
	public static int count(final int length, final int size) {
		return (int) (((long) length + size - 1) / size);
	}
}
