package io.github.kinema.interpolate;

import io.github.kinema.tile.Plane;

/**
 * Statistics of one plane, in its own units; pixels that are not finite take no
 * part. Immutable and thread-safe.
 *
 * @param hash of the bits of all pixels, in order
 * @param finite part of the pixels that are finite, 0 to 1
 * @param mean 0 if nothing is finite
 * @param deviation standard deviation; 0 if nothing is finite
 * @param maximum largest value; negative infinity if nothing is finite
 * @param atMaximum part of the pixels that have it, 0 to 1
 * @param roughness mean difference of horizontal neighbours: fine detail and noise
 */
record PlaneLook(long hash, double finite, double mean, double deviation, float maximum, double atMaximum,
	double roughness) {

	private static final long PRIME = 0x9E3779B97F4A7C15L;

	static PlaneLook of(final Plane plane) {
		final float[] values = plane.values();
		long hash = PRIME * plane.width();
		double sum = 0;
		long n = 0, top = 0;
		float maximum = Float.NEGATIVE_INFINITY;
		for (final float value : values) {
			hash = (hash ^ Float.floatToRawIntBits(value)) * PRIME;
			hash ^= hash >>> 29;
			if (!Float.isFinite(value)) continue;
			sum += value;
			n++;
			if (value > maximum) {
				maximum = value;
				top = 0;
			}
			if (value == maximum) top++;
		}
		if (n == 0) return new PlaneLook(hash, 0, 0, 0, maximum, 0, 0);
		final double mean = sum / n;
		double squares = 0, steps = 0;
		long pairs = 0;
		for (int y = 0; y < plane.height(); y++) {
			float left = Float.NaN;
			for (int i = y * plane.width(); i < (y + 1) * plane.width(); i++) {
				final float value = values[i];
				if (Float.isFinite(value)) squares += (value - mean) * (value - mean);
				final float step = Math.abs(value - left);
				left = value;
				if (!Float.isFinite(step)) continue;
				steps += step;
				pairs++;
			}
		}
		return new PlaneLook(hash, (double) n / values.length, mean, Math.sqrt(squares / n), maximum, //
			(double) top / values.length, pairs == 0 ? 0 : steps / pairs);
	}
}
