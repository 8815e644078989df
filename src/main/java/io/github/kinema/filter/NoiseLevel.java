package io.github.kinema.filter;

import io.github.kinema.tile.Plane;

/** Estimates how noisy a plane is. */
public final class NoiseLevel {

	private NoiseLevel() {}

	/** The standard deviation of the noise, in grey values, by the median absolute deviation of fine detail. */
	public static double of(final Plane plane) {
		throw new UnsupportedOperationException();
	}
}
