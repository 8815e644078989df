package io.github.kinema.filter;

/** The lines, and the sums, of the rows that pairs reach ahead to. One thread at a time. */
final class PairLines {

	private final LineReader reader;
	private final int first;
	private final int rows;
	private final int planes;
	private final Line[] lines;
	private final long[] held;
	private final PairSums[] sums;
	private final int channels;

	/**
	 * @param from first row of the band
	 * @param to row behind its last
	 */
	PairLines(final LineReader reader, final Window window, final int channels, final int from, final int to) {
		this.reader = reader;
		this.channels = channels;
		first = from - window.radiusY();
		// NB: within a plane, a row is done with when the next one comes; not if later planes come back to it.
		rows = window.radiusZ() == 0 ? window.radiusY() + 1 : to - from + 2 * window.radiusY();
		planes = window.radiusZ() + 1;
		lines = new Line[Math.multiplyExact(rows, planes)];
		held = new long[lines.length];
		sums = new PairSums[lines.length];
	}

	/** The samples of a row, read if they are not at hand. */
	Line line(final int y, final int z) {
		final int slot = slot(y, z);
		final long key = 1 + (y & 0xffffffffL | (long) z << 32);
		if (lines[slot] == null) lines[slot] = reader.line();
		else if (held[slot] == key) return lines[slot];
		held[slot] = key;
		reader.read(y, z, lines[slot]);
		return lines[slot];
	}

	/** The sums of a row. */
	PairSums sums(final int y, final int z) {
		final int slot = slot(y, z);
		if (sums[slot] == null) sums[slot] = new PairSums(channels, lines[slot].length());
		return sums[slot];
	}

	private int slot(final int y, final int z) {
		return Math.floorMod(y - first, rows) + rows * Math.floorMod(z, planes);
	}
}
