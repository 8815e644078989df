package io.github.kinema.format;

/**
 * The intrinsics of a camera without distortion. A point (X, Y, Z) in front of it is seen at
 * {@code (fx X / Z + cx, fy Y / Z + cy)}, where the centre of the first pixel is (0, 0).
 *
 * @param fx focal length in pixels, along x
 * @param fy focal length in pixels, along y
 * @param cx column of the principal point
 * @param cy row of the principal point
 */
public record Pinhole(double fx, double fy, double cx, double cy) {

	/** A camera with square pixels whose principal point is the middle and whose diagonal spans an angle, in radians. */
	public static Pinhole ofDiagonal(final int width, final int height, final double angle) {
		final double half = StrictMath.sqrt((double) width * width + (double) height * height) / 2;
		return ofFocal(width, height, half / StrictMath.tan(angle / 2));
	}

	/** A camera with square pixels whose principal point is the middle and whose rows span an angle, in radians. */
	public static Pinhole ofField(final int width, final int height, final double angle) {
		return ofFocal(width, height, width / 2.0 / StrictMath.tan(angle / 2));
	}

	/**
	 * The same camera with larger or smaller pixels, the outermost borders of which stay where they are.
	 *
	 * @param byX number of columns over that before
	 * @param byY number of rows over that before
	 */
	public Pinhole resized(final double byX, final double byY) {
		return new Pinhole(fx * byX, fy * byY, (cx + 0.5) * byX - 0.5, (cy + 0.5) * byY - 0.5);
	}

	/** A camera with square pixels whose principal point is the middle. */
	public static Pinhole ofFocal(final int width, final int height, final double focal) {
		return new Pinhole(focal, focal, (width - 1) / 2.0, (height - 1) / 2.0);
	}
}
