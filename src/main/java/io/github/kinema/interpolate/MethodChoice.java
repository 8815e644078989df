package io.github.kinema.interpolate;

import java.util.List;
import java.util.function.IntFunction;

import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;

public record MethodChoice(MotionMethod method, String reason) {

	public static MethodChoice among(final List<MotionMethod> candidates,
		final IntFunction<List<Plane>> frames, final int count, final Progress progress)
	{
		return new MethodChoice(candidates.get(0), "first");
	}
}
