package io.github.kinema.interpolate;

import java.util.List;
import java.util.stream.IntStream;

import io.github.kinema.motion.Flow;
import io.github.kinema.motion.FlowGuide;
import io.github.kinema.motion.OpticalFlow;
import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;

/**
 * The optical flow between two frames, both ways.
 *
 * @param guide the frames as the flow sees them
 * @param forward from the first frame to the second
 * @param backward from the second to the first
 */
public record TwoWayFlow(FlowGuide guide, Flow forward, Flow backward) {

	/**
	 * Measures it.
	 *
	 * @throws java.util.concurrent.CancellationException if cancelled
	 */
	public static TwoWayFlow of(final OpticalFlow estimator, final FlowGuide guide, final Progress progress) {
		// Both at once: what one waits for at its small coarse levels, the other can use.
		final List<Flow> flows = IntStream.range(0, 2).parallel().mapToObj(way -> way == 0 //
			? estimator.between(guide.first(), guide.second(), progress)
			: estimator.between(guide.second(), guide.first(), progress.silent())).toList();
		return new TwoWayFlow(guide, flows.get(0), flows.get(1));
	}

	/** The same with the frames exchanged. */
	public TwoWayFlow reversed() {
		return new TwoWayFlow(new FlowGuide(guide.second(), guide.first()), backward, forward);
	}

	/**
	 * How far the forward flow is to be trusted, as {@link FlowConfidence} has it.
	 *
	 * @param first the planes of the first frame, for what of it is missing
	 * @return shape {@code [X, Y]}, 0 to 1
	 * @throws java.util.concurrent.CancellationException if cancelled
	 */
	public Plane trust(final List<Plane> first, final Progress progress) {
		return FlowConfidence.ofPresent(first, FlowConfidence.of(guide, forward, backward, progress));
	}
}
