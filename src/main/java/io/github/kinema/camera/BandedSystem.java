package io.github.kinema.camera;

/**
 * Least squares of differences between unknowns in a row that lie near each other: symmetric normal equations, of which
 * only a band beside the diagonal is not 0, solved by Cholesky's decomposition. Not thread-safe.
 */
final class BandedSystem {

	private final int size;
	private final int width;
	/** Row by row: the diagonal first, then what lies below it in its column. */
	private final double[][] band;
	private final double[] right;

	/** @param width how far apart two unknowns of one difference may be */
	BandedSystem(final int size, final int width) {
		this.size = size;
		this.width = width;
		band = new double[size][width + 1];
		right = new double[size];
	}

	/** Asks for {@code x[i] = value}. */
	void want(final int i, final double value, final double weight) {
		band[i][0] += weight;
		right[i] += weight * value;
	}

	/** Asks for {@code x[j] - x[i] = value}, where {@code i < j}. */
	void wantDifference(final int i, final int j, final double value, final double weight) {
		want(i, -value, weight);
		want(j, value, weight);
		band[i][j - i] -= weight;
	}

	/** The unknowns; may be called once. */
	double[] solve() {
		for (int k = 0; k < size; k++) {
			final int last = Math.min(width, size - 1 - k);
			for (int i = 1; i <= last; i++) {
				final double share = band[k][i] / band[k][0];
				for (int j = i; j <= last; j++) band[k + i][j - i] -= share * band[k][j];
				right[k + i] -= share * right[k];
			}
		}
		for (int k = size - 1; k >= 0; k--) {
			for (int i = 1; i <= Math.min(width, size - 1 - k); i++) right[k] -= band[k][i] * right[k + i];
			right[k] /= band[k][0];
		}
		return right;
	}
}
