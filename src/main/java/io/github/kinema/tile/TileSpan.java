package io.github.kinema.tile;

import java.util.ArrayList;
import java.util.List;

/**
 * A stretch of an axis that is worked on at once: what is read of it, and the part
 * whose result is kept.
 *
 * @param start where it begins
 * @param length how much is read
 * @param from first position that is kept
 * @param to one past the last
 */
public record TileSpan(int start, int length, int from, int to) {

	/**
	 * Covers an axis with stretches of one length. They begin and end at the ends of
	 * the axis, so that what happens at its borders does not depend on them; between,
	 * whatever is kept has at least {@code halo} positions of its stretch around it.
	 *
	 * @param axis its length
	 * @param length that of each stretch, at most {@code axis}; more than {@code 2 * halo + step} if it is less
	 * @param step stretches begin at multiples of it; a divisor of {@code axis - length}
	 * @throws IllegalArgumentException if the stretches would never reach the end
	 */
	public static List<TileSpan> cover(final int axis, final int length, final int step, final int halo) {
		final List<TileSpan> spans = new ArrayList<>();
		final int stride = (length - 2 * halo) / step * step;
		if (length < axis && stride < 1) throw new IllegalArgumentException("Tiles of " + length +
			" pixels with halos of " + halo + " never reach the end of " + axis + " pixels.");
		int from = 0;
		for (int start = 0;; start = Math.min(start + stride, axis - length)) {
			final boolean last = start + length >= axis;
			// NB: in the middle of what this one and the next have in common.
			final int to = last ? axis : (Math.min(start + stride, axis - length) + start + length) / 2;
			spans.add(new TileSpan(start, length, from, to));
			if (last) return spans;
			from = to;
		}
	}

	/**
	 * The length of stretches when there are so many.
	 *
	 * @param minimum the smallest length
	 * @param step lengths are {@code minimum + n * step}
	 * @return at most {@code axis}, which is such a length
	 */
	public static int length(final int axis, final int parts, final int minimum, final int step, final int halo) {
		final int needed = (int) Math.ceil((axis - 2.0 * halo) / parts) + 2 * halo;
		final int more = Math.max(0, needed - minimum + step - 1) / step;
		return Math.min(axis, minimum + more * step);
	}
}
