package io.github.kinema.filter;

import java.util.Arrays;
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
	private final List<Segment> segments;
	private final int width;

	/**
	 * @param pad samples that segments go on to either side
	 * @param segments what lies side by side in a line
	 * @param mirrored whether the image goes on mirrored beyond its borders, or there are no valid samples
	 */
	LineReader(final PixelAdaptive operation, final OperatorShape shape, final List<Volume> input,
		final List<Volume> guide, final Similarity similarity, final int pad, final List<Segment> segments,
		final boolean mirrored)
	{
		this.shape = shape;
		this.input = input;
		this.guide = guide;
		this.pad = pad;
		this.segments = segments;
		width = segments.get(0).width() + 2 * pad;
		this.mirrored = mirrored;
		vanishes = similarity.vanishes();
		scales = new float[guide.size()];
		for (int g = 0; g < scales.length; g++) scales[g] = similarity.scale(g);
		apart = operation.isTransposed() ? operation.stride() : 1;
	}

	/** Samples of a line, paddings included. */
	int length() {
		return segments.size() * width;
	}

	/** Whether there are samples at that row of any segment. */
	boolean has(final int row, final int z) {
		for (final Segment segment : segments) if (has(segment, row, z)) return true;
		return false;
	}

	private boolean has(final Segment segment, final int row, final int z) {
		final int y = segment.y() + row;
		return mirrored || y >= 0 && y < shape.height() && z >= 0 && z < shape.depth();
	}

	/** Reads a row of samples; of the transposed form, with the features of the pixels that they lie on. */
	void read(final int row, final int plane, final Line to) {
		final int z = OperatorShape.mirror(plane, shape.depth());
		for (int s = 0; s < segments.size(); s++) {
			final Segment segment = segments.get(s);
			if (!has(segment, row, plane)) {
				clear(to, s * width, (s + 1) * width, 0);
				continue;
			}
			final int y = OperatorShape.mirror(segment.y() + row, shape.height());
			for (int c = 0; c < input.size(); c++) {
				copy(input.get(c).plane(z), y * shape.width(), 1, segment, to.values[c], s * width);
			}
			for (int g = 0; g < guide.size(); g++) {
				final Volume feature = guide.get(g);
				copy(feature.plane(z), y * apart * feature.width(), apart, segment, to.features[g], s * width);
			}
		}
		findUnknown(to);
		for (int g = 0; g < guide.size(); g++) {
			LineLoops.multiply(length(), scales[g], to.features[g]);
			LineLoops.limit(length(), Similarity.LIMIT, to.features[g]);
		}
		if (!mirrored) markBeyond(row, plane, to);
	}

	private void copy(final float[] from, final int row, final int step, final Segment segment, final float[] to,
		final int start)
	{
		final int x = segment.x() - pad;
		final int first = Math.min(width, Math.max(0, -x));
		final int last = Math.max(first, Math.min(width, shape.width() - x));
		if (step == 1) System.arraycopy(from, row + x + first, to, start + first, last - first);
		else for (int i = first; i < last; i++) to[start + i] = from[row + (x + i) * step];
		if (!mirrored) {
			Arrays.fill(to, start, start + first, 0);
			Arrays.fill(to, start + last, start + width, 0);
			return;
		}
		for (int i = 0; i < first; i++) to[start + i] = from[row + OperatorShape.mirror(x + i, shape.width()) * step];
		for (int i = last; i < width; i++) to[start + i] = from[row + OperatorShape.mirror(x + i, shape.width()) * step];
	}

	private void findUnknown(final Line line) {
		final int length = length();
		Arrays.fill(line.mask, 0, length, 0);
		for (final float[] features : line.features) LineLoops.addNothing(length, features, line.mask);
		for (final float[] values : line.values) LineLoops.addNothing(length, values, line.mask);
		line.valid = LineLoops.isZero(length, line.mask);
		line.guided = line.valid;
		if (line.valid) {
			Arrays.fill(line.mask, 0, length, 1);
			return;
		}
		for (int x = 0; x < length; x++) line.mask[x] = line.mask[x] == 0 ? 1 : 0;
		for (final float[] features : line.features) zeroUnknown(features);
		for (final float[] values : line.values) zeroUnknown(values);
	}

	private static void zeroUnknown(final float[] values) {
		for (int x = 0; x < values.length; x++) if (!Float.isFinite(values[x])) values[x] = 0;
	}

	/** Makes that samples beyond the image do not count. */
	private void markBeyond(final int row, final int plane, final Line to) {
		for (int s = 0; s < segments.size(); s++) {
			final Segment segment = segments.get(s);
			final int start = s * width;
			final boolean inside = has(segment, row, plane);
			final int first = inside ? Math.min(width, Math.max(0, pad - segment.x())) : width;
			final int last = Math.max(first, Math.min(width, shape.width() + pad - segment.x()));
			clear(to, start, start + first, vanishes ? Similarity.FAR : 0);
			clear(to, start + last, start + width, vanishes ? Similarity.FAR : 0);
			to.valid &= vanishes || first == 0 && last == width;
		}
	}

	private static void clear(final Line to, final int first, final int last, final float feature) {
		for (final float[] values : to.values) Arrays.fill(values, first, last, 0);
		for (final float[] features : to.features) Arrays.fill(features, first, last, feature);
		Arrays.fill(to.mask, first, last, 0);
	}

	/** Reads features of every {@code step}-th pixel of a row of the guide; returns whether all of them are known. */
	boolean readPixels(final int y, final int z, final int start, final int step, final int count,
		final float[][] to)
	{
		boolean known = true;
		for (int g = 0; g < guide.size(); g++) {
			final Volume feature = guide.get(g);
			final float[] from = feature.plane(z);
			final int row = y * feature.width() + start;
			for (int x = 0; x < count; x++) {
				final float value = from[row + x * step];
				to[g][x] = Float.isFinite(value) ? value * scales[g] : 0;
				known &= Float.isFinite(value);
			}
			LineLoops.limit(count, Similarity.LIMIT, to[g]);
		}
		return known;
	}

	/** Whether the features of a pixel are known. */
	boolean known(final int x, final int y, final int z) {
		for (int g = 0; g < guide.size(); g++) {
			final Volume feature = guide.get(g);
			if (!Float.isFinite(feature.plane(z)[x + y * feature.width()])) return false;
		}
		return true;
	}
}
