package io.github.kinema.interpolate;

import java.util.List;

import io.github.kinema.device.Device;
import io.github.kinema.device.KernelDevice;
import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;

/**
 * Renders the plane that a motion field describes.
 * <p>
 * Both frames are sampled linearly, and again with a Lanczos kernel whose
 * overshoot is cut off at the range of the 4 x 4 pixels around the point. What the
 * second shows beyond the first, the detail, is added as far as both frames show
 * the same of it in a window around (a Wiener gain): detail stays, noise is
 * averaged away. Every value of the result lies within the range of the pixels
 * that it was sampled from; equal pixels give exactly their value. Where the field
 * says that the finest detail of the result is noise, it shows that much of the
 * binomially weighted mean of 3 x 3 of these values instead, clamped at the border.
 * </p>
 * <p>
 * A pixel that is NaN or infinite is unknown. A side with an unknown pixel among
 * the four around the point shows the nearest pixel; if that is unknown too, the
 * other side is taken alone; if both are unknown, the alternatives of the field;
 * if they are too, the result is NaN, and does not count in means. Every device computes the same but for
 * rounding. Thread-safe.
 * </p>
 */
public interface Synthesis {

	/**
	 * Renders any number of channels, which follow the same motion.
	 *
	 * @param first the first frame's planes, one for each channel, shape {@code [X, Y]}, any values
	 * @param second the second frame's planes, as many, of the same size
	 * @param field the motion, of the same size
	 * @return a plane for each channel
	 * @throws IllegalArgumentException if sizes differ
	 * @throws java.util.concurrent.CancellationException if cancelled
	 * @throws io.github.kinema.device.DeviceException if the device fails, or has too
	 *           little memory
	 */
	List<Plane> render(List<Plane> first, List<Plane> second, MotionField field, Progress progress);

	/** The synthesis on a device. */
	static Synthesis on(final Device device) {
		return device instanceof KernelDevice kernels ? new KernelSynthesis(kernels) : new JavaSynthesis();
	}
}
