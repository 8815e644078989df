package io.github.kinema.scene;

import io.github.kinema.format.Pinhole;
import io.github.kinema.format.Rigid;

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

	/** This at one instant. */
	SolidView at(final Pinhole camera, final Rigid cameraToWorld, final double time) {
		final View view = new View(camera, cameraToWorld, path.at(time), size);
		return round ? new RoundView(view) : new BoxView(view);
	}

	/** Finds the brightness of hits {@code from} to {@code to - 1}, which are on one face. */
	void shade(final int face, final Hits hits, final int from, final int to) {
		if (round) shadeRound(hits, from, to);
		else shadeFace(face, hits, from, to);
	}

	private void shadeRound(final Hits hits, final int from, final int to) {
		for (int k = from; k < to; k++) {
			final double x = hits.x[k];
			final double y = hits.y[k];
			final double z = hits.z[k];
			final double u = size[0] * x;
			final double v = size[1] * y;
			final double w = size[2] * z;
			// NB: the squares add up to 1.
			final double texture = x * x * paint.at(v, w, scale) + y * y * paint.at(u, w + 9, scale) + z * z * paint
				.at(u, v + 5, scale);
			hits.light[k] = texture * (0.74 + 0.26 * (LIGHT[0] * x + LIGHT[1] * y + LIGHT[2] * z));
		}
	}

	private void shadeFace(final int face, final Hits hits, final int from, final int to) {
		final double light = 0.74 + (face % 2 == 0 ? -0.3 : 0.3) * LIGHT[face / 2];
		final double[] u = face < 2 ? hits.y : hits.x;
		final double[] v = face < 4 ? hits.z : hits.y;
		final double sizeU = size[face < 2 ? 1 : 0];
		final double sizeV = size[face < 4 ? 2 : 1];
		for (int k = from; k < to; k++)
			hits.light[k] = light * paint.at(sizeU * u[k] + 3.7 * face, sizeV * v[k], scale);
	}
}
