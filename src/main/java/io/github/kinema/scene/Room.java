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
	public void cast(final View view, final double x, final double y, final Hits hits, final int slot) {
		final double dx = view.dx(x, y);
		final double dy = view.dy(x, y);
		final double dz = view.dz(x, y);
		// NB: the inverse depth of each wall that is ahead; the nearest has the largest.
		final double ix = dx / ((dx > 0 ? bounds[1] : bounds[0]) - view.ox);
		final double iy = dy / ((dy > 0 ? bounds[3] : bounds[2]) - view.oy);
		final double iz = dz / ((dz > 0 ? bounds[5] : bounds[4]) - view.oz);
		final int wall = ix > iy && ix > iz ? dx > 0 ? 1 : 0 : iy > iz ? dy > 0 ? 3 : 2 : dz > 0 ? 5 : 4;
		final double depth = 1 / Math.max(ix, Math.max(iy, iz));
		hits.set(slot, wall, depth, view.ox + depth * dx, view.oy + depth * dy, view.oz + depth * dz);
	}

	@Override
	public double brightness(final Hits hits, final int slot) {
		final int wall = hits.surface[slot];
		final double x = hits.x[slot];
		final double y = hits.y[slot];
		final double z = hits.z[slot];
		final Paint paint = paints[wall];
		final double coarseness = paint.coarseness(eyes.log2Footprint(x, y, z, log2Heights[wall]));
		return paint.at(wall < 2 ? z : x, wall == 2 || wall == 3 ? z : y, coarseness);
	}

	@Override
	public double ground(final double x, final double z) {
		return bounds[3];
	}
}
