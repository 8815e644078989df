package io.github.kinema.filter;

import java.util.List;

import io.github.kinema.tile.Bands;
import io.github.kinema.tile.Progress;
import io.github.kinema.tile.Volume;

/** Averages values whose differences are beyond what a float holds. */
final class LargeValues {

	/** Sums over the largest windows are finite up to here. */
	private static final float LARGE = 1e28f;

	/** A power of two, by which nothing is rounded but what is next to nothing beside large values. */
	private static final float FACTOR = 0x1p-40f;

	private LargeValues() {}

	/**
	 * What {@link PixelAdaptiveOperator#apply} makes: large values are made smaller before and larger again after.
	 *
	 * @param operation one that averages
	 */
	static List<Volume> apply(final PixelAdaptiveOperator operator, final PixelAdaptive operation,
		final List<Volume> channels, final List<Volume> guide, final Progress progress)
	{
		if (channels.stream().noneMatch(LargeValues::isLarge)) return operator.apply(operation, channels, guide, progress);
		final List<Volume> small = channels.stream().map(volume -> new Volume(volume.width(), volume.height(), volume
			.planes().stream().map(float[]::clone).toList())).toList();
		multiply(small, FACTOR, progress);
		final List<Volume> output = operator.apply(operation, small, guide, progress);
		multiply(output, 1 / FACTOR, progress);
		return output;
	}

	private static boolean isLarge(final Volume volume) {
		return volume.planes().parallelStream().anyMatch(LargeValues::isLarge);
	}

	private static boolean isLarge(final float[] values) {
		boolean large = false;
		// NB: no way out of the loop, so that it is one of vector instructions.
		for (final float value : values) large |= Math.abs(value) > LARGE;
		return large;
	}

	private static void multiply(final List<Volume> volumes, final float factor, final Progress progress) {
		for (final Volume volume : volumes) {
			Bands.each(volume.depth(), progress, z -> LineLoops.multiply(volume.plane(z).length, factor, volume.plane(z)));
		}
	}
}
