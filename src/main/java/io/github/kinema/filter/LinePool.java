package io.github.kinema.filter;

/**
 * Arrays for lines, as many as a task needs.
 * <p>
 * NB: made at once, they lie one behind the other, 4 KB or a multiple apart, header
 * included, so that the same index of any two is at the same place of a vector and
 * of a memory page. Elsewhere loops over them are slower by half, and at lengths
 * where a store looks like one to the page of a later load, by four times.
 * </p>
 */
final class LinePool {

	private static final int PAGE = 4096;
	private static final int HEADER = 16;

	private final float[][] arrays;
	private int taken;

	/**
	 * @param count arrays there will be
	 * @param length values they must have room for
	 */
	LinePool(final int count, final int length) {
		arrays = new float[count][capacity(length)];
	}

	/** The room of arrays for that many values. */
	static int capacity(final int length) {
		final long bytes = HEADER + (long) Float.BYTES * length;
		return Math.toIntExact(((bytes + PAGE - 1) / PAGE * PAGE - HEADER) / Float.BYTES);
	}

	float[] take() {
		return arrays[taken++];
	}

	float[][] take(final int count) {
		final float[][] lines = new float[count][];
		for (int i = 0; i < count; i++) lines[i] = take();
		return lines;
	}
}
