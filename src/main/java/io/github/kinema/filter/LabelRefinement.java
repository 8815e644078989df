package io.github.kinema.filter;

import java.util.List;

import io.github.kinema.device.Device;
import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;

/**
 * Refines the probabilities of labels so that pixels of like guide that lie close
 * agree: mean-field inference in a conditional random field whose messages are
 * pixel-adaptive convolutions.
 * <p>
 * After Su et al., "Pixel-Adaptive Convolutional Neural Networks", CVPR 2019 (PAC-CRF).
 * </p>
 */
public final class LabelRefinement {

	/**
	 * How to refine.
	 *
	 * @param iterations of the mean field
	 * @param space standard deviation of the spatial weight, in pixels
	 * @param range standard deviation of the intensity weight, in values of the guide
	 * @param weight of the neighbours' messages against the pixel's own evidence
	 */
	public record Settings(int iterations, double space, double range, double weight) {}

	private final Device device;
	private final Settings settings;

	/** @throws IllegalArgumentException if a setting is out of range, with a sentence. */
	public LabelRefinement(final Device device, final Settings settings) {
		this.device = device;
		this.settings = settings;
	}

	/**
	 * Refines the probabilities of one plane.
	 *
	 * @param probabilities one plane for each label, sum 1 at every pixel
	 * @param guide the features, of the same shape {@code [X, Y]}
	 * @return refined probabilities, sum 1
	 * @throws java.util.concurrent.CancellationException if cancelled
	 */
	public List<Plane> apply(final List<Plane> probabilities, final List<Plane> guide, final Progress progress) {
		throw new UnsupportedOperationException();
	}
}
