package io.github.kinema.host;

import java.util.Arrays;

import io.github.kinema.interpolate.FrameInterpolator;
import io.github.kinema.interpolate.Sample;
import io.github.kinema.tile.Progress;

/**
 * How far each plane of an interpolated stack is to be trusted, 32 bit, one
 * channel: 1 where it was measured, 0 where it is a copy of a neighbour.
 */
final class ConfidenceStack extends ComputedStack {

	private final StackLayout layout;
	private final FrameInterpolator<?> interpolator;

	/** @param layout that of the interpolated stack, which may have more channels */
	ConfidenceStack(final StackImage source, final StackLayout layout, final FrameInterpolator<?> interpolator) {
		super(source.width(), source.height(), layout.size() / layout.channels(), 32);
		this.layout = layout;
		this.interpolator = interpolator;
	}

	@Override
	Object compute(final int n, final Progress progress) {
		final StackLayout.Place place = place(n);
		final Sample sample = layout.sample(place);
		if (sample.kind() == Sample.Kind.BETWEEN)
			return interpolator.confidence(place.other(), sample, progress).values();
		final float[] values = new float[getWidth() * getHeight()];
		Arrays.fill(values, sample.isMeasured() ? 1 : 0);
		return values;
	}

	private StackLayout.Place place(final int n) {
		return layout.place((n - 1) * layout.channels() + 1);
	}

	@Override
	public String getSliceLabel(final int n) {
		final Sample sample = layout.sample(place(n));
		return sample.isMeasured() ? "measured" : Provenance.label(sample, interpolator.method().name());
	}
}
