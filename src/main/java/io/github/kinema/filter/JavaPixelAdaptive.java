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
		final DirectSum sum = new DirectSum(operation, shape, input, guide);
		Bands.run(shape.outHeight(), progress, (from, to) -> {
			for (int z = 0; z < shape.depth(); z++) {
				for (int y = from; y < to; y++) {
					progress.check();
					for (int x = 0; x < shape.outWidth(); x++) {
						final double[] values = sum.at(x, y, z);
						for (int o = 0; o < values.length; o++) output.get(o).plane(z)[x + y * shape.outWidth()] =
							(float) values[o];
					}
				}
			}
		});
		progress.update(1);
		return output;
	}
}
