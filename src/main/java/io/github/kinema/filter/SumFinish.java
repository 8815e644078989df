package io.github.kinema.filter;

import java.util.List;

import io.github.kinema.tile.Volume;

/** Makes output of the sums over pairs. Thread-safe. */
final class SumFinish {

	private final PixelAdaptive op;
	private final List<Volume> input;
	private final List<Volume> output;
	private final LineReader reader;
	private final int first;

	SumFinish(final PixelAdaptive op, final List<Volume> input, final List<Volume> output, final LineReader reader,
		final int first)
	{
		this.op = op;
		this.input = input;
		this.output = output;
		this.reader = reader;
		this.first = first;
	}

	/** Makes a row; its first pixel stands at {@code pad} in line and sums. */
	void row(final int y, final int z, final Line line, final PairSums sums, final int pad) {
		final boolean normalised = op.normalisation() != Normalisation.NONE;
		final boolean averaging = op.averages();
		for (int c = 0; c < input.size(); c++) {
			final float[] sum = sums.sums[c];
			if (averaging) LineLoops.average(sum.length, line.values[c], sums.divisor, sum);
			else if (normalised) LineLoops.divide(sum.length, sums.divisor, sum);
			final float[] from = input.get(c).plane(z);
			final float[] to = output.get(c).plane(z);
			final float bias = op.bias(first + c);
			final int width = input.get(c).width();
			for (int x = 0; x < width; x++) {
				float value = sum[pad + x];
				if (normalised && sums.divisor[pad + x] == 0) value = from[x + y * width];
				if (!line.guided && !reader.known(x, y, z)) value = normalised ? from[x + y * width] : 0;
				to[x + y * width] = value + bias;
			}
		}
	}
}
