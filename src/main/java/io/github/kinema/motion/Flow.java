package io.github.kinema.motion;

/**
 * A dense displacement field, shape {@code [X, Y]}, row by row: what the first
 * plane shows at p, the second shows at {@code p + (u, v)}.
 *
 * @param width number of columns
 * @param height number of rows
 * @param u displacement along x, in pixels
 * @param v displacement along y, in pixels
 */
public record Flow(int width, int height, float[] u, float[] v) {

	/** No motion anywhere. */
	public Flow(final int width, final int height) {
		this(width, height, new float[width * height], new float[width * height]);
	}
}
