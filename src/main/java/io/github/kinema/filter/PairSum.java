package io.github.kinema.filter;

import java.util.Arrays;
import java.util.List;

import io.github.kinema.tile.Progress;
import io.github.kinema.tile.Volume;

/**
 * The operator with one shared filter on neighbouring samples, for kernels with
 * K(i, j) = K(j, i): computes K once for both pixels of a pair. Makes segments of
 * the image, through all planes; one thread at a time.
 * <p>
 * Pairs are met row by row, at the one that the other one lies ahead of. Sums are
 * kept for the rows that the window reaches. NB: every pair is computed, and added,
 * in the same order whatever the segments, so that results do not depend on them.
 * </p>
 */
final class PairSum {

	private final PixelAdaptive op;
	private final OperatorShape shape;
	private final Window window;
	private final int height;
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

	/**
	 * @param first which of the operator's outputs the first one is
	 * @param segments what to make of the image, all of one size
	 */
	PairSum(final PixelAdaptive op, final OperatorShape shape, final List<Volume> input, final List<Volume> guide,
		final List<Volume> output, final int first, final List<Segment> segments)
	{
		this.op = op;
		this.shape = shape;
		window = op.window();
		height = segments.get(0).height();
		channels = input.size();
		similarity = new Similarity(op);
		reader = new LineReader(op, shape, input, guide, similarity, window.radiusX(), segments);
		length = reader.length();
		lines = new PairLines(reader, window, guide.size(), channels, height);
		finish = new SumFinish(op, input, output, reader, segments, first);
		averaging = op.averages();
		final LinePool pool = new LinePool(guide.size() + 3 * channels + 7, length);
		shifted = new Line(pool, guide.size(), channels);
		back = new PairSums(pool, channels);
		k = pool.take();
		kBack = pool.take();
		kAhead = pool.take();
		moved = pool.take();
		nowhere = new PairSums(pool, channels);
	}

	/** Makes the segments. */
	void run(final Progress progress) {
		// NB: in a volume, what lies ahead is what comes later, so that few planes need be kept; in a plane, what lies to
		// the right, so that lines are shifted half as often.
		final int lag = isVolume() ? 0 : window.radiusY();
		for (int z = -window.radiusZ(); z < shape.depth(); z++) {
			for (int row = -window.radiusY(); row < height + window.radiusY(); row++) {
				progress.check();
				if (reader.has(row, z)) meet(row, z);
				if (isOurs(row - lag, z)) finish(row - lag, z);
			}
		}
	}

	private boolean isVolume() {
		return window.radiusZ() > 0;
	}

	private boolean isOurs(final int row, final int z) {
		return row >= 0 && row < height && z >= 0 && z < shape.depth();
	}

	private boolean isAhead(final int dx, final int dy, final int dz) {
		if (isVolume() && dz != 0) return dz > 0;
		if (isVolume() && dy != 0) return dy > 0;
		return dx > 0 || dx == 0 && dy > 0;
	}

	/** Adds the pairs of a row, within the segments or beyond them, with all that lies ahead. */
	private void meet(final int row, final int z) {
		final boolean ours = isOurs(row, z);
		final Line line = lines.line(row, z);
		for (int dx = isVolume() ? -window.radiusX() : 0; dx <= window.radiusX(); dx++) {
			boolean met = false;
			for (int dz = 0; dz <= window.radiusZ(); dz++) {
				for (int dy = -window.radiusY(); dy <= window.radiusY(); dy++) {
					if (!isAhead(dx, dy, dz) || !window.contains(dx, dy, dz) || !reader.has(row + dy, z + dz)) continue;
					final boolean theirs = isOurs(row + dy, z + dz);
					if (!ours && !theirs) continue;
					if (!met) shift(line, dx);
					met = true;
					pair(lines.line(row + dy, z + dz), theirs ? lines.sums(row + dy, z + dz) : nowhere, dx, dy, dz);
				}
			}
			if (met && ours) addBack(lines.sums(row, z), dx);
		}
	}

	/** Lays the first pixels over their partners: pixel x − dx over x. */
	private void shift(final Line line, final int dx) {
		final int start = Math.max(0, -dx);
		final int put = Math.max(0, dx);
		final int count = length - Math.abs(dx);
		for (int g = 0; g < shifted.features.length; g++) move(line.features[g], start, shifted.features[g], put, count);
		for (int c = 0; c < channels; c++) move(line.values[c], start, shifted.values[c], put, count);
		shifted.valid = line.valid;
		move(line.mask, start, shifted.mask, put, count);
		back.clear(length);
	}

	/** NB: where nothing comes to lie there is nothing that counts; zeros keep it finite. */
	private void move(final float[] line, final int start, final float[] to, final int put, final int count) {
		Arrays.fill(to, 0, put, 0);
		System.arraycopy(line, start, to, put, count);
		Arrays.fill(to, put + count, length, 0);
	}

	private void pair(final Line partner, final PairSums sums, final int dx, final int dy, final int dz) {
		final float first = op.weights(0, 0)[window.index(dx, dy, dz)];
		final float second = op.weights(0, 0)[window.index(-dx, -dy, -dz)];
		final boolean kernels = op.normalisation() == Normalisation.KERNEL;
		final float firstDivisor = kernels ? 1 : Math.abs(first);
		final float secondDivisor = kernels ? 1 : Math.abs(second);
		if (averaging && shifted.valid && partner.valid) {
			similarity.computeAndAdd(length, shifted.features, partner.features, k, firstDivisor, back.divisor);
			LineLoops.addPairAndSum(length, first, second, secondDivisor, k, shifted.values[0], partner.values[0],
				back.sums[0], sums.sums[0], sums.divisor);
			for (int c = 1; c < channels; c++) LineLoops.addPair(length, first, second, k, shifted.values[c],
				partner.values[c], back.sums[c], sums.sums[c]);
			return;
		}
		similarity.compute(length, shifted.features, partner.features, k);
		LineLoops.product(length, k, partner.mask, kBack);
		LineLoops.product(length, k, shifted.mask, kAhead);
		addAll(first, kBack, partner, shifted, back);
		addAll(second, kAhead, shifted, partner, sums);
		LineLoops.add(length, firstDivisor, kBack, back.divisor);
		LineLoops.add(length, secondDivisor, kAhead, sums.divisor);
	}

	private void addAll(final float weight, final float[] kernel, final Line samples, final Line pixels,
		final PairSums sums)
	{
		for (int c = 0; c < channels; c++) {
			if (averaging) LineLoops.addDifference(length, weight, kernel, samples.values[c], pixels.values[c],
				sums.sums[c]);
			else LineLoops.addProduct(length, weight, kernel, samples.values[c], sums.sums[c]);
		}
	}

	/** Takes the first pixels' sums back to where they belong. */
	private void addBack(final PairSums sums, final int dx) {
		for (int c = 0; c < channels; c++) addBack(back.sums[c], dx, sums.sums[c]);
		addBack(back.divisor, dx, sums.divisor);
	}

	private void addBack(final float[] line, final int dx, final float[] to) {
		move(line, Math.max(0, dx), moved, Math.max(0, -dx), length - Math.abs(dx));
		LineLoops.add(length, 1, moved, to);
	}

	/** Adds what a row's pixels themselves count, and makes the row. */
	private void finish(final int row, final int z) {
		final Line line = lines.line(row, z);
		final PairSums sums = lines.sums(row, z);
		similarity.compute(length, line.features, line.features, k);
		LineLoops.multiply(length, line.mask, k);
		final float weight = op.weights(0, 0)[window.index(0, 0, 0)];
		if (!averaging) addAll(weight, k, line, line, sums);
		LineLoops.add(length, op.normalisation() == Normalisation.KERNEL ? 1 : Math.abs(weight), k, sums.divisor);
		finish.row(row, z, line, sums);
		sums.clear(length);
	}
}
