package io.github.kinema.camera;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.DoubleStream;

import org.bytedeco.javacpp.indexer.DoubleIndexer;
import org.bytedeco.opencv.global.opencv_calib3d;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Point2d;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.kinema.format.Rigid;
import io.github.kinema.tile.Impatient;
import io.github.kinema.tile.Progress;

/** The motion between two cameras, and the homography, from points that both see. */
class TwoViewTest {

	private static final double THRESHOLD = PointScene.PIXEL;
	private static final double NOISE = 0.1 * THRESHOLD;

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3, 4, 5, 6 })
	void fivePointsAllowTheTrueMatrix(final long seed) {
		final Rigid motion = PointScene.motion(seed);
		final Matches matches = PointScene.see(5, motion, false, 0, 0, seed);
		final double[] truth = Epipolar.matrix(motion);
		final List<double[]> found = FivePoints.solve(matches, new int[] { 0, 1, 2, 3, 4 });
		assertTrue(found.size() <= 10);
		assertEquals(0, found.stream().mapToDouble(e -> difference(e, truth)).min().orElse(1), 1e-6);
	}

	/** Of the directions of two matrices. */
	private static double difference(final double[] a, final double[] b) {
		double aa = 0;
		double ab = 0;
		double bb = 0;
		for (int i = 0; i < 9; i++) {
			aa += a[i] * a[i];
			ab += a[i] * b[i];
			bb += b[i] * b[i];
		}
		return 1 - Math.abs(ab) / Math.sqrt(aa * bb);
	}

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3, 4 })
	void theMotionIsExactWithoutNoise(final long seed) {
		final Rigid motion = PointScene.motion(seed);
		final Rigid found = new EssentialFit(PointScene.see(60, motion, false, 0, 0, seed), NOISE, THRESHOLD).find(Progress.NONE);
		assertEquals(0, PointScene.turned(motion, found), 1e-6);
		assertEquals(0, PointScene.between(motion, found), 1e-4);
		assertEquals(1, found.distance(), 1e-12);
	}

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3, 4 })
	void aThirdOfStraysHardlyMatters(final long seed) {
		final Rigid motion = PointScene.motion(seed);
		final Matches matches = PointScene.see(600, motion, false, 0.3, 0.33, seed);
		final Rigid found = new EssentialFit(matches, NOISE, THRESHOLD).find(Progress.NONE);
		final Rigid peer = peer(matches);
		assertEquals(0, PointScene.turned(motion, found), 0.06);
		assertEquals(0, PointScene.between(motion, found), 0.3);
		assertTrue(PointScene.between(motion, found) < PointScene.between(motion, peer) + 0.1, "peer " + PointScene.between(
			motion, peer));
	}

	/** NB: a motion in between leaves both some tenths of a pixel off, and more points within a pixel than either. */
	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3, 4 })
	void theMotionOfMostIsFoundNotOneInBetween(final long seed) {
		final Rigid far = PointScene.motion(seed);
		final Rigid motion = far.withTranslation(0.05 * far.get(0, 3), 0.05 * far.get(1, 3), 0.05 * far.get(2, 3));
		final Rigid axis = PointScene.motion(seed + 10);
		final Rigid other = Rigid.turn(new double[] { 0.01 * axis.get(0, 3), 0.01 * axis.get(1, 3), 0.01 * axis.get(2, 3) },
			new double[3]).times(motion);
		final Matches matches = joined(PointScene.see(330, motion, false, 0.05, 0, seed), PointScene.see(270, other, false, 0.05, 0,
			seed + 1));
		final Rigid found = new EssentialFit(matches, NOISE, THRESHOLD).find(Progress.NONE);
		assertEquals(0, PointScene.turned(motion, found), 0.06);
		final TwoViews two = TwoViews.of(matches, THRESHOLD, Progress.NONE);
		assertEquals(330, EssentialFit.count(two.agree()), 20);
	}

	private static Matches joined(final Matches one, final Matches other) {
		return new Matches(joined(one.x1(), other.x1()), joined(one.y1(), other.y1()), joined(one.x2(), other.x2()), joined(one.y2(),
			other.y2()));
	}

	private static double[] joined(final double[] one, final double[] other) {
		return DoubleStream.concat(Arrays.stream(one), Arrays.stream(other)).toArray();
	}

	/** The motion that OpenCV finds. */
	private static Rigid peer(final Matches matches) {
		final Mat first = points(matches.x1(), matches.y1());
		final Mat second = points(matches.x2(), matches.y2());
		final Mat mask = new Mat();
		final Mat r = new Mat();
		final Mat t = new Mat();
		final Mat e = opencv_calib3d.findEssentialMat(first, second, Mat.eye(3, 3, opencv_core.CV_64F)
			.asMat(), opencv_calib3d.RANSAC, 0.999, THRESHOLD, 1000, mask);
		opencv_calib3d.recoverPose(e, first, second, r, t, 1, new Point2d(0, 0), mask);
		final double[][] rotation = new double[3][3];
		final DoubleIndexer rs = r.createIndexer();
		final DoubleIndexer ts = t.createIndexer();
		for (int i = 0; i < 9; i++) rotation[i / 3][i % 3] = rs.get(i / 3, i % 3);
		return Rigid.of(rotation, ts.get(0, 0), ts.get(1, 0), ts.get(2, 0));
	}

	private static Mat points(final double[] x, final double[] y) {
		final Mat mat = new Mat(x.length, 2, opencv_core.CV_64F);
		final DoubleIndexer values = mat.createIndexer();
		for (int i = 0; i < x.length; i++) {
			values.put(i, 0, x[i]);
			values.put(i, 1, y[i]);
		}
		return mat;
	}

	@Test
	void aPlaneHasOneHomographyAndSpaceHasNone() {
		final Rigid motion = PointScene.motion(7);
		final Matches plane = PointScene.see(300, motion, true, 0.2, 0.2, 7);
		final Homography found = new HomographyFit(plane, THRESHOLD).find(Progress.NONE);
		assertEquals(0.8, EssentialFit.count(HomographyFit.agreeing(plane, found, THRESHOLD)) / 300.0, 0.05);
		final Matches space = PointScene.see(300, motion, false, 0.2, 0, 7);
		final Homography none = new HomographyFit(space, THRESHOLD).find(Progress.NONE);
		assertTrue(EssentialFit.count(HomographyFit.agreeing(space, none, THRESHOLD)) < 60);
	}

	@Test
	void tooFewPointsGiveNoMotionAndNoHomography() {
		final Matches few = PointScene.see(3, PointScene.motion(1), false, 0, 0, 1);
		assertNull(new EssentialFit(few, NOISE, THRESHOLD).find(Progress.NONE));
		assertEquals(Homography.IDENTITY, new HomographyFit(few, THRESHOLD).find(Progress.NONE));
	}

	@Test
	void aPointIsWhereItWasSeen() {
		final Rigid motion = PointScene.motion(3);
		final double[] at = new double[3];
		motion.apply(0.6, -0.9, 3, at);
		final double[] found = new double[3];
		assertTrue(Triangulation.middle(motion, 0.2, -0.3, at[0] / at[2], at[1] / at[2], found) > 0);
		assertEquals(0.6, found[0], 1e-9);
		assertEquals(-0.9, found[1], 1e-9);
		assertEquals(3, found[2], 1e-9);
		motion.apply(-0.6, 0.9, -3, at);
		assertTrue(Triangulation.middle(motion, 0.2, -0.3, at[0] / at[2], at[1] / at[2], found) <= 0);
	}

	@Test
	void itStopsWhenAsked() {
		final Matches matches = PointScene.see(300, PointScene.motion(1), false, 0.3, 0.4, 1);
		assertThrows(CancellationException.class, () -> new EssentialFit(matches, NOISE, THRESHOLD).find(new Impatient(0)));
		assertThrows(CancellationException.class, () -> new HomographyFit(matches, THRESHOLD).find(new Impatient(0)));
	}
}
