package io.github.kinema.model;

import java.util.Arrays;
import java.util.List;

import io.github.kinema.tile.MissingPixels;
import io.github.kinema.tile.Plane;

/**
 * The grey values that become what a model takes, and that its answer is brought
 * back to.
 *
 * @param low what becomes {@code offset}
 * @param high what becomes {@code offset + gain}
 * @param scaling what the model takes
 */
public record GreyRange(double low, double high, Scaling scaling) {

	/** The range of planes together, as a model wants it; infinities and NaN do not count. */
	public static GreyRange of(final List<Plane> planes, final Scaling scaling) {
		float least = Float.POSITIVE_INFINITY;
		float most = Float.NEGATIVE_INFINITY;
		for (final Plane plane : planes) {
			for (final float value : plane.values()) {
				if (!Float.isFinite(value)) continue;
				least = Math.min(least, value);
				most = Math.max(most, value);
			}
		}
		if (!(most > least)) return new GreyRange(0, 0, scaling);
		if (scaling.low() > 0 || scaling.high() < 100) {
			final float[] values = sorted(planes);
			final float low = values[(int) Math.round((values.length - 1) * scaling.low() / 100)];
			final float high = values[(int) Math.round((values.length - 1) * scaling.high() / 100)];
			// NB: a few bright spots on a constant ground are a range, too.
			if (high > low) return new GreyRange(low, high, scaling);
		}
		return new GreyRange(least, most, scaling);
	}

	private static float[] sorted(final List<Plane> planes) {
		int count = 0;
		for (final Plane plane : planes) count = Math.addExact(count, plane.values().length);
		final float[] values = new float[count];
		count = 0;
		for (final Plane plane : planes)
			for (final float value : plane.values())
				if (Float.isFinite(value)) values[count++] = value;
		final float[] finite = Arrays.copyOf(values, count);
		Arrays.parallelSort(finite);
		return finite;
	}

	/** Whether there is but one grey value, or none. */
	public boolean isEmpty() {
		return !(high > low);
	}

	/** A plane as the model takes it; pixels without a finite value are filled from around. */
	public Plane taken(final Plane plane) {
		final double gain = isEmpty() ? 0 : scaling.gain() / (high - low);
		final float[] values = MissingPixels.filled(plane).values().clone();
		for (int i = 0; i < values.length; i++) values[i] = (float) ((values[i] - low) * gain + scaling.offset());
		return new Plane(plane.width(), plane.height(), values);
	}

	/** A plane as the model gives it, brought back: the same one, changed. Values beyond the range stay beyond it. */
	public Plane given(final Plane plane) {
		final float[] values = plane.values();
		for (int i = 0; i < values.length; i++)
			values[i] = (float) ((values[i] - scaling.offset()) / scaling.gain() * (high - low) + low);
		return plane;
	}
}
