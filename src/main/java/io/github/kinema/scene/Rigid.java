package io.github.kinema.scene;

import io.github.kinema.format.Pose;

/** A rotation, then a translation: {@code y = R x + t}. Immutable. */
final class Rigid {

	/** Row by row: three of the rotation, one of the translation. */
	private final double[] m;

	private Rigid(final double... m) {
		this.m = m;
	}

	/** Entry of the 3 x 4 matrix. */
	double get(final int row, final int column) {
		return m[4 * row + column];
	}

	static Rigid translation(final double x, final double y, final double z) {
		return new Rigid(1, 0, 0, x, 0, 1, 0, y, 0, 0, 1, z);
	}

	/** Turns by an angle in radians about a coordinate axis, 0 to 2. */
	static Rigid rotation(final int axis, final double angle) {
		final double c = StrictMath.cos(angle);
		final double s = StrictMath.sin(angle);
		switch (axis) {
			case 0:
				return new Rigid(1, 0, 0, 0, 0, c, -s, 0, 0, s, c, 0);
			case 1:
				return new Rigid(c, 0, s, 0, 0, 1, 0, 0, -s, 0, c, 0);
			default:
				return new Rigid(c, -s, 0, 0, s, c, 0, 0, 0, 0, 1, 0);
		}
	}

	/** Camera to world: at a position, turned right by yaw, then down by pitch, then clockwise by roll (radians). */
	static Rigid camera(final double x, final double y, final double z, final double yaw, final double pitch,
		final double roll)
	{
		return translation(x, y, z).times(rotation(1, yaw)).times(rotation(0, -pitch)).times(rotation(2, roll));
	}

	/** First {@code other}, then this. */
	Rigid times(final Rigid other) {
		final double[] p = new double[12];
		for (int r = 0; r < 3; r++) {
			for (int c = 0; c < 4; c++) {
				double sum = c == 3 ? get(r, 3) : 0;
				for (int k = 0; k < 3; k++) sum += get(r, k) * other.get(k, c);
				p[4 * r + c] = sum;
			}
		}
		return new Rigid(p);
	}

	Rigid inverse() {
		final double[] p = new double[12];
		for (int r = 0; r < 3; r++) {
			for (int c = 0; c < 3; c++) {
				p[4 * r + c] = get(c, r);
				p[4 * r + 3] -= get(c, r) * get(c, 3);
			}
		}
		return new Rigid(p);
	}

	/** As translation and quaternion, by the largest component first (Shepperd 1978), so that it holds at all angles. */
	Pose pose(final double time) {
		final double[] q = new double[4];
		final double trace = get(0, 0) + get(1, 1) + get(2, 2);
		int largest = 3;
		double most = trace;
		for (int i = 0; i < 3; i++) {
			if (get(i, i) <= most) continue;
			most = get(i, i);
			largest = i;
		}
		if (largest == 3) {
			q[3] = StrictMath.sqrt(1 + trace) / 2;
			for (int i = 0; i < 3; i++) q[i] = (get((i + 2) % 3, (i + 1) % 3) - get((i + 1) % 3, (i + 2) % 3)) / (4 * q[3]);
		}
		else {
			final int i = largest;
			final int j = (i + 1) % 3;
			final int k = (i + 2) % 3;
			q[i] = StrictMath.sqrt(1 + 2 * get(i, i) - trace) / 2;
			q[j] = (get(i, j) + get(j, i)) / (4 * q[i]);
			q[k] = (get(i, k) + get(k, i)) / (4 * q[i]);
			q[3] = (get(k, j) - get(j, k)) / (4 * q[i]);
		}
		final double sign = q[3] < 0 ? -1 : 1;
		return new Pose(time, get(0, 3), get(1, 3), get(2, 3), sign * q[0], sign * q[1], sign * q[2], sign * q[3]);
	}
}
