package io.github.kinema.filter;

/**
 * The adaptive kernel at one pixel, for looking at.
 * <p>
 * The samples of the window lie on two sides: those whose guide is like that of the
 * pixel, and those beyond the edge that is strongest around it. The sides are the
 * two groups that differ least within (Otsu's threshold) in the feature of the
 * guide that varies most in the window; the pixel's own side is the near one.
 * </p>
 *
 * @param window whose samples the weights are for
 * @param values the share of each sample, in the order of {@link Window#size()}: sum 1; 0 outside of the window or
 *          where a sample is not valid
 * @param far whether each sample lies on the other side of the edge
 * @param contrast how much the means of both sides differ, in values of the guide; 0 where all is equal
 */
public record AdaptiveWeights(Window window, float[] values, boolean[] far, double contrast) {

	/** How many samples would average noise as well if they weighed alike: (Σ w)² / Σ w². */
	public double effectiveSamples() {
		double sum = 0;
		double squares = 0;
		for (final float value : values) {
			sum += value;
			squares += (double) value * value;
		}
		return sum * sum / squares;
	}

	/** The share that is taken from the pixel's own side of the edge, 0 to 1. */
	public double nearShare() {
		return 1 - farShare();
	}

	/** The share that is taken from beyond the edge, 0 to 1. */
	public double farShare() {
		double share = 0;
		for (int k = 0; k < values.length; k++) {
			if (far[k]) share += values[k];
		}
		return share;
	}
}
