package io.github.kinema.camera;

import io.github.kinema.format.Rigid;

/** Where in space a point is that two views show. */
final class Triangulation {

	private Triangulation() {}

	/**
	 * The middle of the shortest way between both rays, in the first camera.
	 *
	 * @param motion from the first camera to the second
	 * @param to becomes {@code [x, y, z]}
	 * @return the angle between the rays in radians; not positive, and not a place, if the point is behind a camera
	 */
	static double middle(final Rigid motion, final double x1, final double y1, final double x2, final double y2,
		final double[] to)
	{
		// The second ray and its camera's centre, in the first camera.
		final double[] ray = new double[3];
		final double[] centre = new double[3];
		for (int c = 0; c < 3; c++) {
			ray[c] = motion.get(0, c) * x2 + motion.get(1, c) * y2 + motion.get(2, c);
			centre[c] = -motion.get(0, c) * motion.get(0, 3) - motion.get(1, c) * motion.get(1, 3) - //
				motion.get(2, c) * motion.get(2, 3);
		}
		final double aa = x1 * x1 + y1 * y1 + 1;
		final double bb = ray[0] * ray[0] + ray[1] * ray[1] + ray[2] * ray[2];
		final double ab = x1 * ray[0] + y1 * ray[1] + ray[2];
		final double ac = x1 * centre[0] + y1 * centre[1] + centre[2];
		final double bc = ray[0] * centre[0] + ray[1] * centre[1] + ray[2] * centre[2];
		final double determinant = aa * bb - ab * ab;
		if (!(determinant > 0)) return 0;
		final double a = (ac * bb - ab * bc) / determinant;
		final double b = (ab * ac - aa * bc) / determinant;
		to[0] = (a * x1 + centre[0] + b * ray[0]) / 2;
		to[1] = (a * y1 + centre[1] + b * ray[1]) / 2;
		to[2] = (a + centre[2] + b * ray[2]) / 2;
		return a > 0 && b > 0 ? Math.atan2(Math.sqrt(determinant), ab) : -1;
	}
}
