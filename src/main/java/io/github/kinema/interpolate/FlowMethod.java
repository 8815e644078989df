package io.github.kinema.interpolate;

import java.util.List;

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
		return new BlendMethod().between(first, second, progress);
	}
}
