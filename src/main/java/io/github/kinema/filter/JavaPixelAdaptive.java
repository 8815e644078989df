package io.github.kinema.filter;

import java.util.ArrayList;
import java.util.List;

import io.github.kinema.tile.Bands;
import io.github.kinema.tile.Progress;
import io.github.kinema.tile.Volume;

/** The operator in Java, on all cores. */
final class JavaPixelAdaptive implements PixelAdaptiveOperator {

	@Override
	public List<Volume> apply(final PixelAdaptive operation, final List<Volume> input, final List<Volume> guide,
		final Progress progress)
	{
		final OperatorShape shape = OperatorShape.of(operation, input, guide);
		final List<Volume> output = new ArrayList<>();
		for (int o = 0; o < shape.outputs(); o++) output.add(new Volume(shape.outWidth(), shape.outHeight(), shape
			.depth()));
		// NB: lines know one mask, but channels that share a filter have each its own valid samples.
		final boolean apart = operation.isShared() && input.size() > 1 && hasUnknown(input);
		final int parts = apart ? input.size() : 1;
		for (int part = 0; part < parts; part++) {
			final int first = part;
			final List<Volume> in = apart ? input.subList(part, part + 1) : input;
			final List<Volume> out = apart ? output.subList(part, part + 1) : output;
			run(operation, shape.of(in.size(), out.size()), in, guide, out, first, progress);
		}
		return output;
	}

	private static void run(final PixelAdaptive operation, final OperatorShape shape, final List<Volume> input,
		final List<Volume> guide, final List<Volume> output, final int first, final Progress progress)
	{
		if (inPairs(operation)) {
			final List<List<Segment>> tiles = PairTiles.of(shape.width(), shape.height(), operation.window());
			Bands.each(tiles.size(), progress, tile -> new PairSum(operation, shape, input, guide, output, first, tiles.get(
				tile)).run(progress));
			return;
		}
		Bands.run(shape.outHeight(), progress, (from, to) -> {
			final RowSum sum = new RowSum(operation, shape, input, guide, output, first);
			for (int z = 0; z < shape.depth(); z++) {
				for (int y = from; y < to; y++) {
					progress.check();
					sum.row(y, z);
				}
			}
		});
	}

	private static boolean inPairs(final PixelAdaptive operation) {
		final boolean symmetric = operation.kernel() instanceof AdaptiveKernel.Gaussian || operation
			.kernel() instanceof AdaptiveKernel.Inverse inverse && !inverse.asymmetric();
		return symmetric && operation.isShared() && operation.stride() == 1 && !operation.isTransposed() && operation
			.patch() == 0 && operation.window().dilation() == 1;
	}

	private static boolean hasUnknown(final List<Volume> volumes) {
		for (final Volume volume : volumes) {
			for (final float[] plane : volume.planes()) for (final float value : plane) if (!Float.isFinite(value)) return true;
		}
		return false;
	}
}
