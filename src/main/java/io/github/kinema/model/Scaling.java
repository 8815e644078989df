package io.github.kinema.model;

/**
 * How grey values become what a model takes: the percentiles of all inputs together
 * become 0 and 1, then {@code gain * value + offset}.
 *
 * @param low percentile that becomes 0, in percent
 * @param high percentile that becomes 1, in percent
 * @param gain factor after that
 * @param offset summand after that
 */
public record Scaling(double low, double high, double gain, double offset) {

	/** Half a percent of outliers at either end: that of {@code FlowGuide}, by 255. */
	public static final Scaling GUIDE = new Scaling(0.5, 99.5, 1, 0);

	/** All values to the range that a model takes: nothing lies outside. */
	public static Scaling to(final double minimum, final double maximum) {
		return new Scaling(0, 100, maximum - minimum, minimum);
	}
}
