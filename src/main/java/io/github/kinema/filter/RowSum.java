package io.github.kinema.filter;

import java.util.Arrays;
import java.util.List;

import io.github.kinema.tile.Volume;

/**
 * The operator in every form, one row of output after the other: each sample of
 * the window is a line of samples for the whole row. One thread at a time.
 */
final class RowSum {

	private final PixelAdaptive op;
	private final OperatorShape shape;
	private final List<Volume> input;
	private final List<Volume> output;
	private final int firstOutput;
	private final Similarity similarity;
	private final LineReader reader;
	private final PatchDistance patches;
	private final SampleLines samples;
	private final boolean averaging;
	private final int pad;
	private final float[][] pixels;
	private final Line tap;
	private final float[] k;
	private final float[][] own;
	private final float[][] sums;
	private final float[][] divisors;

	/** @param firstOutput which of the operator's outputs the first one is */
	RowSum(final PixelAdaptive op, final OperatorShape shape, final List<Volume> input, final List<Volume> guide,
		final List<Volume> output, final int firstOutput)
	{
		this.op = op;
		this.shape = shape;
		this.input = input;
		this.output = output;
		this.firstOutput = firstOutput;
		similarity = new Similarity(op, guide.size());
		final int reach = op.window().radiusX() * op.window().dilation();
		pad = op.isTransposed() ? reach / op.stride() + 1 : reach;
		reader = new LineReader(op, shape, input, guide, similarity, pad, List.of(new Segment(0, 0, shape.width(), shape
			.height())), op.border() == Border.MIRROR);
		patches = new PatchDistance(op, guide, similarity);
		samples = new SampleLines(reader, op.window(), op.isTransposed() ? 1 : op.stride(), guide.size(), input
			.size());
		averaging = op.averages();
		final boolean divisorEach = !op.isShared() && op.normalisation() == Normalisation.WEIGHTS;
		final LinePool pool = new LinePool(2 * guide.size() + input.size() + 3 + 3 * shape.outputs(), shape.outWidth());
		pixels = pool.take(guide.size());
		tap = new Line(pool, guide.size(), input.size());
		k = pool.take();
		own = pool.take(shape.outputs());
		sums = pool.take(shape.outputs());
		divisors = pool.take(divisorEach ? shape.outputs() : 1);
	}

	/** Makes a row of the output. */
	void row(final int y, final int z) {
		// Pixels of the transposed form see different samples of the window, depending on how they lie between inputs.
		final int phases = op.isTransposed() ? op.stride() : 1;
		for (int phase = 0; phase < Math.min(phases, shape.outWidth()); phase++) {
			final int count = (shape.outWidth() - phase + phases - 1) / phases;
			final boolean known = begin(y, z, phase, count);
			for (int dz = -op.window().radiusZ(); dz <= op.window().radiusZ(); dz++) {
				for (int dy = -op.window().radiusY(); dy <= op.window().radiusY(); dy++) addRow(y, z, phase, count, dy, dz);
			}
			for (int o = 0; o < sums.length; o++) finish(o, y, z, phase, phases, count, known);
		}
	}

	private boolean begin(final int y, final int z, final int phase, final int count) {
		for (final float[] sum : sums) Arrays.fill(sum, 0, count, 0);
		for (final float[] divisor : divisors) Arrays.fill(divisor, 0, count, 0);
		if (averaging) {
			for (int o = 0; o < own.length; o++) {
				for (int m = 0; m < count; m++) {
					final float value = own(o, phase + m * (op.isTransposed() ? op.stride() : 1), y, z);
					own[o][m] = Float.isFinite(value) ? value : 0;
				}
			}
		}
		return op.isTransposed() ? reader.readPixels(y, z, phase, op.stride(), count, pixels) : reader.readPixels(y * op
			.stride(), z, 0, op.stride(), count, pixels);
	}

	/** What stands in for an average of nothing. */
	private float own(final int o, final int x, final int y, final int z) {
		if (!op.isShared() && op.inputs() != op.outputs()) return 0;
		final int s = op.stride();
		final int ownX = op.isTransposed() ? nearest(x, shape.width()) : x * s;
		final int ownY = op.isTransposed() ? nearest(y, shape.height()) : y * s;
		return input.get(o).plane(z)[ownX + ownY * shape.width()];
	}

	private int nearest(final int i, final int length) {
		return Math.min(length - 1, (i + (op.stride() - 1) / 2) / op.stride());
	}

	private void addRow(final int y, final int z, final int phase, final int count, final int dy, final int dz) {
		final Window window = op.window();
		final int s = op.stride();
		final int dilation = window.dilation();
		final int row = op.isTransposed() ? y - dy * dilation : y * s + dy * dilation;
		final int plane = op.isTransposed() ? z - dz : z + dz;
		if (op.isTransposed() && Math.floorMod(row, s) != 0) return;
		final Line[] lines = samples.get(op.isTransposed() ? row / s : row, plane, dy, dz);
		if (lines == null) return;
		for (int dx = -window.radiusX(); dx <= window.radiusX(); dx++) {
			if (!window.contains(dx, dy, dz)) continue;
			final int from = op.isTransposed() ? phase - dx * dilation : pad + dx * dilation;
			if (op.isTransposed() && Math.floorMod(from, s) != 0) continue;
			if (op.isTransposed()) lines[0].copyTo(pad + Math.floorDiv(from, s), tap, count);
			else lines[from % s].copyTo(from / s, tap, count);
			if (op.patch() > 0 && pixels.length > 0) patches.compute(count, y, z, phase, dx, row, plane, k);
			else similarity.compute(count, pixels, tap.features, k);
			if (op.patch() > 0 && pixels.length > 0) similarity.ofDistances(count, k);
			if (!tap.valid) LineLoops.multiply(count, tap.mask, k);
			add(window.index(dx, dy, dz), count);
		}
	}

	private void add(final int sample, final int count) {
		if (op.normalisation() == Normalisation.KERNEL) LineLoops.add(count, 1, k, divisors[0]);
		for (int o = 0; o < sums.length; o++) {
			float weights = 0;
			for (int c = op.isShared() ? o : 0; c < (op.isShared() ? o + 1 : shape.inputs()); c++) {
				final float weight = op.isShared() ? op.weights(0, 0)[sample] : op.weights(o, c)[sample];
				weights += Math.abs(weight);
				LineLoops.addDifference(count, weight, k, tap.values[c], own[o], sums[o]);
			}
			if (op.normalisation() == Normalisation.WEIGHTS && o < divisors.length) LineLoops.add(count, weights, k,
				divisors[o]);
		}
	}

	private void finish(final int o, final int y, final int z, final int phase, final int step, final int count,
		final boolean known)
	{
		final float[] to = output.get(o).plane(z);
		final float[] divisor = divisors[Math.min(o, divisors.length - 1)];
		final boolean normalised = op.normalisation() != Normalisation.NONE;
		for (int m = 0; m < count; m++) {
			final int x = phase + m * step;
			final int centre = op.isTransposed() ? 1 : op.stride();
			final boolean guided = known || reader.known(x * centre, y * centre, z);
			float value = guided ? sums[o][m] : 0;
			if (normalised) value = divisor[m] == 0 || !guided ? own(o, x, y, z) : own[o][m] + value / divisor[m];
			to[x + y * shape.outWidth()] = value + op.bias(firstOutput + o);
		}
	}
}
