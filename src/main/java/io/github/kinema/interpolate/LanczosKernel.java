package io.github.kinema.interpolate;

/**
 * Weights of a separable sampling kernel at fine steps between two pixels.
 * Immutable.
 */
final class LanczosKernel {

	/** Steps from one pixel to the next. */
	static final int STEPS = 512;

	private final int reach;
	private final float[][] weights = new float[STEPS + 1][];

	/** A sinc under a Lanczos window that reaches {@code reach} pixels to either side. */
	LanczosKernel(final int reach) {
		this.reach = reach;
		for (int step = 0; step <= STEPS; step++) {
			final double[] taps = new double[2 * reach];
			double sum = 0;
			for (int k = 0; k < taps.length; k++) {
				taps[k] = lanczos((double) step / STEPS + reach - 1 - k);
				sum += taps[k];
			}
			weights[step] = new float[taps.length];
			for (int k = 0; k < taps.length; k++) {
				weights[step][k] = (float) (taps[k] / sum);
			}
		}
	}

	private double lanczos(final double x) {
		if (x == 0) return 1;
		if (Math.abs(x) >= reach) return 0;
		final double angle = Math.PI * x;
		return Math.sin(angle) * Math.sin(angle / reach) * reach / (angle * angle);
	}

	/** Pixels to either side of a point that have a weight. */
	int reach() {
		return reach;
	}

	/**
	 * The weights of pixels {@code 1 - reach} to {@code reach} for a point that lies
	 * {@code fraction}, 0 to 1, behind pixel 0.
	 */
	float[] at(final float fraction) {
		return weights[(int) (fraction * STEPS + 0.5f)];
	}

	/** All weights, those of each step after those of the one before. */
	float[] table() {
		final float[] table = new float[weights.length * 2 * reach];
		for (int step = 0; step < weights.length; step++) {
			System.arraycopy(weights[step], 0, table, step * 2 * reach, 2 * reach);
		}
		return table;
	}
}
