package io.github.kinema.interpolate;

import java.util.List;

import io.github.kinema.motion.*;
import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;

public final class FlowMethod implements MotionMethod {

	@Override
	public String name() {
		return "flow";
	}

	@Override
	public PairMotion between(final List<Plane> first, final List<Plane> second,
		final Progress progress)
	{
		final FlowGuide guide = FlowGuide.of(first, second);
		final OpticalFlow flow = new OpticalFlow();
		return new FlowMotion(guide, flow.between(guide.first(), guide.second(), progress),
			flow.between(guide.second(), guide.first(), progress));
	}
}
