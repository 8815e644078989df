package io.github.kinema.tile;

/** Fills pixels that hold no finite value from their surroundings. */
public final class MissingPixels {

	private MissingPixels() {}

	private static boolean any(final Plane plane) {
		for (final float value : plane.values()) {
			if (!Float.isFinite(value)) return true;
		}
		return false;
	}

	/**
	 * A plane that equals this one where it is finite, and the mean of the smallest
	 * block around that holds a finite value where it is not; 0 if there is none.
	 */
	public static Plane filled(final Plane plane) {
		if (!any(plane)) return plane;
		final int width = plane.width();
		final int height = plane.height();
		final Plane filled = new Plane(width, height, plane.values().clone());
		final float[] values = filled.values();
		final boolean single = width == 1 && height == 1;
		final Plane coarse = single ? new Plane(1, 1) : filled(means(plane));
		for (int i = 0; i < values.length; i++) {
			if (!Float.isFinite(values[i])) {
				values[i] = coarse.get(i % width / 2, i / width / 2);
			}
		}
		return filled;
	}

	/** The means of the finite values in blocks of 2 x 2. */
	private static Plane means(final Plane plane) {
		final Plane means = new Plane((plane.width() + 1) / 2, (plane.height() + 1) / 2);
		final float[] counts = new float[means.values().length];
		for (int i = 0; i < plane.values().length; i++) {
			final float value = plane.values()[i];
			if (!Float.isFinite(value)) continue;
			final int j = i % plane.width() / 2 + i / plane.width() / 2 * means.width();
			counts[j]++;
			means.values()[j] += (value - means.values()[j]) / counts[j];
		}
		for (int j = 0; j < counts.length; j++) {
			if (counts[j] == 0) means.values()[j] = Float.NaN;
		}
		return means;
	}
}
