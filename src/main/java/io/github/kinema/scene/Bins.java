package io.github.kinema.scene;

import java.util.Arrays;

/** Which things, in the order in which they were added, may be seen in each square of an image. */
final class Bins {

	/** Side of a square, in pixels. */
	static final int SIDE = Strip.LENGTH;

	private final int width;
	private final int height;
	private final int columns;
	private final int[][] things;

	/** Whether a thing may be seen within {@code reach} pixels, along both axes, of (x, y). */
	@FunctionalInterface
	interface Sight {

		boolean mayBeAt(double x, double y, double reach);
	}

	Bins(final int width, final int height) {
		this.width = width;
		this.height = height;
		columns = (width + SIDE - 1) / SIDE;
		things = new int[columns * ((height + SIDE - 1) / SIDE)][0];
	}

	/** Adds a thing that is in sight nowhere else than in a rectangle, if anywhere. */
	void add(final int thing, final double left, final double right, final double top, final double bottom,
		final Sight sight)
	{
		final double half = SIDE / 2.0;
		for (int row = bin(top, height); row <= bin(bottom, height); row++) {
			for (int column = bin(left, width); column <= bin(right, width); column++) {
				if (!sight.mayBeAt(column * SIDE + half, row * SIDE + half, half + 1)) continue;
				final int[] before = things[column + columns * row];
				final int[] after = Arrays.copyOf(before, before.length + 1);
				after[before.length] = thing;
				things[column + columns * row] = after;
			}
		}
	}

	/** The column or row of a coordinate's square, or the nearest one. */
	private static int bin(final double at, final int length) {
		return (int) Math.max(0, Math.min(length - 1, at + 0.5)) / SIDE;
	}

	/** The number of the square at a place that is in a pixel of the image. */
	int at(final double x, final double y) {
		return (int) (x + 0.5) / SIDE + columns * ((int) (y + 0.5) / SIDE);
	}

	/** What may be seen in a square, or a pixel away from it. */
	int[] things(final int bin) {
		return things[bin];
	}
}
