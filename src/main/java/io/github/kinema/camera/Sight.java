package io.github.kinema.camera;

import io.github.kinema.format.Rigid;

/**
 * A point as a view shows it: how far off, and how that changes with the view and the point. A view changes by a turn
 * about the axes of its camera, then a shift along them.
 */
final class Sight {

	private final double[] at = new double[3];
	private final double dx;
	private final double dy;
	private final double[] x = new double[9];
	private final double[] y = new double[9];
	private double weight = 1;

	/** @param column where the view shows the point, in units of the focal length */
	Sight(final Rigid view, final double[] place, final double column, final double row) {
		view.apply(place[0], place[1], place[2], at);
		final double w = 1 / at[2];
		final double u = at[0] * w;
		final double v = at[1] * w;
		dx = column - u;
		dy = row - v;
		// Of u and v by the shift along x, y and z; then by the turns.
		shift(x, w, 0, -u * w);
		shift(y, 0, w, -v * w);
		for (int c = 0; c < 3; c++) {
			x[6 + c] = w * view.get(0, c) - u * w * view.get(2, c);
			y[6 + c] = w * view.get(1, c) - v * w * view.get(2, c);
		}
	}

	private void shift(final double[] slopes, final double a, final double b, final double c) {
		slopes[3] = a;
		slopes[4] = b;
		slopes[5] = c;
		slopes[0] = at[1] * c - at[2] * b;
		slopes[1] = at[2] * a - at[0] * c;
		slopes[2] = at[0] * b - at[1] * a;
	}

	/** Whether the point is in front of the camera. */
	boolean isInFront() {
		return at[2] > 0;
	}

	/** How far off it is, squared. */
	double squaredError() {
		return dx * dx + dy * dy;
	}

	/** Makes it count less the farther off it is, as Cauchy's distribution has it. */
	void weigh(final double squaredScale) {
		weight = 1 / (1 + squaredError() / squaredScale);
	}

	/** Of the normal equations, between unknowns of the view. */
	double viewSquare(final int r, final int c) {
		return weight * (x[r] * x[c] + y[r] * y[c]);
	}

	/** Between unknowns of the point. */
	double pointSquare(final int r, final int c) {
		return viewSquare(6 + r, 6 + c);
	}

	/** Between an unknown of the view and one of the point. */
	double mixed(final int r, final int c) {
		return viewSquare(r, 6 + c);
	}

	/** The right-hand side of an unknown of the view. */
	double viewPull(final int r) {
		return weight * (x[r] * dx + y[r] * dy);
	}

	/** The right-hand side of an unknown of the point. */
	double pointPull(final int r) {
		return viewPull(6 + r);
	}
}
