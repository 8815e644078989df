package io.github.kinema.filter;

/** The lines of samples that a window needs, each read once while the window slides over a plane. One thread at a time. */
final class SampleLines {

	private final LineReader reader;
	private final Window window;
	private final int stride;
	private final int features;
	private final int channels;
	private final Line line;
	private final Line[][] slots;
	private final long[] held;

	/** @param stride samples to part into as many lines, of every stride-th sample each */
	SampleLines(final LineReader reader, final Window window, final int stride, final int features, final int channels) {
		this.reader = reader;
		this.window = window;
		this.stride = stride;
		this.features = features;
		this.channels = channels;
		line = new Line(new LinePool(features + channels + 1, reader.length()), features, channels);
		slots = new Line[window.height() * window.depth()][];
		held = new long[slots.length];
	}

	/**
	 * The samples of a row, in {@code stride} lines; null if none is valid.
	 *
	 * @param dy steps from the window's centre to this row
	 * @param dz to this plane
	 */
	Line[] get(final int y, final int z, final int dy, final int dz) {
		if (!reader.has(y, z)) return null;
		// NB: where rows are met again by the next row's window, they must have the same slot then.
		final int rowSlot = window.dilation() == 1 ? Math.floorMod(y, window.height()) : dy + window.radiusY();
		final int slot = rowSlot + window.height() * Math.floorMod(z, window.depth());
		final long key = y & 0xffffffffL | (long) z << 32;
		if (slots[slot] == null) slots[slot] = lines();
		else if (held[slot] == key) return slots[slot];
		held[slot] = key;
		if (stride == 1) reader.read(y, z, slots[slot][0]);
		else {
			reader.read(y, z, line);
			for (int phase = 0; phase < stride; phase++) part(phase, slots[slot][phase]);
		}
		return slots[slot];
	}

	private Line[] lines() {
		final LinePool pool = new LinePool(stride * (features + channels + 1), (reader.length() + stride - 1) / stride);
		final Line[] lines = new Line[stride];
		for (int phase = 0; phase < stride; phase++) lines[phase] = new Line(pool, features, channels);
		return lines;
	}

	private void part(final int phase, final Line to) {
		for (int g = 0; g < features; g++) part(line.features[g], phase, to.features[g]);
		for (int c = 0; c < channels; c++) part(line.values[c], phase, to.values[c]);
		part(line.mask, phase, to.mask);
		to.valid = line.valid;
	}

	private void part(final float[] from, final int phase, final float[] to) {
		for (int x = 0, i = phase; i < reader.length(); x++, i += stride) to[x] = from[i];
	}
}
