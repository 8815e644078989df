package io.github.kinema.filter;

import java.util.Arrays;

/** The lines, and the sums, of the rows that pairs reach ahead to. One thread at a time. */
final class PairLines {

	private final LineReader reader;
	private final int rows;
	private final int planes;
	private final Line[] lines;
	private final long[] held;
	private final PairSums[] sums;

	/**
	 * @param rows so many, one below the other, are kept
	 * @param planes of that many planes
	 */
	PairLines(final LineReader reader, final int rows, final int planes, final int features, final int channels) {
		this.reader = reader;
		this.rows = rows;
		this.planes = planes;
		lines = new Line[Math.multiplyExact(rows, planes)];
		held = new long[lines.length];
		Arrays.fill(held, Long.MIN_VALUE);
		sums = new PairSums[lines.length];
		final LinePool pool = new LinePool(Math.multiplyExact(lines.length, features + 2 * channels + 2), reader.length());
		for (int slot = 0; slot < lines.length; slot++) {
			lines[slot] = new Line(pool, features, channels);
			sums[slot] = new PairSums(pool, channels);
		}
	}

	/** The samples of a row, read if they are not at hand. */
	Line line(final int row, final int z) {
		final int slot = slot(row, z);
		final long key = row & 0xffffffffL | (long) z << 32;
		if (held[slot] != key) reader.read(row, z, lines[slot]);
		held[slot] = key;
		return lines[slot];
	}

	/** The sums of a row. */
	PairSums sums(final int row, final int z) {
		return sums[slot(row, z)];
	}

	private int slot(final int row, final int z) {
		return Math.floorMod(row, rows) + rows * Math.floorMod(z, planes);
	}
}
