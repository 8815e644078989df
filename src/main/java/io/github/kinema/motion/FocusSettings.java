package io.github.kinema.motion;

/**
 * How depth is found from focus.
 *
 * @param measure what tells sharp from blurred
 * @param radius of the Gaussian window that the measure is averaged over, in pixels, at least 1; its standard
 *          deviation is half of that
 * @param smooth standard deviation in pixels of the pixel-adaptive smoothing of the height; 0 for none
 * @param align whether slices that show the scene shifted, turned or magnified otherwise are aligned
 */
public record FocusSettings(FocusMeasure measure, int radius, double smooth, boolean align) {

	/** Pixels that windows reach at most. */
	public static final int MOST = 100;

	/** @throws IllegalArgumentException if a setting is out of range, with a sentence. */
	public FocusSettings {
		if (radius < 1 || radius > MOST) {
			throw new IllegalArgumentException("A focus measure over a radius of " + radius + " is not possible: use 1 to " +
				MOST + " pixels.");
		}
		if (!(smooth >= 0 && smooth <= MOST / 2)) {
			throw new IllegalArgumentException("A height smoothed over " + smooth + " pixels is not possible: use 0 to " +
				MOST / 2 + ".");
		}
	}

	/** Weights of the window along an axis, from one end to the other; their sum is 1. */
	float[] window() {
		return window(radius);
	}

	/** Weights of a Gaussian along an axis that reaches two standard deviations; their sum is 1. */
	static float[] window(final int radius) {
		final double[] weights = new double[2 * radius + 1];
		double sum = 0;
		for (int t = -radius; t <= radius; t++) {
			weights[t + radius] = Math.exp(-2.0 * t * t / (radius * radius));
			sum += weights[t + radius];
		}
		final float[] window = new float[weights.length];
		for (int t = 0; t < window.length; t++) window[t] = (float) (weights[t] / sum);
		return window;
	}
}
