package io.github.kinema.filter;

import java.util.List;

import io.github.kinema.device.CpuDevice;
import io.github.kinema.device.Device;
import io.github.kinema.device.KernelDevice;
import io.github.kinema.tile.Progress;
import io.github.kinema.tile.Volume;

/** The pixel-adaptive operator on a device. Thread-safe. */
public interface PixelAdaptiveOperator {

	/**
	 * Applies the operator.
	 * <p>
	 * A value that is NaN or infinite is unknown, and not a valid sample; neither
	 * is one whose guide is unknown in any feature. The full form takes a sample as
	 * valid if all its channels are. Where no sample is valid, where the sum that
	 * is divided by is 0, or where the pixel's own guide is unknown, a normalised
	 * sum is taken to be the input at that pixel (with a stride, the one it is centred
	 * on; transposed, the nearest input, at equal distance the one before; in the full
	 * form with other numbers of input than of output channels, 0), and one that
	 * is not normalised to be 0. The bias is added to that.
	 * </p>
	 *
	 * @param input the channels, each of shape {@code [X, Y, Z]}
	 * @param guide the features, of the input's shape; of the transposed form, of the
	 *          output's, which is {@code stride} times as large along x and y, less at
	 *          most {@code stride - 1}; empty for a constant kernel
	 * @return the output channels: of the input's shape; with a stride, of
	 *         {@code ceil(X / stride), ceil(Y / stride), Z}; transposed, of the guide's, and
	 *         without one {@code X * stride, Y * stride, Z}
	 * @throws IllegalArgumentException if shapes or numbers of channels do not fit
	 * @throws java.util.concurrent.CancellationException if cancelled
	 * @throws io.github.kinema.device.DeviceException if the device fails
	 */
	List<Volume> apply(PixelAdaptive operation, List<Volume> input, List<Volume> guide, Progress progress);

	/** The operator on a device. */
	static PixelAdaptiveOperator on(final Device device) {
		if (device == CpuDevice.INSTANCE) return new JavaPixelAdaptive();
		if (device instanceof KernelDevice kernels) return new KernelPixelAdaptive(kernels);
		throw new IllegalArgumentException("The pixel-adaptive operator does not run on " + device.id() + ".");
	}
}
