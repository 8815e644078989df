package io.github.kinema.motion;

/**
 * The colours that flow is usually shown in: the direction is the hue, and the
 * longer the vector, the more saturated it is. Thread-safe.
 * <p>
 * The wheel of 55 hues, unevenly spaced as the eye tells them apart, is that of
 * Baker, Scharstein, Lewis, Roth, Black and Szeliski, <em>A database and evaluation
 * methodology for optical flow</em>, IJCV 92(1), 2011: red to the right, yellow
 * downwards, cyan to the left, blue upwards; no motion is white, vectors longer than
 * the scale are darker, and unknown ones are black.
 * </p>
 */
public final class FlowColours {

	/** Hues from red over yellow, green, cyan, blue and magenta back to red. */
	private static final int[] STEPS = { 15, 6, 4, 11, 13, 6 };

	/** Red, green and blue (bits 2, 1 and 0) of the colours between the steps. */
	private static final int[] CORNERS = { 0b100, 0b110, 0b010, 0b011, 0b001, 0b101, 0b100 };

	/** Brightness of vectors beyond the scale. */
	private static final double BEYOND = 0.75;

	private final double scale;
	private final float[][] wheel = wheel();

	/**
	 * @param scale length of the fully saturated vectors, in pixels
	 * @throws IllegalArgumentException if it is not positive
	 */
	public FlowColours(final double scale) {
		if (!(scale > 0)) throw new IllegalArgumentException("The length of the longest vector must be positive, not " +
			scale + ".");
		this.scale = scale;
	}

	private static float[][] wheel() {
		final float[][] wheel = new float[55][3];
		int hue = 0;
		for (int s = 0; s < STEPS.length; s++) {
			for (int i = 0; i < STEPS[s]; i++, hue++) {
				for (int c = 0; c < 3; c++) {
					final int from = CORNERS[s] >> 2 - c & 1;
					final int to = CORNERS[s + 1] >> 2 - c & 1;
					wheel[hue][c] = from + (to - from) * (float) i / STEPS[s];
				}
			}
		}
		return wheel;
	}

	/** The colour of a vector, {@code 0xRRGGBB}. */
	public int of(final double u, final double v) {
		final double length = Math.hypot(u, v) / scale;
		if (!Double.isFinite(length)) return 0;
		final double turn = Math.atan2(v, u) / (2 * Math.PI);
		final double at = (turn < 0 ? turn + 1 : turn) * wheel.length;
		final int hue = (int) at % wheel.length;
		final int next = (hue + 1) % wheel.length;
		int rgb = 0;
		for (int c = 0; c < 3; c++) {
			final double full = wheel[hue][c] + (at - Math.floor(at)) * (wheel[next][c] - wheel[hue][c]);
			rgb = rgb << 8 | (int) Math.round(255 * (length <= 1 ? 1 - length * (1 - full) : BEYOND * full));
		}
		return rgb;
	}
}
