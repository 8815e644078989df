package io.github.kinema.scene;

/** A solid at one instant, and the rectangle of the image that it lies in. Immutable. */
abstract class SolidView {

	final View view;
	private double left = Double.POSITIVE_INFINITY;
	private double right = Double.NEGATIVE_INFINITY;
	private double top = Double.POSITIVE_INFINITY;
	private double bottom = Double.NEGATIVE_INFINITY;

	SolidView(final View view) {
		this.view = view;
		final double[] corner = new double[3];
		int behind = 0;
		for (int i = 0; i < 8; i++) {
			view.project((i & 1) * 2 - 1, (i & 2) - 1, (i >> 1 & 2) - 1, corner);
			if (corner[2] <= View.NEAR) behind++;
			else {
				left = Math.min(left, corner[0] - 1);
				right = Math.max(right, corner[0] + 1);
				top = Math.min(top, corner[1] - 1);
				bottom = Math.max(bottom, corner[1] + 1);
			}
		}
		if (behind == 0 || behind == 8) return;
		left = Double.NEGATIVE_INFINITY;
		right = Double.POSITIVE_INFINITY;
		top = Double.NEGATIVE_INFINITY;
		bottom = Double.POSITIVE_INFINITY;
	}

	/** How near the ray through (x, y) enters, as one over its depth; not positive if it misses. */
	abstract double nearness(double x, double y);

	/** Puts itself before what the rays through {@code count} places, from (x, y) on, have met so far. */
	abstract void cast(double x, double y, int count, int firstSurface, Hits hits);

	/** Whether it may be seen in a rectangle. */
	final boolean mayBeIn(final double fromX, final double toX, final double fromY, final double toY) {
		return right >= fromX && left <= toX && bottom >= fromY && top <= toY;
	}

	/** Adds it, under a number, to the bins in which it may be seen. */
	final void addTo(final Bins bins, final int number) {
		bins.add(number, left, right, top, bottom, (x, y, reach) -> true);
	}
}
