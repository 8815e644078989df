package io.github.kinema.host;

import io.github.kinema.interpolate.FrameInterpolator;
import io.github.kinema.interpolate.Sample;
import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;

/**
 * The planes of an interpolated stack: the measured ones as they are, the others
 * computed.
 */
final class InterpolatedStack extends ComputedStack {

	private final StackImage source;
	private final StackLayout layout;
	private final FrameInterpolator<?> interpolator;

	/** @param layout where each plane of the result lies */
	InterpolatedStack(final StackImage source, final StackLayout layout, final FrameInterpolator<?> interpolator) {
		super(source.width(), source.height(), layout.size(), source.bitDepth());
		this.source = source;
		this.layout = layout;
		this.interpolator = interpolator;
	}

	@Override
	Object compute(final int n, final Progress progress) {
		final StackLayout.Place place = layout.place(n);
		final Sample sample = layout.sample(place);
		return switch (sample.kind()) {
			case MEASURED -> PixelArrays.copy(source.pixels(layout.sourceIndex(place, sample.before())));
			case NEAREST -> PixelArrays.copy(source.pixels(layout.sourceIndex(place, sample.nearer())));
			case BETWEEN -> PixelArrays.of(source.bitDepth(), planes(place, sample, progress));
		};
	}

	private Plane[] planes(final StackLayout.Place place, final Sample sample, final Progress progress) {
		final int colours = source.isRGB() ? 3 : 1;
		return interpolator.planes((long) place.channel() * colours, colours, place.other(), sample, progress) //
			.toArray(new Plane[0]);
	}

	@Override
	public String getSliceLabel(final int n) {
		final StackLayout.Place place = layout.place(n);
		final Sample sample = layout.sample(place);
		if (!sample.isMeasured()) return Provenance.label(sample, interpolator.method().name());
		final String label = source.label(layout.sourceIndex(place, sample.before()));
		return label == null ? "" : label;
	}
}
