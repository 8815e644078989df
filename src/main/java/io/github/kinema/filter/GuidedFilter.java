package io.github.kinema.filter;

import java.util.List;

import io.github.kinema.tile.Progress;
import io.github.kinema.tile.Volume;

/** What makes each pixel of those around it under a guide, so that a stack can be filtered part by part. */
public interface GuidedFilter {

	/** Planes to either side that a plane of the result depends on. */
	int halo();

	/** Pixels along x and y that a pixel of the result depends on. */
	int margin();

	/**
	 * Filters channels under one guide.
	 *
	 * @param channels each of shape {@code [X, Y, Z]}
	 * @param guide the features, of the same shape; all of them together weigh
	 * @return of the same shape as the channels
	 * @throws IllegalArgumentException if shapes differ
	 * @throws java.util.concurrent.CancellationException if cancelled
	 * @throws io.github.kinema.device.DeviceException if the device fails
	 */
	List<Volume> apply(List<Volume> channels, List<Volume> guide, Progress progress);
}
