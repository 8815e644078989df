package io.github.kinema.scene;

/**
 * Where the camera is early, halfway and late in a scene, from which follows how coarse the texture of a surface is to
 * be. It must be the same at all instants, or one point would change its brightness. Immutable.
 */
final class Eyes {

	private static final int COUNT = 3;

	private final double[] positions = new double[3 * COUNT];
	private final double log2Focal;

	/** @param path camera to world at the three instants */
	Eyes(final double focal, final Rigid... path) {
		for (int k = 0; k < COUNT; k++)
			for (int i = 0; i < 3; i++) positions[3 * k + i] = path[k].get(i, 3);
		log2Focal = Paint.log2(focal);
	}

	/** The logarithm, to base 2, of the mean distance (geometric) of a point. */
	double log2Distance(final double x, final double y, final double z) {
		double product = 1;
		for (int k = 0; k < 3 * COUNT; k += 3) {
			final double dx = x - positions[k];
			final double dy = y - positions[k + 1];
			final double dz = z - positions[k + 2];
			product *= dx * dx + dy * dy + dz * dz + 0.04;
		}
		return Paint.log2(product) / (2 * COUNT);
	}

	/** Logarithm of how many units a pixel sees of a surface that faces the camera. */
	double log2Footprint(final double x, final double y, final double z) {
		return log2Distance(x, y, z) - log2Focal;
	}

	/** The same of a plane whose distance from the halfway camera is given, and that it may see at a low angle. */
	double log2Footprint(final double x, final double y, final double z, final double log2Height) {
		final double distance = log2Distance(x, y, z);
		return distance - log2Focal + 0.5 * Math.max(0, distance - log2Height);
	}

	/** Coordinate 0 to 2 of the halfway camera. */
	double middle(final int axis) {
		return positions[3 + axis];
	}
}
