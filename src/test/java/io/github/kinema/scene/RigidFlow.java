package io.github.kinema.scene;

import io.github.kinema.format.Pinhole;
import io.github.kinema.format.Pose;

/** Where resting points go, computed from published poses, intrinsics and depth alone. */
final class RigidFlow {

	private final Pinhole k;
	private final Pose from;
	private final Pose to;

	/** From one instant to another. */
	RigidFlow(final Scene scene, final double time, final double other) {
		k = scene.camera().orElseThrow();
		from = scene.pose(time).orElseThrow();
		to = scene.pose(other).orElseThrow();
	}

	/** Column, row and depth at the other instant of what pixel (x, y) sees at the first. */
	void target(final double x, final double y, final double depth, final double[] target) {
		final double[] ray = { depth * (x - k.cx()) / k.fx(), depth * (y - k.cy()) / k.fy(), depth };
		final double[] world = rotate(ray, from.qx(), from.qy(), from.qz(), from.qw());
		seen(to, new double[] { world[0] + from.tx(), world[1] + from.ty(), world[2] + from.tz() }, target);
		target[0] /= target[2];
		target[1] /= target[2];
	}

	/** Where the camera of the other instant is seen at the first, in homogeneous coordinates. */
	void epipole(final double[] target) {
		seen(from, new double[] { to.tx(), to.ty(), to.tz() }, target);
	}

	private void seen(final Pose pose, final double[] world, final double[] target) {
		final double[] local = rotate(new double[] { world[0] - pose.tx(), world[1] - pose.ty(), world[2] - pose.tz() },
			-pose.qx(), -pose.qy(), -pose.qz(), pose.qw());
		target[0] = k.fx() * local[0] + k.cx() * local[2];
		target[1] = k.fy() * local[1] + k.cy() * local[2];
		target[2] = local[2];
	}

	/** v + 2 q × (q × v + w v). */
	private static double[] rotate(final double[] v, final double x, final double y, final double z, final double w) {
		final double a = y * v[2] - z * v[1] + w * v[0];
		final double b = z * v[0] - x * v[2] + w * v[1];
		final double c = x * v[1] - y * v[0] + w * v[2];
		return new double[] { v[0] + 2 * (y * c - z * b), v[1] + 2 * (z * a - x * c), v[2] + 2 * (x * b - y * a) };
	}
}
