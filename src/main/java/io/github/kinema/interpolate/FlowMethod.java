package io.github.kinema.interpolate;

import java.util.List;
import java.util.stream.IntStream;

import io.github.kinema.device.Device;
import io.github.kinema.device.KernelDevice;
import io.github.kinema.motion.Flow;
import io.github.kinema.motion.FlowGuide;
import io.github.kinema.motion.FlowSettings;
import io.github.kinema.motion.OpticalFlow;
import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;

/**
 * Dense optical flow in both directions, projected to the in-between instant,
 * hedged by plain blending where it does not explain the frames better.
 */
public final class FlowMethod implements MotionMethod {

	private final OpticalFlow flow;
	private final boolean deferred;

	/** @param device where the flow is found; fields are worked out where they are rendered */
	public FlowMethod(final Device device, final FlowSettings settings) {
		flow = OpticalFlow.on(device, settings);
		deferred = device instanceof KernelDevice;
	}

	@Override
	public String name() {
		return "flow";
	}

	@Override
	public PairMotion between(final List<Plane> first, final List<Plane> second,
		final Progress progress)
	{
		final FlowGuide guide = FlowGuide.of(first, second);
		// Both at once: what one waits for at its small coarse levels, the other can use.
		final List<Flow> flows = IntStream.range(0, 2).parallel().mapToObj(way -> way == 0
			? flow.between(guide.first(), guide.second(), progress) : flow.between(guide
				.second(), guide.first(), progress.silent())).toList();
		return new FlowMotion(guide, flows.get(0), flows.get(1), deferred, progress);
	}
}
