package io.github.kinema.filter;

/**
 * The adaptive kernel at one pixel, for looking at.
 *
 * @param window whose samples the weights are for
 * @param values the share of each sample, in the order of {@link Window#size()}: sum 1; 0 outside of the window or
 *          where a sample is not valid
 */
public record AdaptiveWeights(Window window, float[] values) {

	/** How many samples would average noise as well if they weighed alike: (Σ w)² / Σ w². */
	public double effectiveSamples() {
		throw new UnsupportedOperationException();
	}
}
