package io.github.kinema.evaluate;

import java.util.List;

import io.github.kinema.motion.FlowGuide;
import io.github.kinema.tile.Plane;

/**
 * The error of a rebuilt frame in the plane that drives the motion: the mean of all
 * guiding channels, each as a share of its range over the two frames around. That is
 * the error that a confidence foretells. Not thread-safe.
 */
final class GuideError {

	private final List<Plane> first;
	private final List<Plane> second;
	private final Plane sum;
	private int channels;

	/**
	 * @param first the guiding channels of the frame before
	 * @param second those of the frame after
	 */
	GuideError(final List<Plane> first, final List<Plane> second) {
		this.first = first;
		this.second = second;
		sum = new Plane(first.get(0).width(), first.get(0).height());
	}

	/** Adds the next channel. */
	void add(final Plane measured, final Plane rebuilt) {
		final float[] range = FlowGuide.range(first.get(channels).values(), second.get(channels).values());
		channels++;
		final float scale = 1 / (range[1] - range[0]) / first.size();
		// NB: as for the guide itself, a constant channel tells nothing.
		if (!(range[1] > range[0]) || !Float.isFinite(scale)) return;
		for (int i = 0; i < sum.values().length; i++)
			sum.values()[i] += (rebuilt.values()[i] - measured.values()[i]) * scale;
	}

	/** The absolute error, shape {@code [X, Y]}; NaN where a channel is unknown. */
	Plane absolute() {
		for (int i = 0; i < sum.values().length; i++) sum.values()[i] = Math.abs(sum.values()[i]);
		return sum;
	}
}
