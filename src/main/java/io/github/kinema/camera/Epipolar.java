package io.github.kinema.camera;

import io.github.kinema.format.Rigid;

/** The epipolar geometry of two views: {@code x2ᵀ E x1 = 0}. */
final class Epipolar {

	private Epipolar() {}

	/** The essential matrix of a motion from the first camera to the second, row by row: {@code [t]× R}. */
	static double[] matrix(final Rigid motion) {
		final double x = motion.get(0, 3);
		final double y = motion.get(1, 3);
		final double z = motion.get(2, 3);
		final double[] e = new double[9];
		for (int c = 0; c < 3; c++) {
			e[c] = y * motion.get(2, c) - z * motion.get(1, c);
			e[3 + c] = z * motion.get(0, c) - x * motion.get(2, c);
			e[6 + c] = x * motion.get(1, c) - y * motion.get(0, c);
		}
		return e;
	}

	/** How far two points have to be moved to be on each other's epipolar line, to first order (Sampson 1982), squared. */
	static double squaredError(final double[] e, final double x1, final double y1, final double x2, final double y2) {
		final double a = e[0] * x1 + e[1] * y1 + e[2];
		final double b = e[3] * x1 + e[4] * y1 + e[5];
		final double c = e[0] * x2 + e[3] * y2 + e[6];
		final double d = e[1] * x2 + e[4] * y2 + e[7];
		final double product = a * x2 + b * y2 + e[6] * x1 + e[7] * y1 + e[8];
		return product * product / (a * a + b * b + c * c + d * d);
	}

	/** The same of a match. */
	static double squaredError(final double[] e, final Matches matches, final int i) {
		return squaredError(e, matches.x1()[i], matches.y1()[i], matches.x2()[i], matches.y2()[i]);
	}
}
