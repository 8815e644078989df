package io.github.kinema.scene;

/** The inside of a box along the axes of the world. Surface 2 a is the lower wall of axis a, 2 a + 1 the upper. */
final class Room implements Stage {

	private final double[] bounds;
	private final Fading[] walls = new Fading[6];

	/**
	 * @param bounds lower and upper x, lower and upper y (the ground), lower and upper z
	 * @param paints of the six walls, in the same order
	 */
	Room(final double[] bounds, final Paint[] paints, final Eyes eyes) {
		this.bounds = bounds;
		for (int i = 0; i < 6; i++)
			walls[i] = new Fading(paints[i], eyes, Paint.log2(Math.max(0.1, Math.abs(bounds[i] - eyes.middle(i / 2)))));
	}

	@Override
	public void cast(final View view, final double x, final double y, final int count, final double guess,
		final Hits hits)
	{
		final double toLeft = 1 / (bounds[0] - view.ox);
		final double toRight = 1 / (bounds[1] - view.ox);
		final double toTop = 1 / (bounds[2] - view.oy);
		final double toBottom = 1 / (bounds[3] - view.oy);
		final double toFront = 1 / (bounds[4] - view.oz);
		final double toBack = 1 / (bounds[5] - view.oz);
		final double startX = view.direction(0, x, y);
		final double startY = view.direction(1, x, y);
		final double startZ = view.direction(2, x, y);
		final double stepX = view.ray(0, 0);
		final double stepY = view.ray(1, 0);
		final double stepZ = view.ray(2, 0);
		for (int k = 0; k < count; k++) {
			final double dx = startX + k * stepX;
			final double dy = startY + k * stepY;
			final double dz = startZ + k * stepZ;
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
		walls[wall].shade(wall < 2 ? hits.z : hits.x, wall == 2 || wall == 3 ? hits.z : hits.y, hits, from, to);
	}

	@Override
	public double ground(final double x, final double z) {
		return bounds[3];
	}
}
