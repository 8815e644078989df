package io.github.kinema.filter;

import java.util.ArrayList;
import java.util.List;

/** Parts an image into segments, and those into tasks of as many as lines have room for. */
final class PairTiles {

	/** Values a line has room for: a page, so that what a loop needs stays in the fastest cache. */
	private static final int LINE = LinePool.capacity(1);

	/** Values it takes a loop as long to begin and end. */
	private static final int LOOP = 30;

	/** Rows of patches at least, all of which are in the cache. */
	private static final int ROWS = 32;

	private static final int TASKS_PER_PROCESSOR = 4;

	/** NB: where segments overlap in planes as well, fewer and larger ones cost less. */
	private static final int VOLUME_TASKS_PER_PROCESSOR = 2;

	private PairTiles() {}

	/** The tasks: segments of one size each, that together make the image. */
	static List<List<Segment>> of(final int width, final int height, final Window window) {
		final int pads = 2 * window.radiusX();
		int room = LINE;
		while (room < width + pads && room < 4 * pads) room *= 2;
		final int columns = (width + room - pads - 1) / (room - pads);
		final int segmentWidth = (width + columns - 1) / columns;
		final int tasks = Runtime.getRuntime().availableProcessors() * (window.radiusZ() > 0 ? VOLUME_TASKS_PER_PROCESSOR
			: TASKS_PER_PROCESSOR);
		final int most = columns > 1 ? 1 : Math.max(1, room / (width + pads));
		double least = Double.POSITIVE_INFINITY;
		int side = 1;
		for (int n = 1; n <= most; n++) {
			final double cost = cost(height, n, tasks, segmentWidth + pads, window);
			if (cost < least) side = n;
			least = Math.min(least, cost);
		}
		return tiles(width, segmentWidth, height, rows(height, side * Math.max(1, tasks / columns), window), side);
	}

	/**
	 * The tasks where patches are compared.
	 *
	 * @param patch rows of a patch: segments have a multiple
	 */
	static List<List<Segment>> of(final int width, final int height, final Window window, final int patch) {
		final int pads = 2 * window.radiusX() + patch - 1;
		int room = LINE / 2;
		while (room < width + pads && room < 4 * pads) room *= 2;
		final int columns = (width + room - pads - 1) / (room - pads);
		final int segmentWidth = (width + columns - 1) / columns;
		final int rows = (Math.max(ROWS, window.radiusY()) + patch - 1) / patch * patch;
		return tiles(width, segmentWidth, height, rows, columns > 1 ? 1 : Math.max(1, room / (width + pads)));
	}

	/** How much longer lines side by side take than endless ones that overlap nowhere. */
	private static double cost(final int height, final int side, final int tasks, final int length,
		final Window window)
	{
		final double overlap = 0.5 * window.radiusY() / rows(height, side * tasks, window);
		return (1 + overlap) * (1 + (double) LOOP / (side * length));
	}

	/** Rows of a segment, if there shall be that many below each other. */
	private static int rows(final int height, final int count, final Window window) {
		return Math.min(height, Math.max((height + count - 1) / count, 4 * window.radiusY() + 4));
	}

	private static List<List<Segment>> tiles(final int width, final int segmentWidth, final int height, final int rows,
		final int side)
	{
		final List<List<Segment>> tiles = new ArrayList<>();
		for (int x = 0; x < width; x += segmentWidth) {
			for (int y = 0; y < height; y += rows * side) {
				final List<Segment> segments = new ArrayList<>();
				for (int s = 0; s < side && y + s * rows < height; s++) segments.add(new Segment(x, y + s * rows, segmentWidth,
					rows));
				tiles.add(segments);
			}
		}
		return tiles;
	}
}
