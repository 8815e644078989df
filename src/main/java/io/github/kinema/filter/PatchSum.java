package io.github.kinema.filter;

import java.util.Arrays;
import java.util.List;

import io.github.kinema.tile.Volume;

/**
 * The operator on pairs, as {@link PairSum} has it, where patches are compared: one
 * place in the window after the other, because the distances of all patches at one
 * place are box sums of the same squared differences, whatever the size of patches.
 * One thread at a time.
 */
final class PatchSum {

	private final OperatorShape shape;
	private final Window window;
	private final int patch;
	private final int height;
	private final int length;
	private final Similarity similarity;
	private final LineReader reader;
	private final PairLines lines;
	private final PairLines patches;
	private final PairAdder adder;
	private final SumFinish finish;
	private final PairSums nowhere;
	private final float[][] first;
	private final float[] difference;
	private final float[] k;
	private final BoxSum distances;
	private final BoxSum counts;
	private final boolean known;

	/**
	 * @param firstOutput which of the operator's outputs the first one is
	 * @param segments what to make of the image, all of one size: a multiple of the patches' size in height
	 * @param known whether the guide is known everywhere
	 */
	PatchSum(final PixelAdaptive op, final OperatorShape shape, final List<Volume> input, final List<Volume> guide,
		final List<Volume> output, final int firstOutput, final List<Segment> segments,
		final boolean known)
	{
		this.shape = shape;
		this.known = known;
		window = op.window();
		patch = op.patch();
		height = segments.get(0).height();
		similarity = new Similarity(op, guide.size());
		final int pad = window.radiusX() + patch;
		reader = new LineReader(op, shape, input, guide, similarity, pad, segments, op.border() == Border.MIRROR);
		length = reader.length();
		final int rows = height + 2 * window.radiusY();
		lines = new PairLines(reader, rows, window.radiusZ() + 1, guide.size(), input.size());
		patches = new PairLines(new LineReader(op, shape, List.of(), guide, similarity, pad, segments, true), rows + 2 * patch,
			window.radiusZ() + 1, guide.size(), 0);
		adder = new PairAdder(op, guide.size(), input.size(), length);
		finish = new SumFinish(op, input, output, reader, segments, firstOutput);
		final LinePool pool = new LinePool(guide.size() + input.size() + 3, length);
		nowhere = new PairSums(pool, input.size());
		first = pool.take(guide.size());
		difference = pool.take();
		k = pool.take();
		distances = new BoxSum(patch, length);
		counts = new BoxSum(patch, length);
	}

	/** How many steps it takes. */
	static int steps(final PixelAdaptive op, final OperatorShape shape) {
		return (shape.depth() + op.window().radiusZ()) * (op.window().radiusZ() + 1) * op.window().height() * op.window()
			.width();
	}

	/** Makes the segments. */
	void run(final Steps steps) {
		for (int z = -window.radiusZ(); z < shape.depth(); z++) {
			for (int dz = 0; dz <= window.radiusZ(); dz++) {
				for (int dy = -window.radiusY(); dy <= window.radiusY(); dy++) {
					for (int dx = -window.radiusX(); dx <= window.radiusX(); dx++) {
						steps.step();
						final boolean ahead = dz > 0 || dz == 0 && (dy > 0 || dy == 0 && dx > 0);
						if (ahead && window.contains(dx, dy, dz)) meet(z, dx, dy, dz);
					}
				}
			}
			for (int row = 0; z >= 0 && row < height; row++) finish(row, z);
		}
	}

	private boolean isOurs(final int row, final int z) {
		return row >= 0 && row < height && z >= 0 && z < shape.depth();
	}

	/** Adds all pairs of a plane with their partners at one place of the window. */
	private void meet(final int z, final int dx, final int dy, final int dz) {
		final boolean firstOurs = isOurs(0, z);
		final boolean partnerOurs = isOurs(0, z + dz);
		if (!firstOurs && !partnerOurs || !reader.has(0, z) || !reader.has(0, z + dz)) return;
		final int from = partnerOurs ? firstOurs ? Math.min(0, -dy) : -dy : 0;
		final int to = partnerOurs ? firstOurs ? Math.max(height, height - dy) : height - dy : height;
		for (int row = from - patch; row < to + patch; row++) {
			final Line mine = patches.line(row, z);
			final Line theirs = patches.line(row + dy, z + dz);
			for (int g = 0; g < first.length; g++) adder.shift(mine.features[g], dx, first[g]);
			similarity.distances(length, first, theirs.features, difference);
			if (!known) addCounts(mine, theirs, row, dx, row == from - patch);
			distances.add(row, difference, row == from - patch);
			if (row >= from + patch) pair(row - patch, z, dx, dy, dz);
		}
	}

	/** Makes unknown differences 0, and counts the others. */
	private void addCounts(final Line mine, final Line theirs, final int row, final int dx, final boolean begin) {
		adder.shift(mine.mask, dx, k);
		LineLoops.multiply(length, theirs.mask, k);
		LineLoops.multiply(length, k, difference);
		counts.add(row, k, begin);
	}

	private void pair(final int row, final int z, final int dx, final int dy, final int dz) {
		final boolean ours = isOurs(row, z);
		final boolean theirs = isOurs(row + dy, z + dz);
		if (!ours && !theirs || !reader.has(row, z) || !reader.has(row + dy, z + dz)) return;
		distances.sum(row + patch, k);
		final int size = 2 * patch + 1;
		if (known) LineLoops.multiply(length, 1f / (size * size), k);
		else {
			counts.sum(row + patch, difference);
			LineLoops.divideByCount(length, difference, k);
		}
		similarity.ofDistances(length, k);
		adder.shift(lines.line(row, z), dx);
		adder.add(k, lines.line(row + dy, z + dz), theirs ? lines.sums(row + dy, z + dz) : nowhere, dx, dy, dz);
		if (ours) adder.addBack(lines.sums(row, z), dx);
	}

	/** Adds what a row's pixels themselves count, and makes the row. */
	private void finish(final int row, final int z) {
		final Line line = lines.line(row, z);
		final PairSums sums = lines.sums(row, z);
		Arrays.fill(k, 0, length, similarity.ofEqual());
		adder.addCentre(k, line, sums);
		finish.row(row, z, line, sums);
		sums.clear(length);
	}
}
