package io.github.kinema.interpolate;

import java.util.Arrays;
import java.util.List;

import io.github.kinema.motion.Flow;
import io.github.kinema.motion.FlowGuide;
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
		final FlowGuide guide = FlowGuide.of(first, second);
		final int width = guide.first().width();
		final int height = guide.first().height();
		final float[] confidence = Agreement.differences(guide.first(), guide.second(), new Flow(width, height), 0.5f,
			progress);
		final Agreement agreement = Agreement.usual(confidence, confidence);
		for (int i = 0; i < confidence.length; i++)
			confidence[i] = agreement.confidence(confidence[i]);
		return (t, p) -> still(width, height, t, confidence);
	}

	/** The field without motion at instant {@code t}. */
	static DenseField still(final int width, final int height, final double t, final float[] confidence) {
		final float[] none = new float[width * height];
		final float[] weight = new float[none.length];
		Arrays.fill(weight, (float) t);
		// NB: pixels that stay where they are have nothing to sharpen.
		return new DenseField(width, height, none, none, none, none, weight, confidence, 0, List.of());
	}
}
