package io.github.kinema.filter;

import java.util.List;

import io.github.kinema.device.CpuDevice;
import io.github.kinema.device.Device;
import io.github.kinema.device.KernelDevice;
import io.github.kinema.filter.JointUpsampling.Settings;
import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;

/**
 * The sums of joint upsampling on a device. Thread-safe.
 * <p>
 * Pixel i lies at position q_i among the low-resolution samples, see
 * {@link SampleGrid}, and looks at the samples j within {@code radius} of its nearest
 * one. Each weighs certainty_j · exp(−|j − q_i|² / (2 space²)), and in the second mean
 * that times {@link #BLIND} + K, with
 * K = exp(−(|g_i − f_j|² + spread_j) / (2 range²)): but for the spatial weight of the
 * nearest sample along each axis, which is divided out and cancels.
 * </p>
 */
interface JointSum {

	/** What a sample weighs whose guide is altogether different: so that there is always a mean. */
	float BLIND = 1e-3f;

	/**
	 * Two weighted means of the samples around each pixel.
	 *
	 * @param byDistance one plane of shape {@code [X, Y]} for each channel: near samples weigh
	 * @param byGuide the same: near samples of like guide weigh
	 */
	record Means(List<Plane> byDistance, List<Plane> byGuide) {}

	/**
	 * Computes both means.
	 *
	 * @param guide the features, each of shape {@code [X, Y]}, all values finite
	 * @throws java.util.concurrent.CancellationException if cancelled
	 * @throws io.github.kinema.device.DeviceException if the device fails
	 */
	Means apply(JointSamples samples, List<Plane> guide, Settings settings, Progress progress);

	/** The sums on a device. */
	static JointSum on(final Device device) {
		if (device == CpuDevice.INSTANCE) return new JavaJointSum();
		if (device instanceof KernelDevice kernels) return new KernelJointSum(kernels);
		throw new IllegalArgumentException("Joint upsampling does not run on " + device.id() + ".");
	}
}
