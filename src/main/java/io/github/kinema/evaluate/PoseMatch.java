package io.github.kinema.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;

import io.github.kinema.format.Pose;
import io.github.kinema.format.Trajectory;
import io.github.kinema.tile.Progress;

/**
 * An estimated pose and the true one of about the same time.
 *
 * @param estimate its time stamp is that of the estimate
 * @param truth its time stamp is that of the truth
 */
record PoseMatch(Pose estimate, Pose truth) {

	/** An estimated and a true pose, in the order of time, with none between them that is still to be matched. */
	private record Neighbours(double apart, int before, int after) {}

	/**
	 * Matches poses whose time stamps differ by at most the tolerance, the closest
	 * first, each pose once. Source: the tool "associate" of Sturm, Engelhard, Endres,
	 * Burgard and Cremers, <em>A benchmark for the evaluation of RGB-D SLAM
	 * systems</em>, IROS 2012. NB: the closest two of all are neighbours in time, so
	 * that no others need to be looked at, however large the tolerance is.
	 *
	 * @param tolerance in the unit of the time stamps
	 * @return in the order of time
	 * @throws java.util.concurrent.CancellationException if cancelled
	 */
	static List<PoseMatch> of(final Trajectory estimate, final Trajectory truth, final double tolerance,
		final Progress progress)
	{
		final int count = estimate.size() + truth.size();
		final Integer[] order = new Integer[count];
		Arrays.setAll(order, i -> i);
		Arrays.sort(order, Comparator.comparingDouble(i -> pose(estimate, truth, i).time()));
		final int[] before = new int[count];
		final int[] after = new int[count];
		final int[] partners = new int[count];
		Arrays.fill(partners, -1);
		final Queue<Neighbours> queue = new PriorityQueue<>(Comparator.comparingDouble(Neighbours::apart).thenComparingInt(
			Neighbours::before));
		for (int k = 0; k < count; k++) {
			before[k] = k - 1;
			after[k] = k + 1;
			if (k > 0) offer(estimate, truth, order, k - 1, k, tolerance, queue);
		}
		for (Neighbours closest = queue.poll(); closest != null; closest = queue.poll()) {
			progress.check();
			if (partners[closest.before] >= 0 || partners[closest.after] >= 0) continue;
			partners[closest.before] = closest.after;
			partners[closest.after] = closest.before;
			final int left = before[closest.before];
			final int right = after[closest.after];
			if (left >= 0) after[left] = right;
			if (right < count) before[right] = left;
			if (left >= 0 && right < count) offer(estimate, truth, order, left, right, tolerance, queue);
		}
		final List<PoseMatch> matches = new ArrayList<>();
		for (int k = 0; k < count; k++)
			if (order[k] < estimate.size() && partners[k] >= 0) matches.add(new PoseMatch(pose(estimate, truth, order[k]), pose(
				estimate, truth, order[partners[k]])));
		return matches;
	}

	/** The pose of a number: the estimated ones count first. */
	private static Pose pose(final Trajectory estimate, final Trajectory truth, final int number) {
		return number < estimate.size() ? estimate.get(number) : truth.get(number - estimate.size());
	}

	private static void offer(final Trajectory estimate, final Trajectory truth, final Integer[] order, final int before,
		final int after, final double tolerance, final Queue<Neighbours> queue)
	{
		if (order[before] < estimate.size() == order[after] < estimate.size()) return;
		final double apart = pose(estimate, truth, order[after]).time() - pose(estimate, truth, order[before]).time();
		if (apart <= tolerance) queue.add(new Neighbours(apart, before, after));
	}
}
