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

	/** @throws IllegalArgumentException if a radius is negative or the dilation is below 1. */
	public Window {
		if (radiusX < 0 || radiusY < 0 || radiusZ < 0 || dilation < 1) {
			throw new IllegalArgumentException("A window of radius " + radiusX + " x " + radiusY + " x " + radiusZ +
				" and dilation " + dilation + " has no samples: use radii of 0 and more and a dilation of 1 and more.");
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

	/** Whether the sample at that many steps from the centre counts. */
	public boolean contains(final int x, final int y, final int z) {
		if (Math.abs(x) > radiusX || Math.abs(y) > radiusY || Math.abs(z) > radiusZ) return false;
		return !disc || part(x, radiusX) + part(y, radiusY) + part(z, radiusZ) <= 1;
	}

	private static double part(final int step, final int radius) {
		return radius == 0 ? 0 : (double) step * step / ((double) radius * radius);
	}
}
