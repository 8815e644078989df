package io.github.kinema.format;

/** A rotation, then a translation: {@code y = R x + t}. Immutable. */
public final class Rigid {

	/** No rotation and no translation. */
	public static final Rigid IDENTITY = translation(0, 0, 0);

	/** Angles below which the sine is as long as the arc, in radians. */
	private static final double TINY = 1e-9;

	/** Row by row: three of the rotation, one of the translation. */
	private final double[] m;

	private Rigid(final double... m) {
		this.m = m;
	}

	/** Entry of the 3 x 4 matrix. */
	public double get(final int row, final int column) {
		return m[4 * row + column];
	}

	/** The pose of a camera: from the camera to the world. */
	public static Rigid of(final Pose pose) {
		final double[][] r = pose.rotation();
		return new Rigid(r[0][0], r[0][1], r[0][2], pose.tx(), r[1][0], r[1][1], r[1][2], pose.ty(), r[2][0], r[2][1], //
			r[2][2], pose.tz());
	}

	/** Turns about an axis by its length in radians (Rodrigues' formula), then moves. */
	public static Rigid turn(final double[] axis, final double[] translation) {
		final double angle = StrictMath.sqrt(axis[0] * axis[0] + axis[1] * axis[1] + axis[2] * axis[2]);
		final double s = angle < TINY ? 1 : StrictMath.sin(angle) / angle;
		final double c = angle < TINY ? 0.5 : (1 - StrictMath.cos(angle)) / (angle * angle);
		final double x = axis[0];
		final double y = axis[1];
		final double z = axis[2];
		return new Rigid(1 - c * (y * y + z * z), c * x * y - s * z, c * x * z + s * y, translation[0], //
			c * x * y + s * z, 1 - c * (x * x + z * z), c * y * z - s * x, translation[1], //
			c * x * z - s * y, c * y * z + s * x, 1 - c * (x * x + y * y), translation[2]);
	}

	/** The rotation {@code [row][column]}, then the translation. */
	public static Rigid of(final double[][] rotation, final double... translation) {
		final double[] m = new double[12];
		for (int r = 0; r < 3; r++) {
			System.arraycopy(rotation[r], 0, m, 4 * r, 3);
			m[4 * r + 3] = translation[r];
		}
		return new Rigid(m);
	}

	/** Moves without turning. */
	public static Rigid translation(final double x, final double y, final double z) {
		return new Rigid(1, 0, 0, x, 0, 1, 0, y, 0, 0, 1, z);
	}

	/** Turns by an angle in radians about a coordinate axis, 0 to 2. */
	public static Rigid rotation(final int axis, final double angle) {
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
	public static Rigid camera(final double x, final double y, final double z, final double yaw, final double pitch,
		final double roll)
	{
		return translation(x, y, z).times(rotation(1, yaw)).times(rotation(0, -pitch)).times(rotation(2, roll));
	}

	/** First {@code other}, then this. */
	public Rigid times(final Rigid other) {
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

	/** The way back. */
	public Rigid inverse() {
		final double[] p = new double[12];
		for (int r = 0; r < 3; r++) {
			for (int c = 0; c < 3; c++) {
				p[4 * r + c] = get(c, r);
				p[4 * r + 3] -= get(c, r) * get(c, 3);
			}
		}
		return new Rigid(p);
	}

	/** The same rotation with another translation. */
	public Rigid withTranslation(final double x, final double y, final double z) {
		return new Rigid(m[0], m[1], m[2], x, m[4], m[5], m[6], y, m[8], m[9], m[10], z);
	}

	/** Where a point goes: {@code [x, y, z]}. */
	public void apply(final double x, final double y, final double z, final double[] to) {
		to[0] = m[0] * x + m[1] * y + m[2] * z + m[3];
		to[1] = m[4] * x + m[5] * y + m[6] * z + m[7];
		to[2] = m[8] * x + m[9] * y + m[10] * z + m[11];
	}

	/** The length of the translation. */
	public double distance() {
		return StrictMath.sqrt(m[3] * m[3] + m[7] * m[7] + m[11] * m[11]);
	}

	/** The angle that it turns by, in radians. */
	public double angle() {
		final double x = m[9] - m[6];
		final double y = m[2] - m[8];
		final double z = m[4] - m[1];
		// NB: exact for small angles, where the arc cosine of the trace is not.
		return StrictMath.atan2(StrictMath.sqrt(x * x + y * y + z * z), m[0] + m[5] + m[10] - 1);
	}

	/** As translation and quaternion, by the largest component first (Shepperd 1978), so that it holds at all angles. */
	public Pose pose(final double time) {
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
