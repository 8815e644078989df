package io.github.kinema.scene;

/** A solid at one instant, and the rectangle of the image that it lies in. Immutable. */
final class SolidView {

	final Solid solid;
	final View view;
	private double left = Double.POSITIVE_INFINITY;
	private double right = Double.NEGATIVE_INFINITY;
	private double top = Double.POSITIVE_INFINITY;
	private double bottom = Double.NEGATIVE_INFINITY;

	SolidView(final Solid solid, final Pinhole camera, final Rigid cameraToWorld, final double time) {
		this.solid = solid;
		view = new View(camera, cameraToWorld, solid.path().at(time), solid.size());
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

	/** Whether it may be seen in an image of this size. */
	boolean mayBeIn(final int width, final int height) {
		return right >= -1 && left <= width && bottom >= -1 && top <= height;
	}

	/** Whether it may be seen at (x, y). */
	boolean mayBeAt(final double x, final double y) {
		return x >= left && x <= right && y >= top && y <= bottom;
	}

	/** Whether it may be seen in a row. */
	boolean mayBeIn(final double y) {
		return y >= top && y <= bottom;
	}

	/** The first column in which it may be seen. */
	int from() {
		return (int) Math.max(0, Math.ceil(left));
	}

	/** The column after the last in which it may be seen. */
	int to(final int width) {
		return (int) Math.min(width, Math.floor(right) + 1);
	}
}
