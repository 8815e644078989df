package io.github.kinema.filter;

import java.util.Arrays;

/**
 * Adds pairs of pixels to the sums of both: a line of pixels, the first ones, that
 * is shifted until each lies over its partner of another line. One thread at a time.
 */
final class PairAdder {

	private final PixelAdaptive op;
	private final Window window;
	private final int length;
	private final boolean averaging;
	private final Line shifted;
	private final PairSums back;
	private final float[] kBack;
	private final float[] kAhead;
	private final float[] moved;
	private float[] mask;
	private int maskShift;

	PairAdder(final PixelAdaptive op, final int features, final int channels, final int length) {
		this.op = op;
		this.length = length;
		window = op.window();
		averaging = op.averages();
		final LinePool pool = new LinePool(features + 2 * channels + 5, length);
		shifted = new Line(pool, features, channels);
		back = new PairSums(pool, channels);
		kBack = pool.take();
		kAhead = pool.take();
		moved = pool.take();
	}

	/** The first pixels, as they were shifted last. */
	Line first() {
		return shifted;
	}

	/** Lays the first pixels over their partners, pixel x − dx over x, and begins their sums. */
	void shift(final Line line, final int dx) {
		for (int g = 0; g < line.features.length; g++) shift(line.features[g], dx, shifted.features[g]);
		for (int c = 0; c < line.values.length; c++) shift(line.values[c], dx, shifted.values[c]);
		shifted.valid = line.valid;
		mask = line.mask;
		maskShift = dx;
		back.clear(length);
	}

	/** NB: where nothing comes to lie there is nothing that counts; zeros keep it finite. */
	void shift(final float[] from, final int dx, final float[] to) {
		final int count = Math.max(0, length - Math.abs(dx));
		final int put = Math.min(length, Math.max(0, dx));
		Arrays.fill(to, 0, put, 0);
		System.arraycopy(from, length - count - put, to, put, count);
		Arrays.fill(to, put + count, length, 0);
	}

	/** Whether pairs at that distance can be added without masks and with one weight. */
	boolean isPlain(final Line partner, final int dx, final int dy, final int dz) {
		return averaging && shifted.valid && partner.valid && weight(dx, dy, dz) == weight(-dx, -dy, -dz);
	}

	/** Computes K and adds pairs, if {@link #isPlain}. */
	void addPlain(final Similarity similarity, final Line partner, final PairSums sums, final int dx, final int dy,
		final int dz, final float[] k)
	{
		similarity.computeAndAdd(length, shifted.features, partner.features, weight(dx, dy, dz), k, back.divisor);
		LineLoops.addPairAndSum(length, k, shifted.values[0], partner.values[0], back.sums[0], sums.sums[0], sums.divisor);
		for (int c = 1; c < partner.values.length; c++) LineLoops.addPair(length, k, shifted.values[c], partner.values[c],
			back.sums[c], sums.sums[c]);
	}

	/** Adds pairs whose K is known. */
	void add(final float[] k, final Line partner, final PairSums sums, final int dx, final int dy, final int dz) {
		// NB: only here are masks looked at.
		if (mask != null) shift(mask, maskShift, shifted.mask);
		mask = null;
		LineLoops.product(length, k, partner.mask, kBack);
		LineLoops.product(length, k, shifted.mask, kAhead);
		add(weight(dx, dy, dz), kBack, partner, shifted, back);
		add(weight(-dx, -dy, -dz), kAhead, shifted, partner, sums);
	}

	/** Adds what pixels themselves count; their K may be changed. */
	void addCentre(final float[] k, final Line line, final PairSums sums) {
		LineLoops.multiply(length, line.mask, k);
		add(weight(0, 0, 0), k, line, line, sums);
	}

	/** Takes the first pixels' sums back to where they belong. */
	void addBack(final PairSums sums, final int dx) {
		for (int c = 0; c < sums.sums.length; c++) addBack(back.sums[c], dx, sums.sums[c]);
		addBack(back.divisor, dx, sums.divisor);
	}

	private void addBack(final float[] line, final int dx, final float[] to) {
		shift(line, -dx, moved);
		LineLoops.add(length, 1, moved, to);
	}

	private float weight(final int dx, final int dy, final int dz) {
		return op.weights(0, 0)[window.index(dx, dy, dz)];
	}

	private void add(final float weight, final float[] k, final Line samples, final Line pixels, final PairSums sums) {
		for (int c = 0; c < samples.values.length; c++) {
			if (averaging) LineLoops.addDifference(length, weight, k, samples.values[c], pixels.values[c], sums.sums[c]);
			else LineLoops.addProduct(length, weight, k, samples.values[c], sums.sums[c]);
		}
		LineLoops.add(length, op.normalisation() == Normalisation.KERNEL ? 1 : Math.abs(weight), k, sums.divisor);
	}
}
