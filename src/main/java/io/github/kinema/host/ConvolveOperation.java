package io.github.kinema.host;

import java.util.List;

import io.github.kinema.device.Device;
import io.github.kinema.filter.AdaptiveKernel;
import io.github.kinema.filter.PixelAdaptive;
import io.github.kinema.filter.PixelAdaptiveOperator;
import io.github.kinema.tile.Progress;
import io.github.kinema.tile.Volume;

/**
 * A convolution within slices as stacks are filtered.
 *
 * @param device where to compute
 * @param operation what; with a constant kernel nothing guides it
 */
public record ConvolveOperation(Device device, PixelAdaptive operation) implements StackFilter.Operation {

	@Override
	public int halo() {
		return operation.window().radiusZ();
	}

	@Override
	public int margin() {
		return Math.max(operation.window().radiusX(), operation.window().radiusY());
	}

	@Override
	public List<Volume> apply(final List<Volume> channels, final List<Volume> guide, final Progress progress) {
		final boolean plain = operation.kernel() instanceof AdaptiveKernel.Constant;
		return PixelAdaptiveOperator.on(device).apply(operation, channels, plain ? List.of() : guide, progress);
	}
}
