package io.github.kinema.filter;

import java.util.ArrayList;
import java.util.List;

/**
 * The samples that an output is made of, as the kernel reads them. A record lists
 * the samples of one column of the window that follow each other:
 *
 * <pre>
 * x of the column, y of its first sample, their number n,
 * for Gaussians, n binary logarithms of weights, negated, padded to {@code tapsY}
 * else, for each output channel, for each input channel and for the divisor: n weights, padded
 * </pre>
 *
 * Transposed, outputs differ by their position between the samples, their phase:
 * there are records for phase y, phase x, plane, column, in this order.
 *
 * @param values the records
 * @param tapsX records of a plane
 * @param tapsY samples of a record at most
 * @param tapsZ planes
 * @param recordSize numbers of a record
 * @param step samples from one to the next
 * @param before samples before that of the output, along x and y, that are looked at
 * @param after samples behind it
 */
record TapTable(float[] values, int tapsX, int tapsY, int tapsZ, int recordSize, int step, int[] before, int[] after) {

	private static final int HEAD = 3;

	/** A sample along one axis: steps from the centre of the window, and samples from the output. */
	private record Tap(int step, int offset) {}

	/** The table of a pass. */
	static TapTable of(final KernelPass pass) {
		final PixelAdaptive operation = pass.operation();
		final Window window = operation.window();
		final int phases = operation.isTransposed() ? operation.stride() : 1;
		final List<List<Tap>> alongX = new ArrayList<>();
		final List<List<Tap>> alongY = new ArrayList<>();
		for (int phase = 0; phase < phases; phase++) {
			alongX.add(axis(phase, window.radiusX(), window.dilation(), phases));
			alongY.add(axis(phase, window.radiusY(), window.dilation(), phases));
		}
		final int tapsX = alongX.stream().mapToInt(List::size).max().getAsInt();
		final int tapsY = Math.max(1, alongY.stream().mapToInt(List::size).max().getAsInt());
		final int weights = pass.isGaussian() ? 1 : operation.isShared() ? 2 : pass.outputs() * (pass.inputs() + 1);
		final int recordSize = HEAD + tapsY * weights;
		final int step = window.dilation() / divisor(window.dilation(), phases);
		final float[] values = new float[Math.multiplyExact(Math.multiplyExact(phases * phases, window.depth() * tapsX),
			recordSize)];
		final TapTable table = new TapTable(values, tapsX, tapsY, window.depth(), recordSize, step, reach(alongX, alongY, -1),
			reach(alongX, alongY, 1));
		int record = 0;
		for (final List<Tap> rows : alongY) {
			for (final List<Tap> columns : alongX) {
				for (int z = -window.radiusZ(); z <= window.radiusZ(); z++) {
					for (int column = 0; column < tapsX; column++, record += recordSize) {
						if (column >= columns.size()) continue;
						table.fill(pass, record, columns.get(column), rows, z);
					}
				}
			}
		}
		return table;
	}

	/** Samples that count for an output of that phase. */
	private static List<Tap> axis(final int phase, final int radius, final int dilation, final int phases) {
		final List<Tap> taps = new ArrayList<>();
		for (int step = -radius; step <= radius; step++) {
			final int distance = phase + step * dilation;
			if (distance % phases == 0) taps.add(new Tap(step, distance / phases));
		}
		return taps;
	}

	/** The greatest common divisor. */
	private static int divisor(final int a, final int b) {
		return b == 0 ? a : divisor(b, a % b);
	}

	private static int[] reach(final List<List<Tap>> alongX, final List<List<Tap>> alongY, final int sign) {
		return new int[] { reach(alongX, sign), reach(alongY, sign) };
	}

	private static int reach(final List<List<Tap>> axis, final int sign) {
		return Math.max(0, axis.stream().flatMap(List::stream).mapToInt(tap -> sign * tap.offset()).max().orElse(0));
	}

	private void fill(final KernelPass pass, final int record, final Tap column, final List<Tap> rows, final int z) {
		final Window window = pass.operation().window();
		int count = 0;
		for (final Tap row : rows) {
			if (!window.contains(column.step(), row.step(), z)) continue;
			if (count == 0) values[record + 1] = row.offset() + before[1];
			// NB: the window of the transposed form is mirrored, as the transpose of a convolution is.
			final int sign = pass.operation().isTransposed() ? -1 : 1;
			final int sample = window.radiusX() + sign * column.step() + window.width() * (window.radiusY() + sign * row
				.step() + window.height() * (window.radiusZ() + sign * z));
			weigh(pass, record + HEAD + count, sample);
			count++;
		}
		values[record] = column.offset() + before[0];
		values[record + 2] = count;
	}

	private void weigh(final KernelPass pass, final int at, final int sample) {
		final PixelAdaptive operation = pass.operation();
		if (pass.isGaussian()) {
			values[at] = (float) (-Math.log(operation.weights(0, 0)[sample]) / Math.log(2));
			return;
		}
		final int outputs = operation.isShared() ? 1 : pass.outputs();
		final int first = operation.isShared() ? 0 : pass.firstOutput();
		int to = at;
		for (int output = 0; output < outputs; output++) {
			float sum = 0;
			for (int input = 0; input < operation.inputs(); input++, to += tapsY) {
				values[to] = operation.weights(first + output, input)[sample];
				sum += Math.abs(values[to]);
			}
			values[to] = operation.normalisation() == Normalisation.KERNEL ? 1 : sum;
			to += tapsY;
		}
	}
}
