package io.github.kinema.scene;

import java.util.Arrays;

import io.github.kinema.format.Rigid;

/**
 * Where the camera is early, halfway and late in a scene, from which follows how coarse the texture of a surface is to
 * be. It must be the same at all instants, or one point would change its brightness. Immutable.
 */
final class Eyes {

	private static final int COUNT = 3;
	/** Added to squared distances, so that what is very close does not count for all. */
	private static final double CLOSE = 0.04;

	private final double[] positions = new double[3 * COUNT];
	private final double log2Focal;

	/** @param path camera to world at the three instants */
	Eyes(final double focal, final Rigid... path) {
		for (int k = 0; k < COUNT; k++)
			for (int i = 0; i < 3; i++) positions[3 * k + i] = path[k].get(i, 3);
		log2Focal = Paint.log2(focal);
	}

	/** Puts the product of the squared distances of hits {@code from} to {@code to - 1} where their light belongs. */
	void distances(final Hits hits, final int from, final int to) {
		Arrays.fill(hits.light, from, to, 1);
		for (int i = 0; i < 3 * COUNT; i += 3) {
			final double ex = positions[i];
			final double ey = positions[i + 1];
			final double ez = positions[i + 2];
			for (int k = from; k < to; k++) {
				final double dx = hits.x[k] - ex;
				final double dy = hits.y[k] - ey;
				final double dz = hits.z[k] - ez;
				hits.light[k] *= dx * dx + dy * dy + dz * dz + CLOSE;
			}
		}
	}

	/**
	 * The product of the squared distances at which a pixel sees {@code 2^log2Footprint} units of a plane, whose own
	 * distance from the halfway camera is given, and that it may see at a low angle.
	 */
	double distances(final double log2Footprint, final double log2Height) {
		final double facing = log2Footprint + log2Focal;
		return StrictMath.pow(2, 2 * COUNT * (facing <= log2Height ? facing : (facing + 0.5 * log2Height) / 1.5));
	}

	/** Logarithm of how many units a pixel sees of a surface that faces the camera, at its mean distance (geometric). */
	double log2Footprint(final double x, final double y, final double z) {
		double product = 1;
		for (int k = 0; k < 3 * COUNT; k += 3) {
			final double dx = x - positions[k];
			final double dy = y - positions[k + 1];
			final double dz = z - positions[k + 2];
			product *= dx * dx + dy * dy + dz * dz + CLOSE;
		}
		return Paint.log2(product) / (2 * COUNT) - log2Focal;
	}

	/** Coordinate 0 to 2 of the halfway camera. */
	double middle(final int axis) {
		return positions[3 + axis];
	}
}
