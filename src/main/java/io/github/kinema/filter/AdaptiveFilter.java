package io.github.kinema.filter;

import java.util.List;

import io.github.kinema.device.Device;
import io.github.kinema.tile.Progress;
import io.github.kinema.tile.Volume;

/**
 * Edge-preserving smoothing: bilateral, joint bilateral, and non-local means in a
 * window, repeated as rolling guidance.
 */
public final class AdaptiveFilter {

	/**
	 * How to filter.
	 *
	 * @param radius of the window in pixels along x
	 * @param space standard deviation of the spatial weight, in pixels along x
	 * @param range standard deviation of the intensity weight, in values of the guide
	 * @param patches whether patches are compared rather than single pixels
	 * @param iterations passes: each but the first is guided by the result of the one before
	 * @param volume whether the window extends over slices
	 * @param aspectY height of a voxel by its width
	 * @param aspectZ depth of a voxel by its width
	 * @param disc whether the window is a disc (ball) rather than a square (box)
	 * @param border what lies beyond the border
	 */
	public record Settings(int radius, double space, double range, boolean patches, int iterations, boolean volume,
		double aspectY, double aspectZ, boolean disc, Border border)
	{
	}

	private final Device device;
	private final Settings settings;

	/** @throws IllegalArgumentException if a setting is out of range, with a sentence. */
	public AdaptiveFilter(final Device device, final Settings settings) {
		this.device = device;
		this.settings = settings;
	}

	/** Planes to either side that a plane of the result depends on: 0 without {@code volume}. */
	public int halo() {
		throw new UnsupportedOperationException();
	}

	/**
	 * Filters channels under one guide.
	 *
	 * @param channels each of shape {@code [X, Y, Z]}
	 * @param guide the features, of the same shape; all of them together weigh
	 * @return of the same shape as the channels
	 * @throws java.util.concurrent.CancellationException if cancelled
	 */
	public List<Volume> apply(final List<Volume> channels, final List<Volume> guide, final Progress progress) {
		throw new UnsupportedOperationException();
	}

	/** The weights with which the first pass makes pixel (x, y, z) of its window; see {@link AdaptiveWeights}. */
	public AdaptiveWeights weights(final List<Volume> guide, final int x, final int y, final int z) {
		throw new UnsupportedOperationException();
	}
}
