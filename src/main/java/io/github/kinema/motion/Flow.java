package io.github.kinema.motion;

import io.github.kinema.tile.Bands;
import io.github.kinema.tile.Progress;

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

	/**
	 * How far from its place along either axis a pixel is looked for, in whole pixels, rounded up: nowhere beyond the border.
	 *
	 * @throws java.util.concurrent.CancellationException if cancelled
	 */
	public int reach(final Progress progress) {
		final float[] rows = new float[height];
		Bands.run(height, progress, (from, to) -> {
			for (int y = from; y < to; y++) {
				for (int x = 0, i = y * width; x < width; x++, i++)
					rows[y] = Math.max(rows[y], Math.max(along(x, u[i], width), along(y, v[i], height)));
			}
		});
		float reach = 0;
		for (final float row : rows) reach = Math.max(reach, row);
		return (int) Math.ceil(reach);
	}

	private static float along(final int position, final float displacement, final int length) {
		return Math.abs(Math.max(0, Math.min(length - 1, position + displacement)) - position);
	}
}
