package io.github.kinema.scene;

/**
 * A box at one instant. How near a ray meets the plane of a face is linear in the column and the row; the ray meets the
 * box if it passes the planes of all faces that the camera sees before that of any other. Immutable.
 */
final class BoxView extends SolidView {

	/** The faces that the camera sees. */
	private final int[] faces = new int[3];
	/** Nearness of their planes: how it changes with the column, with the row, and where it begins. */
	private final double[] in = new double[9];
	/** The same of all other faces. */
	private final double[] out = new double[18];
	private int ins;
	private int outs;
	/** For each face in sight, what is not negative where a ray enters there. */
	private final double[][] bounds;

	BoxView(final View view) {
		super(view);
		for (int face = 0; face < 6; face++) {
			final int axis = face / 2;
			final int side = face % 2 == 0 ? -1 : 1;
			final double away = side - view.origin(axis);
			final boolean seen = side * away < 0;
			for (int k = 0; k < 3; k++) (seen ? in : out)[3 * (seen ? ins : outs) + k] = view.ray(axis, k) / away;
			if (seen) faces[ins++] = face;
			else outs++;
		}
		bounds = new double[ins][18];
		for (int face = 0; face < ins; face++) fillBounds(face);
	}

	private void fillBounds(final int face) {
		int at = 0;
		for (int other = 0; other < outs; other++)
			for (int k = 0; k < 3; k++) bounds[face][at++] = in[3 * face + k] - out[3 * other + k];
		for (int other = 0; other < ins; other++)
			for (int k = 0; k < 3; k++) bounds[face][at++] = in[3 * other + k] - (other == face ? 0 : in[3 * face + k]);
	}

	@Override
	double nearness(final double x, final double y) {
		double first = Double.POSITIVE_INFINITY;
		for (int k = 0; k < 3 * ins; k += 3) {
			final double near = in[k] * x + in[k + 1] * y + in[k + 2];
			if (near < first) first = near;
		}
		for (int k = 0; k < 3 * outs; k += 3) if (out[k] * x + out[k + 1] * y + out[k + 2] > first) return 0;
		return ins == 0 ? 0 : first;
	}

	@Override
	void cast(final double x, final double y, final int count, final int firstSurface, final Hits hits) {
		for (int face = 0; face < ins; face++) {
			double from = 0;
			double to = count - 1;
			for (int k = 0; k < 18 && from <= to; k += 3) {
				final double slope = bounds[face][k];
				final double start = slope * x + bounds[face][k + 1] * y + bounds[face][k + 2];
				if (start + slope * from < 0) from = slope > 0 ? -start / slope : Double.POSITIVE_INFINITY;
				if (start + slope * to < 0) to = slope < 0 ? -start / slope : Double.NEGATIVE_INFINITY;
			}
			if (from > to) continue;
			final int last = (int) Math.floor(to);
			final double slope = in[3 * face];
			final double start = slope * x + in[3 * face + 1] * y + in[3 * face + 2];
			for (int k = (int) Math.ceil(from); k <= last; k++) {
				final double near = start + slope * k;
				if (near <= hits.nearness[k]) continue;
				hits.nearness[k] = near;
				hits.surface[k] = firstSurface + faces[face];
			}
		}
	}
}
