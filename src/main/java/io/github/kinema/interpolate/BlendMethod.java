package io.github.kinema.interpolate;

import java.util.Arrays;
import java.util.List;

import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;

/**
 * No motion at all: what lies between two frames is their average, weighted by
 * time.
 */
public final class BlendMethod implements MotionMethod {

	@Override
	public String name() {
		return "blend";
	}

	@Override
	public PairMotion between(final List<Plane> first, final List<Plane> second,
		final Progress progress)
	{
		final int width = first.get(0).width();
		final int height = first.get(0).height();
		return (t, p) -> still(width, height, t);
	}

	/** The field without motion at instant {@code t}; its confidence is 1. */
	static MotionField still(final int width, final int height, final double t) {
		final float[] none = new float[width * height];
		final float[] weight = new float[none.length];
		Arrays.fill(weight, (float) t);
		final float[] confidence = new float[none.length];
		Arrays.fill(confidence, 1);
		// NB: pixels that stay where they are have nothing to sharpen.
		return new MotionField(width, height, none, none, none, none, weight, confidence, 0,
			List.of());
	}
}
