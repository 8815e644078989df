package io.github.kinema.motion;

import java.util.List;

import io.github.kinema.device.Device;
import io.github.kinema.device.KernelDevice;
import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;

/**
 * One pass through the slices of a stack.
 * <p>
 * NB: one thread at a time; must be closed.
 * </p>
 */
interface FocusPass extends AutoCloseable {

	/**
	 * Takes in the next slice.
	 *
	 * @param channels all of one size
	 * @throws java.util.concurrent.CancellationException if cancelled
	 * @throws io.github.kinema.device.DeviceException if the device fails
	 */
	void add(List<Plane> channels, Progress progress);

	/** What is known after the slices so far. */
	FocusSums sums();

	@Override
	void close();

	/** A pass on a device. */
	static FocusPass on(final Device device, final FocusSettings settings, final FocusStack stack) {
		return device instanceof KernelDevice kernels ? new KernelFocusPass(kernels, settings, stack)
			: new JavaFocusPass(settings, stack);
	}
}
