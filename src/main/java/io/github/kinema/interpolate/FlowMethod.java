package io.github.kinema.interpolate;

import java.util.List;

import io.github.kinema.device.Device;
import io.github.kinema.device.KernelDevice;
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
		final TwoWayFlow both = TwoWayFlow.of(flow, guide, progress);
		return new FlowMotion(guide, both.forward(), both.backward(), deferred, progress);
	}
}
