package io.github.kinema.evaluate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.github.kinema.SharedData;
import io.github.kinema.format.Pose;
import io.github.kinema.format.Trajectory;
import io.github.kinema.format.TrajectoryFile;
import io.github.kinema.tile.Impatient;
import io.github.kinema.tile.Progress;

class CameraScoreTest {

	/** A turn about z by an angle in degrees. */
	private static Pose pose(final double time, final double x, final double y, final double z, final double degrees) {
		final double half = Math.toRadians(degrees) / 2;
		return new Pose(time, x, y, z, 0, 0, Math.sin(half), Math.cos(half));
	}

	private static Trajectory random(final Random random, final int size) {
		final List<Pose> poses = new ArrayList<>();
		for (int i = 0; i < size; i++) {
			final double[] q = random.doubles(4, -1, 1).toArray();
			final double norm = Math.sqrt(Arrays.stream(q).map(v -> v * v).sum());
			poses.add(new Pose(i, random.nextGaussian(), random.nextGaussian(), random.nextGaussian(), q[0] / norm, q[1] / norm,
				q[2] / norm, q[3] / norm));
		}
		return new Trajectory(poses);
	}

	/** Another world frame: turned by 90 degrees about z, moved, and of another scale. */
	private static Trajectory elsewhere(final Trajectory trajectory, final double scale) {
		final double h = Math.sqrt(0.5);
		return new Trajectory(trajectory.poses().stream().map(p -> new Pose(p.time(), 5 - scale * p.ty(), scale * p.tx() - 2,
			scale * p.tz() + 9, h * (p.qx() - p.qy()), h * (p.qy() + p.qx()), h * (p.qz() + p.qw()), h * (p.qw() - p.qz())))
			.toList());
	}

	@Test
	void anotherWorldAndScaleAreNoError() {
		final Trajectory truth = random(new Random(1), 12);
		final CameraScore score = CameraScore.of(elsewhere(truth, 0.25), truth, 0.02, Progress.NONE);
		assertEquals(4, score.scale(), 1e-9);
		assertEquals(0, score.absoluteTrajectoryError(), 1e-9);
		for (int i = 0; i < 12; i++) {
			assertEquals(i == 0 ? Double.NaN : 0, score.stepTranslation()[i], 1e-9);
			assertEquals(i == 0 ? Double.NaN : 0, score.stepRotation()[i], 1e-6);
			assertEquals(i > 7 ? Double.NaN : 0, score.snippets()[i], 1e-9);
		}
	}

	@Test
	void aMirrorIsNotARotation() {
		final Trajectory truth = random(new Random(2), 10);
		final Trajectory mirrored = new Trajectory(truth.poses().stream().map(p -> new Pose(p.time(), -p.tx(), p.ty(), p.tz(), p
			.qx(), p.qy(), p.qz(), p.qw())).toList());
		assertTrue(CameraScore.of(mirrored, truth, 0.02, Progress.NONE).absoluteTrajectoryError() > 0.1);
	}

	@Test
	void noOtherTransformFitsBetter() {
		final Random random = new Random(3);
		final List<double[]> from = new ArrayList<>();
		final List<double[]> to = new ArrayList<>();
		for (int i = 0; i < 9; i++) {
			from.add(random.doubles(3, -1, 1).toArray());
			to.add(random.doubles(3, -1, 1).toArray());
		}
		final Similarity best = Similarity.fit(from, to);
		final double least = residual(best, from, to);
		for (int trial = 0; trial < 300; trial++) {
			final double[] w = random.doubles(3, -1e-2, 1e-2).toArray();
			final double[][] turn = new Pose(0, 0, 0, 0, w[0], w[1], w[2], 1).rotation();
			final double[][] rotation = new double[3][3];
			for (int r = 0; r < 3; r++)
				for (int c = 0; c < 3; c++)
					for (int k = 0; k < 3; k++)
						rotation[r][c] += turn[r][k] * best.rotation()[k][c];
			final double[] translation = best.translation().clone();
			for (int d = 0; d < 3; d++)
				translation[d] += 1e-2 * random.nextGaussian();
			final Similarity other = new Similarity(best.scale() * (1 + 1e-2 * random.nextGaussian()), rotation, translation);
			assertTrue(residual(other, from, to) >= least - 1e-12);
		}
		assertEquals(1, determinant(best.rotation()), 1e-12);
	}

	private static double residual(final Similarity transform, final List<double[]> from, final List<double[]> to) {
		double sum = 0;
		for (int i = 0; i < from.size(); i++) {
			final double[] moved = transform.apply(from.get(i));
			for (int d = 0; d < 3; d++)
				sum += Math.pow(moved[d] - to.get(i)[d], 2);
		}
		return sum;
	}

	private static double determinant(final double[][] m) {
		return m[0][0] * (m[1][1] * m[2][2] - m[1][2] * m[2][1]) - m[0][1] * (m[1][0] * m[2][2] - m[1][2] * m[2][0]) + //
			m[0][2] * (m[1][0] * m[2][1] - m[1][1] * m[2][0]);
	}

	@Test
	void relativeErrorsAreTheirClosedForms() {
		final List<Pose> truth = new ArrayList<>();
		final List<Pose> estimate = new ArrayList<>();
		for (int i = 0; i < 4; i++) {
			truth.add(pose(i, i, i % 2, 0, 10 * i));
			estimate.add(pose(i, i, i % 2, 0, 10 * i));
		}
		// The last camera looks 3 degrees too far: a step of 13 instead of 10 degrees, at the right place.
		estimate.set(3, pose(3, 3, 1, 0, 33));
		final CameraScore score = CameraScore.of(new Trajectory(estimate), new Trajectory(truth), 0, Progress.NONE);
		assertEquals(0, score.absoluteTrajectoryError(), 1e-9);
		assertArrayEquals(new double[] { Double.NaN, 0, 0, 3 }, score.stepRotation(), 1e-9);
		assertEquals(0, score.stepTranslation()[3], 1e-9);
	}

	@Test
	void aSnippetIsAlignedByItsOneScale() {
		final List<Pose> truth = new ArrayList<>();
		final List<Pose> estimate = new ArrayList<>();
		for (int i = 0; i < 5; i++) {
			truth.add(pose(i, 2 * i, 0, 0, 0));
			estimate.add(pose(i, i, i == 4 ? 1 : 0, 0, 0));
		}
		// Fit: (2 + 8 + 18 + 32) / (1 + 4 + 9 + 17) of the estimate.
		final double scale = 60 / 31.0;
		double sum = scale * scale;
		for (int i = 0; i < 5; i++)
			sum += Math.pow((2 - scale) * i, 2);
		final CameraScore score = CameraScore.of(new Trajectory(estimate), new Trajectory(truth), 0, Progress.NONE);
		assertEquals(Math.sqrt(sum) / 5, score.snippets()[0], 1e-12);
	}

	@Test
	void aSnippetHasNoGap() {
		final Trajectory truth = random(new Random(6), 20);
		final double[] snippets = CameraScore.of(part(truth, i -> i != 8), truth, 0.02, Progress.NONE).snippets();
		for (int i = 0; i < 19; i++)
			assertEquals(i > 3 && i < 8 || i > 14 ? Double.NaN : 0, snippets[i], 1e-9);
	}

	@Test
	void timesAreMatchedClosestFirstAndOnce() {
		final Trajectory truth = new Trajectory(List.of(pose(0, 0, 0, 0, 0), pose(1, 1, 0, 0, 0), pose(2, 2, 0, 0, 0), pose(
			2.03, 7, 7, 7, 0), pose(3, 3, 1, 0, 0)));
		final Trajectory estimate = new Trajectory(List.of(pose(0.015, 0, 0, 0, 0), pose(1.019, 1, 0, 0, 0), pose(2.01, 2, 0, 0,
			0), pose(3.5, 0, 0, 0, 0), pose(3.001, 3, 1, 0, 0), pose(2.012, 9, 9, 9, 0)));
		final List<PoseMatch> matches = PoseMatch.of(estimate, truth, 0.02, Progress.NONE);
		assertEquals(List.of(0.0, 1.0, 2.0, 2.03, 3.0), matches.stream().map(m -> m.truth().time()).toList());
		assertEquals(List.of(0.015, 1.019, 2.01, 2.012, 3.001), matches.stream().map(m -> m.estimate().time()).toList());
	}

	@Test
	void theToleranceMayBeAsLongAsTheTrajectories() {
		final Random random = new Random(7);
		for (int trial = 0; trial < 200; trial++) {
			final Trajectory estimate = times(random, 1 + random.nextInt(9));
			final Trajectory truth = times(random, 1 + random.nextInt(9));
			final double tolerance = 4 * random.nextDouble();
			assertEquals(closestFirst(estimate, truth, tolerance), PoseMatch.of(estimate, truth, tolerance, Progress.NONE));
		}
		// NB: all pairs of these would not fit into memory.
		final Trajectory large = times(random, 20_000);
		assertEquals(20_000, PoseMatch.of(large, large, 1e9, Progress.NONE).size());
		assertThrows(CancellationException.class, () -> CameraScore.of(large, large, 1, new Impatient(1000)));
	}

	private static Trajectory times(final Random random, final int count) {
		return new Trajectory(random.doubles(count, 0, 10).mapToObj(time -> pose(time, time, 1, 0, 0)).toList());
	}

	/** The definition: of all pairs the closest, then of all without those two, and so on. */
	private static List<PoseMatch> closestFirst(final Trajectory estimate, final Trajectory truth,
		final double tolerance)
	{
		final List<PoseMatch> pairs = new ArrayList<>();
		for (final Pose e : estimate.poses())
			for (final Pose t : truth.poses())
				if (Math.abs(e.time() - t.time()) <= tolerance) pairs.add(new PoseMatch(e, t));
		pairs.sort(Comparator.comparingDouble(pair -> Math.abs(pair.estimate().time() - pair.truth().time())));
		final List<PoseMatch> matches = new ArrayList<>();
		while (!pairs.isEmpty()) {
			final PoseMatch closest = pairs.get(0);
			matches.add(closest);
			pairs.removeIf(pair -> pair.estimate() == closest.estimate() || pair.truth() == closest.truth());
		}
		matches.sort(Comparator.comparingDouble(match -> match.estimate().time()));
		return matches;
	}

	@Test
	void coverageIsAShareOfTheTruth() {
		final Trajectory truth = random(new Random(5), 100);
		assertEquals(1, coverage(truth, truth));
		assertEquals(0.1, coverage(part(truth, i -> i < 10), truth), 1e-12);
		assertEquals(0.5, coverage(part(truth, i -> i < 20 || i >= 70), truth), 1e-12);
		// A truth of a higher rate is covered, as is one of a lower rate.
		assertEquals(1, coverage(part(truth, i -> i % 3 == 0), truth), 1e-12);
		assertEquals(1, coverage(truth, part(truth, i -> i % 3 == 0)), 1e-12);
		assertEquals(5 / 33.0, coverage(part(truth, i -> i < 15 && i % 3 == 0), part(truth, i -> i < 98)), 1e-12);
		// The usual interval is not that of a lost pose or two.
		assertEquals(0.98, coverage(part(truth, i -> i != 30 && i != 60), truth), 1e-12);
	}

	private static double coverage(final Trajectory estimate, final Trajectory truth) {
		return CameraScore.of(estimate, truth, 0.02, Progress.NONE).coverage();
	}

	private static Trajectory part(final Trajectory trajectory, final IntPredicate kept) {
		return new Trajectory(IntStream.range(0, trajectory.size()).filter(kept).mapToObj(trajectory::get).toList());
	}

	@Test
	void otherTimesAndACameraAtRestAreSaid() {
		final Trajectory truth = random(new Random(4), 6);
		final Trajectory later = new Trajectory(truth.poses().stream().map(p -> new Pose(p.time() + 100, p.tx(), p.ty(), p.tz(), p
			.qx(), p.qy(), p.qz(), p.qw())).toList());
		assertSentence("the truth from 0.0 to 5.0 s", later, truth);
		final Trajectory rest = new Trajectory(truth.poses().stream().map(p -> pose(p.time(), 1, 2, 3, 0)).toList());
		assertSentence("estimated camera does not move", rest, truth);
		assertSentence("true camera does not move", truth, rest);
	}

	private static void assertSentence(final String part, final Trajectory estimate, final Trajectory truth) {
		final String message = assertThrows(IllegalArgumentException.class, () -> CameraScore.of(estimate, truth, 0.02, Progress.NONE))
			.getMessage();
		assertTrue(message.contains(part) && message.endsWith("."), message);
	}

	@Test
	void motionCaptureInAnotherWorldIsTheSame() {
		final Trajectory truth = TrajectoryFile.read(SharedData.file("pose_tum_fr3_office/groundtruth.txt").toPath());
		final CameraScore score = CameraScore.of(elsewhere(truth, 2), truth, 0.005, Progress.NONE);
		assertEquals(truth.size(), score.times().length);
		assertEquals(0.5, score.scale(), 1e-9);
		assertEquals(0, score.absoluteTrajectoryError(), 1e-9);
		assertEquals(0, CameraScore.mean(score.stepRotation()), 1e-6);
		assertEquals(0, CameraScore.mean(score.snippets()), 1e-9);
	}
}
