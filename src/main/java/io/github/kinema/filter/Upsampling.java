package io.github.kinema.filter;

import java.util.List;

import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;

/** A way to bring planes to the size of a guide, and their edges to those of the guide. Thread-safe. */
public interface Upsampling {

	/**
	 * Upsamples channels. Each becomes what it would become alone.
	 * <p>
	 * Unknown samples (NaN or infinite) are filled; a channel of which nothing is known
	 * becomes NaN. Both planes show the same field of view; ratios need not be integers.
	 * </p>
	 *
	 * @param low each of shape {@code [x, y]}
	 * @param guide the features, each of shape {@code [X, Y]}, at least as large
	 * @return one plane of shape {@code [X, Y]} for each channel
	 * @throws IllegalArgumentException if sizes differ, or the guide is smaller
	 * @throws java.util.concurrent.CancellationException if cancelled
	 * @throws io.github.kinema.device.DeviceException if the device fails
	 */
	List<Plane> apply(List<Plane> low, List<Plane> guide, Progress progress);

	/** @throws IllegalArgumentException if planes differ in size, or the guide is smaller */
	static void check(final List<Plane> low, final List<Plane> guide) {
		FilterChecks.sameSize(low, "image");
		FilterChecks.sameSize(guide, "guide");
		final Plane small = low.get(0);
		final Plane large = guide.get(0);
		if (large.width() >= small.width() && large.height() >= small.height()) return;
		throw new IllegalArgumentException("A guide of " + FilterChecks.size(large) +
			" pixels is smaller than the image of " + FilterChecks.size(small) + ": use one at least as large.");
	}
}
