package io.github.kinema.tile;

/** Positions beyond the ends of an axis, mirrored at its first and last pixel, which are not repeated. */
public final class Mirror {

	private Mirror() {}

	/**
	 * The position within the axis that an outer one shows.
	 *
	 * @param position any, also far beyond
	 * @param length of the axis, at least 1
	 */
	public static int inside(final int position, final int length) {
		if (length == 1) return 0;
		final int period = 2 * (length - 1);
		final int phase = Math.floorMod(position, period);
		return phase < length ? phase : period - phase;
	}

	/** Whether directions are turned round there. */
	public static boolean isReversed(final int position, final int length) {
		return length > 1 && Math.floorMod(position, 2 * (length - 1)) >= length;
	}
}
