package io.github.kinema.model;

/**
 * How well the frames of a recording are explained, over all pixels that are seen in both of two frames.
 *
 * @param error mean photometric error of the final explanation: by the camera where things rest, by the flow elsewhere
 * @param rigid the same if the camera alone explained everything
 * @param flow the same if the flow alone did
 * @param resting the share of the pixels that are said to rest, 0 to 1
 */
public record MotionScore(double error, double rigid, double flow, double resting) {

	/** Where these numbers are in what a twin of all networks gives. */
	private static final int FIRST = 2;

	/** How many numbers a twin gives. */
	static final int NUMBERS = 6;

	/** @param losses what the twin gives */
	static MotionScore of(final double[] losses) {
		return new MotionScore(losses[FIRST], losses[FIRST + 1], losses[FIRST + 2], losses[FIRST + 3]);
	}
}
