package io.github.kinema.scene;

/** The inside of a box along the axes of the world. Surface 2 a is the lower wall of axis a, 2 a + 1 the upper. */
final class Room implements Stage {

	private final double[] bounds;
	private final Paint[] paints;
	private final Eyes eyes;
	private final double[] log2Heights = new double[6];

	/**
	 * @param bounds lower and upper x, lower and upper y (the ground), lower and upper z
	 * @param paints of the six walls, in the same order
	 */
	Room(final double[] bounds, final Paint[] paints, final Eyes eyes) {
		this.bounds = bounds;
		this.paints = paints;
		this.eyes = eyes;
		for (int i = 0; i < 6; i++) log2Heights[i] = Paint.log2(Math.max(0.1, Math.abs(bounds[i] - eyes.middle(i / 2))));
	}

	@Override
	public void cast(final View view, final double x, final double y, final int count, final Hits hits) {
		final double toLeft = 1 / (bounds[0] - view.ox);
		final double toRight = 1 / (bounds[1] - view.ox);
		final double toTop = 1 / (bounds[2] - view.oy);
		final double toBottom = 1 / (bounds[3] - view.oy);
		final double toFront = 1 / (bounds[4] - view.oz);
		final double toBack = 1 / (bounds[5] - view.oz);
		final double startX = view.direction(0, x, y);
		final double startY = view.direction(1, x, y);
		final double startZ = view.direction(2, x, y);
		for (int k = 0; k < count; k++) {
			final double dx = startX + k * view.ray(0, 0);
			final double dy = startY + k * view.ray(1, 0);
			final double dz = startZ + k * view.ray(2, 0);
			// NB: the nearest of the walls that are ahead.
			final double nearX = dx * (dx > 0 ? toRight : toLeft);
			final double nearY = dy * (dy > 0 ? toBottom : toTop);
			final double nearZ = dz * (dz > 0 ? toBack : toFront);
			if (nearX > nearY && nearX > nearZ) {
				hits.nearness[k] = nearX;
				hits.surface[k] = dx > 0 ? 1 : 0;
			}
			else if (nearY > nearZ) {
				hits.nearness[k] = nearY;
				hits.surface[k] = dy > 0 ? 3 : 2;
			}
			else {
				hits.nearness[k] = nearZ;
				hits.surface[k] = dz > 0 ? 5 : 4;
			}
		}
	}

	@Override
	public void shade(final Hits hits, final int from, final int to) {
		final int wall = hits.surface[from];
		final Paint paint = paints[wall];
		final double[] u = wall < 2 ? hits.z : hits.x;
		final double[] v = wall == 2 || wall == 3 ? hits.z : hits.y;
		for (int k = from; k < to; k++) {
			final double coarseness = paint.coarseness(eyes.log2Footprint(hits.x[k], hits.y[k], hits.z[k],
				log2Heights[wall]));
			hits.light[k] = paint.at(u[k], v[k], coarseness);
		}
	}

	@Override
	public double ground(final double x, final double z) {
		return bounds[3];
	}
}
