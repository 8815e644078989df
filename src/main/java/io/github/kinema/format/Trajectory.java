package io.github.kinema.format;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The way of a camera: poses in the order of their time stamps. Immutable.
 *
 * @param poses at least one, no two of the same time
 */
public record Trajectory(List<Pose> poses) {

	/** How far the length of a quaternion may be from 1: files round it to a few digits. */
	private static final double TOLERANCE = 0.05;

	/** @throws IllegalArgumentException if there is none, or if times or rotations make no sense */
	public Trajectory {
		if (poses.isEmpty()) throw new IllegalArgumentException("There is no pose in the trajectory.");
		final List<Pose> sorted = new ArrayList<>(poses);
		sorted.sort(Comparator.comparingDouble(Pose::time));
		for (int i = 0; i < sorted.size(); i++) {
			check(sorted.get(i));
			if (i > 0 && sorted.get(i).time() == sorted.get(i - 1).time()) throw new IllegalArgumentException(
				"There are two poses for the time " + sorted.get(i).time() + " s.");
		}
		poses = List.copyOf(sorted);
	}

	/** Number of poses. */
	public int size() {
		return poses.size();
	}

	/** Pose {@code i}, from 0, in the order of time. */
	public Pose get(final int i) {
		return poses.get(i);
	}

	private static void check(final Pose pose) {
		final double length = Math.sqrt(pose.qx() * pose.qx() + pose.qy() * pose.qy() + pose.qz() * pose.qz() + //
			pose.qw() * pose.qw());
		// NB: written so that NaN is refused as well.
		if (!(Math.abs(length - 1) <= TOLERANCE)) throw new IllegalArgumentException("The quaternion at the time " + pose
			.time() + " s has the length " + length + ", and a rotation takes 1. The order is qx qy qz qw.");
		if (!Double.isFinite(pose.time() + pose.tx() + pose.ty() + pose.tz())) throw new IllegalArgumentException(
			"The pose at the time " + pose.time() + " s has numbers that are not finite.");
	}
}
