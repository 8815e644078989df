package io.github.kinema.filter;

import java.util.List;

import io.github.kinema.tile.Progress;
import io.github.kinema.tile.Volume;

/** The operator in Java, on all cores. */
final class JavaPixelAdaptive implements PixelAdaptiveOperator {

	@Override
	public List<Volume> apply(final PixelAdaptive operation, final List<Volume> input, final List<Volume> guide,
		final Progress progress)
	{
		throw new UnsupportedOperationException();
	}
}
