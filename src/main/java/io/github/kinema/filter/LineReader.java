package io.github.kinema.filter;

import java.util.List;

import io.github.kinema.tile.Volume;

/** Reads rows of input and guide into lines. Thread-safe. */
final class LineReader {

	private final OperatorShape shape;
	private final List<Volume> input;
	private final List<Volume> guide;
	private final boolean mirrored;
	private final boolean vanishes;
	private final float[] scales;
	private final int apart;
	private final int pad;

	/** @param pad samples that lines go on to either side */
	LineReader(final PixelAdaptive operation, final OperatorShape shape, final List<Volume> input,
		final List<Volume> guide, final Similarity similarity, final int pad)
	{
		this.shape = shape;
		this.input = input;
		this.guide = guide;
		this.pad = pad;
		mirrored = operation.border() == Border.MIRROR;
		vanishes = similarity.vanishes();
		scales = new float[guide.size()];
		for (int g = 0; g < scales.length; g++) scales[g] = similarity.scale(operation.sigma(g));
		apart = operation.isTransposed() ? operation.stride() : 1;
	}

	/** A line to read into. */
	Line line() {
		return new Line(guide.size(), input.size(), shape.width() + 2 * pad);
	}

	/** Whether there are samples at that row and plane. */
	boolean has(final int y, final int z) {
		return mirrored || y >= 0 && y < shape.height() && z >= 0 && z < shape.depth();
	}

	/** Reads a row of samples; of the transposed form, with the features of the pixels that they lie on. */
	void read(final int row, final int plane, final Line to) {
		final int y = OperatorShape.mirror(row, shape.height());
		final int z = OperatorShape.mirror(plane, shape.depth());
		final int width = shape.width();
		for (int c = 0; c < input.size(); c++) {
			System.arraycopy(input.get(c).plane(z), y * width, to.values[c], pad, width);
		}
		for (int g = 0; g < guide.size(); g++) {
			final Volume feature = guide.get(g);
			gather(feature.plane(z), y * apart * feature.width(), apart, to.features[g], pad, width);
			scale(to.features[g], scales[g]);
		}
		findUnknown(to);
		for (final float[] values : to.values) extend(values, 0);
		for (final float[] features : to.features) extend(features, vanishes ? Similarity.FAR : 0);
		to.valid &= pad == 0 || mirrored || vanishes;
		if (!to.valid) extend(to.mask, 0);
	}

	/** Reads features of every {@code step}-th pixel of a row of the guide; returns whether all of them are known. */
	boolean readPixels(final int y, final int z, final int start, final int step, final int count,
		final float[][] to)
	{
		boolean known = true;
		for (int g = 0; g < guide.size(); g++) {
			final Volume feature = guide.get(g);
			gather(feature.plane(z), y * feature.width() + start, step, to[g], 0, count);
			for (int x = 0; x < count; x++) {
				to[g][x] *= scales[g];
				if (Float.isFinite(to[g][x])) continue;
				to[g][x] = 0;
				known = false;
			}
		}
		return known;
	}

	/** Whether the features of a pixel are known. */
	boolean known(final int x, final int y, final int z) {
		for (int g = 0; g < guide.size(); g++) {
			final Volume feature = guide.get(g);
			if (!Float.isFinite(feature.plane(z)[x + y * feature.width()] * scales[g])) return false;
		}
		return true;
	}

	private static void gather(final float[] from, final int start, final int step, final float[] to, final int first,
		final int count)
	{
		if (step == 1) System.arraycopy(from, start, to, first, count);
		else for (int x = 0; x < count; x++) to[first + x] = from[start + x * step];
	}

	private static void scale(final float[] values, final float factor) {
		for (int x = 0; x < values.length; x++) values[x] *= factor;
	}

	private void findUnknown(final Line line) {
		final float[] mask = line.mask;
		java.util.Arrays.fill(mask, 0);
		for (final float[] features : line.features) addNothing(features, mask);
		line.guided = allZero(mask);
		for (final float[] values : line.values) addNothing(values, mask);
		line.valid = allZero(mask);
		for (int x = pad; x < mask.length - pad; x++) mask[x] = mask[x] == 0 ? 1 : 0;
		if (line.valid) return;
		for (final float[] features : line.features) zeroUnknown(features);
		for (final float[] values : line.values) zeroUnknown(values);
	}

	/** Leaves zeros where values are known, and nowhere else. */
	private static void addNothing(final float[] values, final float[] mask) {
		for (int x = 0; x < mask.length; x++) mask[x] += values[x] * 0;
	}

	private boolean allZero(final float[] values) {
		for (int x = pad; x < values.length - pad; x++) if (values[x] != 0) return false;
		return true;
	}

	private static void zeroUnknown(final float[] values) {
		for (int x = 0; x < values.length; x++) if (!Float.isFinite(values[x])) values[x] = 0;
	}

	private void extend(final float[] values, final float beyond) {
		for (int x = 0; x < pad; x++) {
			values[x] = mirrored ? values[pad + OperatorShape.mirror(x - pad, shape.width())] : beyond;
			final int right = pad + shape.width() + x;
			values[right] = mirrored ? values[pad + OperatorShape.mirror(shape.width() + x, shape.width())] : beyond;
		}
	}
}
