package io.github.kinema.scene;

/**
 * A box or an ellipsoid that moves rigidly. In its own coordinates it reaches from −1 to 1 along each axis. Immutable.
 *
 * @param round whether it is an ellipsoid
 * @param size its semi-axes
 * @param path where it is: object to world
 * @param moving whether it moves in the world
 * @param paint its texture
 * @param scale how coarse its texture is
 */
record Solid(boolean round, double[] size, Path path, boolean moving, Paint paint, int scale) {

	/** Where the light comes from that is painted on every solid: a unit vector in its own coordinates. */
	private static final double[] LIGHT = { 0.42, -0.79, -0.45 };

	/** The depth at which the ray through (x, y) enters; infinite if it misses. */
	double depth(final View view, final double x, final double y) {
		final double dx = view.dx(x, y);
		final double dy = view.dy(x, y);
		final double dz = view.dz(x, y);
		if (round) {
			final double a = dx * dx + dy * dy + dz * dz;
			final double b = view.ox * dx + view.oy * dy + view.oz * dz;
			final double c = view.ox * view.ox + view.oy * view.oy + view.oz * view.oz - 1;
			final double root = b * b - a * c;
			if (!(root > 0) || b > 0) return Double.POSITIVE_INFINITY;
			// NB: not (−b − √root) / a, which loses digits.
			return c / (-b + Math.sqrt(root));
		}
		final double nx = (dx > 0 ? -1 - view.ox : 1 - view.ox) / dx;
		final double ny = (dy > 0 ? -1 - view.oy : 1 - view.oy) / dy;
		final double nz = (dz > 0 ? -1 - view.oz : 1 - view.oz) / dz;
		final double in = Math.max(nx, Math.max(ny, nz));
		final double out = Math.min((dx > 0 ? 1 - view.ox : -1 - view.ox) / dx, Math.min((dy > 0 ? 1 - view.oy : -1 -
			view.oy) / dy, (dz > 0 ? 1 - view.oz : -1 - view.oz) / dz));
		return in < out && in > View.NEAR ? in : Double.POSITIVE_INFINITY;
	}

	/** Keeps the hit of the ray through (x, y) at a depth; surfaces count from {@code first}, one for each face. */
	void keep(final View view, final double x, final double y, final double depth, final int first, final Hits hits,
		final int slot)
	{
		final double px = view.ox + depth * view.dx(x, y);
		final double py = view.oy + depth * view.dy(x, y);
		final double pz = view.oz + depth * view.dz(x, y);
		hits.set(slot, first + (round ? 0 : face(px, py, pz)), depth, px, py, pz);
	}

	private static int face(final double x, final double y, final double z) {
		final double ax = Math.abs(x);
		final double ay = Math.abs(y);
		final double az = Math.abs(z);
		if (ax > ay && ax > az) return x > 0 ? 1 : 0;
		if (ay > az) return y > 0 ? 3 : 2;
		return z > 0 ? 5 : 4;
	}

	/** The brightness of a hit. */
	double brightness(final Hits hits, final int slot, final int face) {
		final double x = hits.x[slot];
		final double y = hits.y[slot];
		final double z = hits.z[slot];
		final double u = size[0] * x;
		final double v = size[1] * y;
		final double w = size[2] * z;
		if (round) {
			// NB: the squares add up to 1.
			final double texture = x * x * paint.at(v, w, scale) + y * y * paint.at(u, w + 9, scale) + z * z * paint
				.at(u, v + 5, scale);
			return texture * (0.74 + 0.26 * (LIGHT[0] * x + LIGHT[1] * y + LIGHT[2] * z));
		}
		final double light = 0.74 + (face % 2 == 0 ? -0.3 : 0.3) * LIGHT[face / 2];
		final double shift = 3.7 * face;
		return light * (face < 2 ? paint.at(v + shift, w, scale) : face < 4 ? paint.at(u + shift, w, scale) //
			: paint.at(u + shift, v, scale));
	}
}
