package io.github.kinema.scene;

/**
 * An ellipsoid at one instant. A ray meets it where the discriminant of a quadratic equation is positive, which is
 * itself quadratic in the column and the row. Immutable.
 */
final class RoundView extends SolidView {

	/** Discriminant: factors of x², xy, x, y², y and 1. */
	private final double[] root = new double[6];
	/** Half of the middle factor of the equation: change with the column, with the row, and beginning. */
	private final double[] middle = new double[3];
	private final double inverse;

	RoundView(final View view) {
		super(view);
		double last = -1;
		for (int axis = 0; axis < 3; axis++) {
			last += view.origin(axis) * view.origin(axis);
			for (int k = 0; k < 3; k++) middle[k] += view.origin(axis) * view.ray(axis, k);
		}
		inverse = 1 / last;
		for (int i = 0, at = 0; i < 3; i++) {
			for (int j = i; j < 3; j++) {
				double product = 0;
				for (int axis = 0; axis < 3; axis++) product += view.ray(axis, i) * view.ray(axis, j);
				root[at++] = (i == j ? 1 : 2) * (middle[i] * middle[j] - last * product);
			}
		}
	}

	@Override
	double nearness(final double x, final double y) {
		final double square = (root[0] * x + root[1] * y + root[2]) * x + (root[3] * y + root[4]) * y + root[5];
		return square > 0 ? (Math.sqrt(square) - (middle[0] * x + middle[1] * y + middle[2])) * inverse : 0;
	}

	@Override
	void cast(final double x, final double y, final int count, final int firstSurface, final Hits hits) {
		final double a = root[0];
		final double b = root[1] * y + root[2];
		final double c = (root[3] * y + root[4]) * y + root[5];
		int from = 0;
		int to = count - 1;
		if (a < 0) {
			// NB: it meets the places between the roots; one more on both sides, for rounding.
			final double width = b * b - 4 * a * c;
			if (width <= 0) return;
			final double half = Math.sqrt(width) / (-2 * a);
			final double centre = b / (-2 * a) - x;
			from = (int) Math.max(from, centre - half);
			to = (int) Math.min(to, centre + half + 1);
		}
		final double start = middle[1] * y + middle[2];
		for (int k = from; k <= to; k++) {
			final double square = (a * (x + k) + b) * (x + k) + c;
			if (square <= 0) continue;
			final double near = (Math.sqrt(square) - (middle[0] * (x + k) + start)) * inverse;
			if (near <= hits.nearness[k]) continue;
			hits.nearness[k] = near;
			hits.surface[k] = firstSurface;
		}
	}
}
