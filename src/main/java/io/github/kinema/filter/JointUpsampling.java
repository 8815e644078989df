package io.github.kinema.filter;

import java.util.List;

import io.github.kinema.device.Device;
import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;

/**
 * Joint bilateral upsampling: brings a plane to the size of a guide and its edges
 * to those of the guide.
 * <p>
 * After Kopf, Cohen, Lischinski and Uyttendaele, "Joint Bilateral Upsampling",
 * SIGGRAPH 2007. Both planes show the same field of view; sample centres lie in
 * the middle of pixels, so that ratios need not be integers.
 * </p>
 */
public final class JointUpsampling {

	/**
	 * How to upsample.
	 *
	 * @param radius of the window in low-resolution pixels
	 * @param space standard deviation of the spatial weight, in low-resolution pixels
	 * @param range standard deviation of the intensity weight, in values of the guide
	 */
	public record Settings(int radius, double space, double range) {}

	private final Device device;
	private final Settings settings;

	/** @throws IllegalArgumentException if a setting is out of range, with a sentence. */
	public JointUpsampling(final Device device, final Settings settings) {
		this.device = device;
		this.settings = settings;
	}

	/**
	 * Upsamples channels.
	 *
	 * @param low each of shape {@code [x, y]}; NaN is unknown and filled
	 * @param guide the features, each of shape {@code [X, Y]}, at least as large
	 * @return one plane of shape {@code [X, Y]} for each channel
	 * @throws java.util.concurrent.CancellationException if cancelled
	 */
	public List<Plane> apply(final List<Plane> low, final List<Plane> guide, final Progress progress) {
		throw new UnsupportedOperationException();
	}
}
