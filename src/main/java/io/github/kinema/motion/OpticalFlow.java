package io.github.kinema.motion;

import io.github.kinema.device.Device;
import io.github.kinema.device.KernelDevice;
import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;

/**
 * Dense optical flow from coarse to fine: on every level but the finest a patch
 * search, on every level a variational refinement.
 * <p>
 * Values are expected on a scale of about 0 to 255, finite, as {@link FlowGuide}
 * makes them. A difference in brightness between the planes does not matter to
 * the patch search and little to the refinement. Every device computes the same
 * but for rounding. Thread-safe.
 * </p>
 */
public interface OpticalFlow {

	/**
	 * The flow from the first plane to the second, shape {@code [X, Y]}.
	 *
	 * @param first of any size, also a single pixel
	 * @param second of the same size
	 * @throws IllegalArgumentException if the sizes differ
	 * @throws java.util.concurrent.CancellationException if cancelled
	 * @throws io.github.kinema.device.DeviceException if the device fails, or has too
	 *           little memory
	 */
	Flow between(Plane first, Plane second, Progress progress);

	/** Optical flow on a device. */
	static OpticalFlow on(final Device device, final FlowSettings settings) {
		return device instanceof KernelDevice kernels ? new KernelOpticalFlow(kernels, settings)
			: new JavaOpticalFlow(settings);
	}
}
