package io.github.kinema.motion;

import io.github.kinema.tile.Plane;

/**
 * A smooth, aperiodic pattern that is known everywhere, moved by a similarity
 * transform about a centre; the exact frame of every instant.
 *
 * @param speedX displacement between instants 0 and 1, in pixels
 * @param speedY displacement between instants 0 and 1, in pixels
 * @param turn rotation between instants 0 and 1, in radians
 * @param growth scale at instant 1; the scale changes by equal factors in equal
 *          times
 */
public record Pattern(double speedX, double speedY, double turn, double growth) {

	/** Values of about 20 to 230, shape {@code [X, Y]}. */
	public Plane at(final double t, final int width, final int height) {
		final Plane plane = new Plane(width, height);
		final double cos = Math.cos(turn * t);
		final double sin = Math.sin(turn * t);
		final double scale = Math.pow(growth, t);
		for (int y = 0; y < height; y++) {
			for (int x = 0; x < width; x++) {
				final double dx = (x - width / 2.0 - speedX * t) / scale;
				final double dy = (y - height / 2.0 - speedY * t) / scale;
				plane.values()[x + y * width] = (float) value(cos * dx + sin * dy, cos * dy -
					sin * dx);
			}
		}
		return plane;
	}

	/** Waves in all directions, of 7 to 150 pixels, the longer the stronger. */
	private static double value(final double x, final double y) {
		double sum = 125;
		for (int i = 0; i < 16; i++) {
			final double length = 7 * Math.pow(150 / 7.0, i / 15.0);
			// the golden angle, so that no two waves run alike
			final double angle = 2.39996 * i;
			sum += 3.5 * Math.pow(length, 0.3) * Math.sin(2 * Math.PI / length * (x * Math.cos(
				angle) + y * Math.sin(angle)) + i);
		}
		return sum;
	}
}
