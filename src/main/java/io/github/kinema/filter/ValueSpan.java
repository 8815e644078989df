package io.github.kinema.filter;

import java.util.Arrays;
import java.util.List;

import io.github.kinema.tile.Plane;

/**
 * The range that the known values of planes have, half a percent of outliers at either end aside. Immutable.
 *
 * @param low lower end
 * @param width upper end less the lower one; 0 if all known values are equal, or none is known
 */
record ValueSpan(double low, double width) {

	/** Values that are looked at, in even steps through all planes, if there are more. */
	private static final int SAMPLES = 1 << 18;
	/** One value of so many is an outlier, at either end. */
	private static final int OUTLIERS = 200;
	/** A few bright spots on a constant ground have this share of their height at least. */
	private static final double SPOTS = 0.25;

	static ValueSpan of(final List<Plane> planes) {
		final int length = planes.get(0).values().length;
		final int step = Math.max(1, (int) ((long) length * planes.size() / SAMPLES) | 1);
		final float[] samples = new float[planes.size() * ((length + step - 1) / step)];
		int count = 0;
		for (final Plane plane : planes)
			for (int i = 0; i < length; i += step)
				if (Float.isFinite(plane.values()[i])) samples[count++] = plane.values()[i];
		if (count == 0) return new ValueSpan(0, 0);
		Arrays.sort(samples, 0, count);
		final int outliers = count / OUTLIERS;
		// NB: as doubles, since differences of floats may be beyond all floats.
		final double low = samples[outliers];
		final double least = samples[0];
		return new ValueSpan(low, Math.max(samples[count - 1 - outliers] - low, SPOTS * (samples[count - 1] - least)));
	}

	/** What lies between becomes 0 to 1; what is not known stays so. */
	Plane unit(final Plane plane) {
		final Plane unit = new Plane(plane.width(), plane.height());
		for (int i = 0; i < unit.values().length; i++) unit.values()[i] = (float) ((plane.values()[i] - low) / width);
		return unit;
	}
}
