package io.github.kinema.format;

/**
 * Where a camera is and where it looks at an instant: the rigid transform from
 * camera to world, {@code world = R(q) · camera + t}. Immutable.
 *
 * @param time time stamp, in seconds, or in frames from 0
 * @param tx position along x
 * @param ty position along y
 * @param tz position along z
 * @param qx x of the rotation's unit quaternion
 * @param qy y of the quaternion
 * @param qz z of the quaternion
 * @param qw its real part
 */
public record Pose(double time, double tx, double ty, double tz, double qx, double qy, double qz, double qw) {

	/** The rotation as a matrix {@code [row][column]}, whatever the length of the quaternion. */
	public double[][] rotation() {
		final double s = 2 / (qx * qx + qy * qy + qz * qz + qw * qw);
		return new double[][] { //
			{ 1 - s * (qy * qy + qz * qz), s * (qx * qy - qz * qw), s * (qx * qz + qy * qw) }, //
			{ s * (qx * qy + qz * qw), 1 - s * (qx * qx + qz * qz), s * (qy * qz - qx * qw) }, //
			{ s * (qx * qz - qy * qw), s * (qy * qz + qx * qw), 1 - s * (qx * qx + qy * qy) } };
	}

	/** The position {@code [x, y, z]}. */
	public double[] position() {
		return new double[] { tx, ty, tz };
	}
}
