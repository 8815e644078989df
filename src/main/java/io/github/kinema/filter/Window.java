package io.github.kinema.filter;

/**
 * The samples around a pixel that the operator looks at: odd along each axis.
 *
 * @param radiusX samples to either side along x; 0 none
 * @param radiusY along y
 * @param radiusZ along z; 0 for a plane
 * @param disc whether only samples within the ellipse (ellipsoid) of these radii count, borders included
 * @param dilation pixels from one sample to the next along x and y, at least 1; along z it is always 1
 */
public record Window(int radiusX, int radiusY, int radiusZ, boolean disc, int dilation) {

	/** Pixels from the centre to the last sample at most, so that positions never overflow. */
	private static final int MAX_REACH = 1 << 24;

	/** @throws IllegalArgumentException if a radius is negative, the dilation below 1, or the window too large. */
	public Window {
		if (radiusX < 0 || radiusY < 0 || radiusZ < 0 || dilation < 1) {
			throw new IllegalArgumentException("A window of radius " + radiusX + " x " + radiusY + " x " + radiusZ +
				" and dilation " + dilation + " has no samples: use radii of 0 and more and a dilation of 1 and more.");
		}
		final double size = (2.0 * radiusX + 1) * (2.0 * radiusY + 1) * (2.0 * radiusZ + 1);
		if (size > Integer.MAX_VALUE || Math.max(radiusX, radiusY) * (double) dilation > MAX_REACH) {
			throw new IllegalArgumentException("A window of radius " + radiusX + " x " + radiusY + " x " + radiusZ +
				" and dilation " + dilation + " is too large: use smaller ones.");
		}
	}

	/** A square of {@code 2 radius + 1} samples. */
	public static Window square(final int radius) {
		return new Window(radius, radius, 0, false, 1);
	}

	/** The samples of such a square whose distance is at most the radius. */
	public static Window disc(final int radius) {
		return new Window(radius, radius, 0, true, 1);
	}

	/** Samples along x. */
	public int width() {
		return 2 * radiusX + 1;
	}

	/** Samples along y. */
	public int height() {
		return 2 * radiusY + 1;
	}

	/** Samples along z. */
	public int depth() {
		return 2 * radiusZ + 1;
	}

	/** Samples of the box around the window: what a table of weights holds, x fastest, then y, then z. */
	public int size() {
		return width() * height() * depth();
	}

	/** Where the sample at that many steps from the centre stands in a table of weights. */
	int index(final int x, final int y, final int z) {
		return x + radiusX + width() * (y + radiusY + height() * (z + radiusZ));
	}

	/** Whether the sample at that many steps from the centre counts. */
	public boolean contains(final int x, final int y, final int z) {
		if (Math.abs(x) > radiusX || Math.abs(y) > radiusY || Math.abs(z) > radiusZ) return false;
		if (!disc) return true;
		// NB: products of whole numbers, which are exact, so that samples right at the border count.
		final double xx = squared(x);
		final double yy = squared(y);
		final double zz = squared(z);
		final double rx = squared(Math.max(1, radiusX));
		final double ry = squared(Math.max(1, radiusY));
		final double rz = squared(Math.max(1, radiusZ));
		return xx * ry * rz + yy * rx * rz + zz * rx * ry <= rx * ry * rz;
	}

	private static double squared(final int step) {
		return (double) step * step;
	}
}
