package io.github.kinema.filter;

import java.util.List;

import io.github.kinema.tile.Volume;

/** Makes output of the sums over pairs. Thread-safe. */
final class SumFinish {

	private final PixelAdaptive op;
	private final List<Volume> input;
	private final List<Volume> output;
	private final LineReader reader;
	private final List<Segment> segments;
	private final int first;
	private final boolean averaging;

	/** @param first which of the operator's outputs the first one is */
	SumFinish(final PixelAdaptive op, final List<Volume> input, final List<Volume> output, final LineReader reader,
		final List<Segment> segments, final int first)
	{
		this.op = op;
		this.input = input;
		this.output = output;
		this.reader = reader;
		this.segments = segments;
		this.first = first;
		averaging = op.averages();
	}

	/** Makes a row of the segments; its sums are used up. */
	void row(final int row, final int z, final Line line, final PairSums sums) {
		final int length = reader.length();
		final int width = segments.get(0).width();
		final int pad = (length / segments.size() - width) / 2;
		for (int c = 0; c < input.size(); c++) {
			final float[] sum = sums.sums[c];
			if (averaging) LineLoops.average(length, line.values[c], sums.divisor, sum);
			else if (op.normalisation() != Normalisation.NONE) LineLoops.divide(length, sums.divisor, sum);
			for (int s = 0; s < segments.size(); s++) {
				final int y = segments.get(s).y() + row;
				final int x = segments.get(s).x();
				// NB: the last segments of a row and of a column may reach beyond the image.
				final int count = Math.min(width, output.get(c).width() - x);
				if (y < output.get(c).height()) write(c, x, y, z, count, sum, sums.divisor, s * (width + 2 * pad) + pad, line.guided);
			}
		}
	}

	private void write(final int c, final int firstX, final int y, final int z, final int count, final float[] sum,
		final float[] divisor, final int start, final boolean guided)
	{
		final boolean normalised = op.normalisation() != Normalisation.NONE;
		final float bias = op.bias(first + c);
		final float[] from = input.get(c).plane(z);
		final float[] to = output.get(c).plane(z);
		final int row = firstX + y * output.get(c).width();
		System.arraycopy(sum, start, to, row, count);
		for (int i = 0; normalised && i < count; i++) {
			if (divisor[start + i] == 0) to[row + i] = from[row + i];
		}
		for (int i = 0; !guided && i < count; i++) {
			if (!reader.known(firstX + i, y, z)) to[row + i] = normalised ? from[row + i] : 0;
		}
		for (int i = 0; bias != 0 && i < count; i++) to[row + i] += bias;
	}
}
