package io.github.kinema.filter;

import java.util.Arrays;
import java.util.List;

import io.github.kinema.tile.Volume;

/**
 * The operator with one shared filter on neighbouring samples, for kernels with
 * K(i, j) = K(j, i): computes K once for both pixels of a pair. Makes a band of
 * rows through all planes; one thread at a time.
 * <p>
 * Pairs are met at the pixel that comes first, row by row. A row's sums are
 * complete when it was the first itself; until then they are kept, for the rows
 * and planes that the window reaches ahead. NB: every pair is computed, and added,
 * in the same order whatever the band, so that results do not depend on bands.
 * </p>
 */
final class PairSum {

	private final PixelAdaptive op;
	private final OperatorShape shape;
	private final Window window;
	private final int from;
	private final int to;
	private final int channels;
	private final Similarity similarity;
	private final LineReader reader;
	private final PairLines lines;
	private final SumFinish finish;
	private final boolean averaging;
	private final int length;
	private final Line shifted;
	private final PairSums back;
	private final PairSums nowhere;
	private final float[] k;
	private final float[] kBack;
	private final float[] kAhead;
	private final float[] moved;

	/** @param first which of the operator's outputs the first one is */
	PairSum(final PixelAdaptive op, final OperatorShape shape, final List<Volume> input, final List<Volume> guide,
		final List<Volume> output, final int first, final int from, final int to)
	{
		this.op = op;
		this.shape = shape;
		this.from = from;
		this.to = to;
		window = op.window();
		channels = input.size();
		similarity = new Similarity(op);
		reader = new LineReader(op, shape, input, guide, similarity, window.radiusX());
		lines = new PairLines(reader, window, channels, from, to);
		finish = new SumFinish(op, input, output, reader, first);
		averaging = op.averages();
		shifted = reader.line();
		length = shifted.length();
		back = new PairSums(channels, length);
		nowhere = new PairSums(channels, length);
		k = new float[length];
		kBack = new float[length];
		kAhead = new float[length];
		moved = new float[length];
	}

	/** Adds the pairs whose first pixel lies in a row, beyond the band or image, too; finishes the row if it is of the band. */
	void row(final int y, final int z) {
		if (!reader.has(y, z)) return;
		final boolean ours = isOurs(y, z);
		final Line line = lines.line(y, z);
		final PairSums sums = ours ? lines.sums(y, z) : nowhere;
		for (int dx = -window.radiusX(); dx <= window.radiusX(); dx++) {
			shift(line, dx);
			boolean met = false;
			for (int dz = 0; dz <= window.radiusZ(); dz++) {
				for (int dy = dz > 0 ? -window.radiusY() : 0; dy <= window.radiusY(); dy++) {
					final boolean ahead = dz > 0 || dy > 0 || dx > 0;
					if (!ahead || !window.contains(dx, dy, dz) || !reader.has(y + dy, z + dz)) continue;
					if (!ours && !isOurs(y + dy, z + dz)) continue;
					if (!met) back.clear();
					met = true;
					pair(lines.line(y + dy, z + dz), isOurs(y + dy, z + dz) ? lines.sums(y + dy, z + dz) : nowhere, dx, dy, dz);
				}
			}
			if (met && ours) addBack(sums, dx);
		}
		if (!ours) return;
		addCentre(line, sums);
		finish.row(y, z, line, sums, window.radiusX());
		sums.clear();
	}

	private boolean isOurs(final int y, final int z) {
		return y >= from && y < to && z >= 0 && z < shape.depth();
	}

	/** Lays the first pixels over their partners: pixel x − dx over x. */
	private void shift(final Line line, final int dx) {
		final int start = Math.max(0, -dx);
		final int put = Math.max(0, dx);
		final int count = length - Math.abs(dx);
		for (int g = 0; g < shifted.features.length; g++) move(line.features[g], start, shifted.features[g], put, count);
		for (int c = 0; c < channels; c++) move(line.values[c], start, shifted.values[c], put, count);
		shifted.valid = line.valid;
		if (!line.valid) move(line.mask, start, shifted.mask, put, count);
	}

	/** NB: where nothing comes to lie there is nothing that counts; zeros keep it finite. */
	private static void move(final float[] line, final int start, final float[] to, final int put, final int count) {
		Arrays.fill(to, 0, put, 0);
		System.arraycopy(line, start, to, put, count);
		Arrays.fill(to, put + count, to.length, 0);
	}

	private void pair(final Line partner, final PairSums sums, final int dx, final int dy, final int dz) {
		similarity.compute(length, shifted.features, partner.features, k);
		float[] toPartner = k;
		float[] toFirst = k;
		if (!shifted.valid) LineLoops.product(length, k, shifted.mask, toPartner = kAhead);
		if (!partner.valid) LineLoops.product(length, k, partner.mask, toFirst = kBack);
		final float first = op.weights(0, 0)[window.index(dx, dy, dz)];
		final float second = op.weights(0, 0)[window.index(-dx, -dy, -dz)];
		for (int c = 0; c < channels; c++) {
			if (averaging) {
				if (toFirst == toPartner) LineLoops.addPair(length, first, second, k, shifted.values[c], partner.values[c],
					back.sums[c], sums.sums[c]);
				else {
					LineLoops.addDifference(length, first, toFirst, partner.values[c], shifted.values[c], back.sums[c]);
					LineLoops.addDifference(length, second, toPartner, shifted.values[c], partner.values[c], sums.sums[c]);
				}
			}
			else {
				LineLoops.addProduct(length, first, toFirst, partner.values[c], back.sums[c]);
				LineLoops.addProduct(length, second, toPartner, shifted.values[c], sums.sums[c]);
			}
		}
		switch (op.normalisation()) {
			case KERNEL -> addDivisors(1, 1, toFirst, toPartner, sums);
			case WEIGHTS -> addDivisors(Math.abs(first), Math.abs(second), toFirst, toPartner, sums);
			case NONE -> {}
		}
	}

	private void addDivisors(final float first, final float second, final float[] toFirst, final float[] toPartner,
		final PairSums sums)
	{
		LineLoops.addTwo(length, first, toFirst, back.divisor, second, toPartner, sums.divisor);
	}

	/** Takes the first pixels' sums back to where they belong. */
	private void addBack(final PairSums sums, final int dx) {
		for (int c = 0; c < channels; c++) addBack(back.sums[c], dx, sums.sums[c]);
		if (op.normalisation() != Normalisation.NONE) addBack(back.divisor, dx, sums.divisor);
	}

	private void addBack(final float[] line, final int dx, final float[] to) {
		move(line, Math.max(0, dx), moved, Math.max(0, -dx), length - Math.abs(dx));
		LineLoops.add(length, 1, moved, to);
	}

	private void addCentre(final Line line, final PairSums sums) {
		similarity.compute(length, line.features, line.features, k);
		if (!line.valid) LineLoops.multiply(length, line.mask, k);
		final float weight = op.weights(0, 0)[window.index(0, 0, 0)];
		if (!averaging) {
			for (int c = 0; c < channels; c++) LineLoops.addProduct(length, weight, k, line.values[c], sums.sums[c]);
		}
		LineLoops.add(length, op.normalisation() == Normalisation.KERNEL ? 1 : Math.abs(weight), k, sums.divisor);
	}
}
