package io.github.kinema.host;

import java.util.List;

import io.github.kinema.filter.AdaptiveConvolution;
import io.github.kinema.tile.Progress;
import io.github.kinema.tile.Volume;

/** A convolution within slices as stacks are filtered. */
public record ConvolveOperation(AdaptiveConvolution convolution) implements StackFilter.Operation {

	@Override
	public int halo() {
		return 0;
	}

	@Override
	public int margin() {
		return convolution.margin();
	}

	@Override
	public List<Volume> apply(final List<Volume> channels, final List<Volume> guide, final Progress progress) {
		return convolution.apply(channels, guide, progress);
	}
}
