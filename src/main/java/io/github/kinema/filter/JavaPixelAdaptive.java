package io.github.kinema.filter;

import java.util.ArrayList;
import java.util.List;

import io.github.kinema.tile.Bands;
import io.github.kinema.tile.Progress;
import io.github.kinema.tile.Volume;

/**
 * The operator in Java, on all cores.
 * <p>
 * Where it makes averages, an output is the input at its pixel plus the average
 * difference from it, so that a constant stays exactly what it is. NB: Gaussian
 * weights are right to 1e-5 of themselves down to 1e-12, about 7.4 sigmas; those of
 * samples further off are right to 1e-4 at 1e-14, to a tenth at 1e-26, and 0 soon
 * after 1e-36. That matters only where a window has no nearer sample, the pixel
 * itself included. Results have the same bits on any number of threads.
 * </p>
 */
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
		if (operation.isShared() && input.size() > 1 && hasUnknown(input)) {
			for (int c = 0; c < input.size(); c++) {
				new Run(operation, shape.of(1, 1), input.subList(c, c + 1), guide, output.subList(c, c + 1), c).run(progress
					.part((double) c / input.size(), (c + 1.0) / input.size()));
			}
		}
		else new Run(operation, shape, input, guide, output, 0).run(progress);
		return output;
	}

	private static boolean hasUnknown(final List<Volume> volumes) {
		for (final Volume volume : volumes) {
			for (final float[] plane : volume.planes()) for (final float value : plane) if (!Float.isFinite(value)) return true;
		}
		return false;
	}

	/**
	 * One run over channels that have their valid samples in common.
	 *
	 * @param first which of the operator's outputs the first one is
	 */
	private record Run(PixelAdaptive operation, OperatorShape shape, List<Volume> input, List<Volume> guide,
		List<Volume> output, int first)
	{

		void run(final Progress progress) {
			if (!inPairs()) byRows(progress);
			else if (operation.patch() > 0) byPatches(progress);
			else byPairs(progress);
		}

		private boolean inPairs() {
			final boolean symmetric = operation.kernel() instanceof AdaptiveKernel.Gaussian || operation
				.kernel() instanceof AdaptiveKernel.Inverse inverse && !inverse.asymmetric();
			return symmetric && operation.isShared() && operation.stride() == 1 && !operation.isTransposed() && operation
				.window().dilation() == 1;
		}

		private void byPairs(final Progress progress) {
			final List<List<Segment>> tiles = PairTiles.of(shape.width(), shape.height(), operation.window());
			final Steps steps = new Steps(progress, (long) tiles.size() * PairSum.steps(operation, shape, tiles.get(0)));
			Bands.each(tiles.size(), progress, tile -> new PairSum(operation, shape, input, guide, output, first, tiles.get(
				tile)).run(steps));
		}

		private void byPatches(final Progress progress) {
			final List<List<Segment>> tiles = PairTiles.of(shape.width(), shape.height(), operation.window(), 2 * operation
				.patch() + 1);
			final Steps steps = new Steps(progress, (long) tiles.size() * PatchSum.steps(operation, shape));
			final boolean known = !hasUnknown(guide);
			Bands.each(tiles.size(), progress, tile -> new PatchSum(operation, shape, input, guide, output, first, tiles.get(
				tile), known).run(steps));
		}

		private void byRows(final Progress progress) {
			final Steps steps = new Steps(progress, (long) shape.outHeight() * shape.depth());
			Bands.run(shape.outHeight(), progress, (from, to) -> {
				final RowSum sum = new RowSum(operation, shape, input, guide, output, first);
				for (int z = 0; z < shape.depth(); z++) {
					for (int y = from; y < to; y++) {
						steps.step();
						sum.row(y, z);
					}
				}
			});
		}
	}
}
