package io.github.kinema.motion;

/**
 * First derivatives by the five-point central difference
 * {@code (1, -8, 0, 8, -1) / 12}; planes continue with their border's value.
 */
final class Derivatives {

	static final float NEAR = 8f / 12;
	static final float FAR = 1f / 12;

	private Derivatives() {}

	/** Row y of the derivative of {@code plane} along x. */
	static void rowX(final float[] plane, final float[] out, final int y,
		final int width)
	{
		final float[] line = new float[width + 4];
		final int row = y * width;
		System.arraycopy(plane, row, line, 2, width);
		line[0] = line[1] = line[2];
		line[width + 2] = line[width + 3] = line[width + 1];
		for (int x = 0; x < width; x++) {
			out[x] = NEAR * (line[x + 3] - line[x + 1]) - FAR * (line[x + 4] - line[x]);
		}
	}

	/** Row y of the derivative of {@code plane} along y. */
	static void rowY(final float[] plane, final float[] out, final int y, final int width,
		final int height)
	{
		final int up1 = Math.max(y - 1, 0) * width;
		final int up2 = Math.max(y - 2, 0) * width;
		final int down1 = Math.min(y + 1, height - 1) * width;
		final int down2 = Math.min(y + 2, height - 1) * width;
		for (int x = 0; x < width; x++) {
			out[x] = NEAR * (plane[down1 + x] - plane[up1 + x]) - FAR * (plane[down2 + x] -
				plane[up2 + x]);
		}
	}

	/** Row y of the derivative along x, written into a plane. */
	static void alongX(final float[] plane, final float[] out, final int y,
		final int width)
	{
		final float[] line = new float[width];
		rowX(plane, line, y, width);
		System.arraycopy(line, 0, out, y * width, width);
	}

	/** Row y of the derivative along y, written into a plane. */
	static void alongY(final float[] plane, final float[] out, final int y,
		final int width, final int height)
	{
		final float[] line = new float[width];
		rowY(plane, line, y, width, height);
		System.arraycopy(line, 0, out, y * width, width);
	}
}
