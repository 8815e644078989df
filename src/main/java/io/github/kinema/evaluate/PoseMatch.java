package io.github.kinema.evaluate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import io.github.kinema.format.Pose;
import io.github.kinema.format.Trajectory;

/**
 * An estimated pose and the true one of about the same time.
 *
 * @param estimate its time stamp is that of the estimate
 * @param truth its time stamp is that of the truth
 */
record PoseMatch(Pose estimate, Pose truth) {

	/**
	 * Matches poses whose time stamps differ by at most the tolerance, the closest
	 * first, each pose once. Source: the tool "associate" of Sturm, Engelhard, Endres,
	 * Burgard and Cremers, <em>A benchmark for the evaluation of RGB-D SLAM
	 * systems</em>, IROS 2012.
	 *
	 * @param tolerance in the unit of the time stamps
	 * @return in the order of time
	 */
	static List<PoseMatch> of(final Trajectory estimate, final Trajectory truth, final double tolerance) {
		final List<int[]> candidates = new ArrayList<>();
		int from = 0;
		for (int e = 0; e < estimate.size(); e++) {
			final double time = estimate.get(e).time();
			while (from < truth.size() && truth.get(from).time() < time - tolerance) from++;
			for (int t = from; t < truth.size() && truth.get(t).time() <= time + tolerance; t++)
				candidates.add(new int[] { e, t });
		}
		candidates.sort(Comparator.comparingDouble(c -> Math.abs(estimate.get(c[0]).time() - truth.get(c[1]).time())));
		final PoseMatch[] matches = new PoseMatch[estimate.size()];
		final boolean[] taken = new boolean[truth.size()];
		for (final int[] c : candidates) {
			if (matches[c[0]] != null || taken[c[1]]) continue;
			matches[c[0]] = new PoseMatch(estimate.get(c[0]), truth.get(c[1]));
			taken[c[1]] = true;
		}
		final List<PoseMatch> ordered = new ArrayList<>();
		for (final PoseMatch match : matches)
			if (match != null) ordered.add(match);
		return ordered;
	}
}
