package io.github.kinema.interpolate;

/**
 * What a confidence says of the error to be expected.
 * <p>
 * {@code confidence = exp(−error / 0.03)}, with the absolute error as a share of the
 * range of the two frames (half a percent of outliers aside): an error of 2 % of
 * that range halves it.
 * </p>
 */
public final class ExpectedError {

	private static final float SCALE = 0.03f;

	private ExpectedError() {}

	/** The confidence, 0 to 1, in a pixel whose expected error is this share of the range. */
	public static float confidence(final float error) {
		return (float) Math.exp(-error / SCALE);
	}

	/** The expected error, as a share of the range, that a confidence of 0 to 1 stands for; infinite for 0. */
	public static float of(final float confidence) {
		return (float) (-SCALE * Math.log(confidence));
	}
}
