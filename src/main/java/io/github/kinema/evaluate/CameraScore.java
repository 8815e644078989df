package io.github.kinema.evaluate;

import java.util.Arrays;
import java.util.List;

import io.github.kinema.format.Pose;
import io.github.kinema.format.Trajectory;
import io.github.kinema.tile.Progress;

/**
 * How well an estimated camera trajectory agrees with the true one, up to the
 * similarity transform that a single camera cannot know.
 * <p>
 * Absolute trajectory error and relative errors from one pose to the next: Sturm,
 * Engelhard, Endres, Burgard and Cremers, IROS 2012; the alignment is that of
 * Umeyama, TPAMI 13(4), 1991, with scale, over all matched poses; the relative
 * translation takes its scale. Snippets of five poses: Zhou, Brown, Snavely and
 * Lowe, CVPR 2017: positions as seen from the first pose, the estimate times the
 * one scale that fits best. NB: there, as in what others have published since,
 * the error of a snippet is the root of the <em>sum</em> of squared distances,
 * divided by five: 1/√5 of the root of their mean. Poses between which one is
 * missing, or more, make no snippet.
 * </p>
 * <p>
 * Arrays have a value for each matched pose, in the order of time: of the step to
 * it from the one before (NaN for the first), and of the snippet that begins with
 * it (NaN for the last four, and where a gap follows).
 * </p>
 *
 * @param times time stamps of the estimate
 * @param coverage the share of the truth, 0 to 1, that is matched: of as many poses as there would be throughout its
 *          time at the usual (median) interval of the estimate, though of no more than the truth has
 * @param scale of the alignment
 * @param position distance from the truth after the alignment, in its unit
 * @param stepTranslation error of the relative translation, in the unit of the truth
 * @param stepRotation error of the relative rotation, in degrees
 * @param snippets error of the snippets, in the unit of the truth
 */
public record CameraScore(double[] times, double coverage, double scale, double[] position, double[] stepTranslation,
	double[] stepRotation, double[] snippets)
{

	private static final int SNIPPET = 5;
	private static final int FEWEST = 3;
	private static final double HALF = 0.5;

	/**
	 * Compares two trajectories.
	 *
	 * @param tolerance how far two time stamps may be apart, in their unit
	 * @throws IllegalArgumentException if fewer than three poses match, or one of the two does not move
	 * @throws java.util.concurrent.CancellationException if cancelled
	 */
	public static CameraScore of(final Trajectory estimate, final Trajectory truth, final double tolerance,
		final Progress progress)
	{
		final List<PoseMatch> matches = PoseMatch.of(estimate, truth, tolerance, progress);
		final int n = matches.size();
		if (n < FEWEST) throw new IllegalArgumentException("Of " + estimate.size() + " estimated poses, " + n +
			" have a true one within " + tolerance + " s. The estimate runs from " + span(estimate) + ", the truth from " + span(
				truth) + ". Give both the same time stamps, or a larger tolerance.");
		final Similarity alignment = Similarity.fit(matches.stream().map(m -> m.estimate().position()).toList(), //
			matches.stream().map(m -> m.truth().position()).toList());
		final double[] times = matches.stream().mapToDouble(m -> m.estimate().time()).toArray();
		// NB: with one pose missing, it takes as long as one interval more.
		final double longest = (SNIPPET - 1 + HALF) * usualInterval(times);
		final double[][] values = new double[4][n];
		for (final double[] each : values)
			Arrays.fill(each, Double.NaN);
		for (int i = 0; i < n; i++) {
			progress.check();
			final PoseMatch match = matches.get(i);
			values[0][i] = distance(alignment.apply(match.estimate().position()), match.truth().position());
			if (i > 0) {
				final PoseMatch before = matches.get(i - 1);
				final double[] moved = seen(before.estimate(), match.estimate());
				for (int d = 0; d < moved.length; d++)
					moved[d] *= alignment.scale();
				values[1][i] = distance(moved, seen(before.truth(), match.truth()));
				values[2][i] = angle(turn(before.estimate(), match.estimate()), turn(before.truth(), match.truth()));
			}
			final int end = i + SNIPPET;
			if (end <= n && times[end - 1] - times[i] < longest) values[3][i] = snippet(matches.subList(i, end));
		}
		return new CameraScore(times, coverage(n, estimate, truth), alignment.scale(), values[0], values[1], values[2],
			values[3]);
	}

	private static double coverage(final int matches, final Trajectory estimate, final Trajectory truth) {
		final double span = truth.get(truth.size() - 1).time() - truth.get(0).time();
		final double interval = usualInterval(estimate.poses().stream().mapToDouble(Pose::time).toArray());
		return Math.min(1, matches / Math.min(Math.rint(span / interval) + 1, truth.size()));
	}

	/** The median. */
	private static double usualInterval(final double[] times) {
		final double[] intervals = new double[times.length - 1];
		Arrays.setAll(intervals, i -> times[i + 1] - times[i]);
		Arrays.sort(intervals);
		return intervals[intervals.length / 2];
	}

	/** The absolute trajectory error: the root of the mean squared distance. */
	public double absoluteTrajectoryError() {
		return Math.sqrt(Arrays.stream(position).map(e -> e * e).average().orElseThrow());
	}

	/** The mean of the values that are numbers; NaN if there is none. */
	public static double mean(final double[] values) {
		return Arrays.stream(values).filter(Double::isFinite).average().orElse(Double.NaN);
	}

	private static String span(final Trajectory trajectory) {
		return trajectory.get(0).time() + " to " + trajectory.get(trajectory.size() - 1).time() + " s";
	}

	private static double snippet(final List<PoseMatch> matches) {
		double product = 0;
		double square = 0;
		for (final PoseMatch match : matches) {
			final double[] e = seen(matches.get(0).estimate(), match.estimate());
			final double[] t = seen(matches.get(0).truth(), match.truth());
			for (int d = 0; d < e.length; d++) {
				product += e[d] * t[d];
				square += e[d] * e[d];
			}
		}
		final double scale = square > 0 ? product / square : 0;
		double sum = 0;
		for (final PoseMatch match : matches) {
			final double[] e = seen(matches.get(0).estimate(), match.estimate());
			final double[] t = seen(matches.get(0).truth(), match.truth());
			for (int d = 0; d < e.length; d++)
				sum += (scale * e[d] - t[d]) * (scale * e[d] - t[d]);
		}
		return Math.sqrt(sum) / SNIPPET;
	}

	/** The position of a camera as another one sees it. */
	private static double[] seen(final Pose from, final Pose to) {
		final double[][] r = from.rotation();
		final double[] seen = new double[3];
		for (int c = 0; c < seen.length; c++)
			seen[c] = r[0][c] * (to.tx() - from.tx()) + r[1][c] * (to.ty() - from.ty()) + r[2][c] * (to.tz() - from.tz());
		return seen;
	}

	/** The rotation of a camera as another one sees it. */
	private static double[][] turn(final Pose from, final Pose to) {
		return transposedTimes(from.rotation(), to.rotation());
	}

	/** The angle between two rotations in degrees. */
	private static double angle(final double[][] a, final double[][] b) {
		final double[][] d = transposedTimes(a, b);
		final double sine = Math.hypot(Math.hypot(d[2][1] - d[1][2], d[0][2] - d[2][0]), d[1][0] - d[0][1]);
		// NB: exact for small angles, where the arc cosine of the trace is not.
		return Math.toDegrees(Math.atan2(sine, d[0][0] + d[1][1] + d[2][2] - 1));
	}

	private static double[][] transposedTimes(final double[][] a, final double[][] b) {
		final double[][] product = new double[3][3];
		for (int r = 0; r < 3; r++)
			for (int c = 0; c < 3; c++)
				for (int k = 0; k < 3; k++)
					product[r][c] += a[k][r] * b[k][c];
		return product;
	}

	private static double distance(final double[] a, final double[] b) {
		return Math.hypot(Math.hypot(a[0] - b[0], a[1] - b[1]), a[2] - b[2]);
	}
}
