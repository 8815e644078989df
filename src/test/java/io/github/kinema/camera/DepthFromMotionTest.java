package io.github.kinema.camera;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.github.kinema.device.CpuDevice;
import io.github.kinema.evaluate.DepthAlignment;
import io.github.kinema.evaluate.DepthScore;
import io.github.kinema.format.Pinhole;
import io.github.kinema.format.Rigid;
import io.github.kinema.motion.Flow;
import io.github.kinema.scene.SceneKind;
import io.github.kinema.tile.Impatient;
import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;

/** Depth from flow and poses. */
class DepthFromMotionTest {

	private static final int WIDTH = 31;
	private static final int HEIGHT = 23;
	private static final Pinhole CAMERA = Pinhole.ofFocal(WIDTH, HEIGHT, 40);

	private static double depth(final int x, final int y) {
		return 2 + 0.05 * x + 0.02 * y;
	}

	/** The exact flow of the slanted plane under a motion. */
	private static PairFlow flow(final Rigid motion) {
		final Flow flow = new Flow(WIDTH, HEIGHT);
		final Plane trust = new Plane(WIDTH, HEIGHT);
		Arrays.fill(trust.values(), 1);
		final double[] at = new double[3];
		for (int i = 0; i < WIDTH * HEIGHT; i++) {
			final int x = i % WIDTH;
			final int y = i / WIDTH;
			final double z = depth(x, y);
			motion.apply((x - CAMERA.cx()) / CAMERA.fx() * z, (y - CAMERA.cy()) / CAMERA.fy() * z, z, at);
			flow.u()[i] = (float) (CAMERA.fx() * at[0] / at[2] + CAMERA.cx() - x);
			flow.v()[i] = (float) (CAMERA.fy() * at[1] / at[2] + CAMERA.cy() - y);
		}
		return new PairFlow(flow, new Flow(WIDTH, HEIGHT), trust, trust);
	}

	private static Corners corners() {
		final Plane image = new Plane(WIDTH, HEIGHT);
		for (int i = 0; i < image.values().length; i++) image.values()[i] = 31 * i % 255;
		return Corners.of(image, Progress.NONE);
	}

	@Test
	void exactFlowGivesTheExactDepthAndOneWrongFlowOfThreeDoesNotMatter() {
		final List<Rigid> motions = List.of(Rigid.turn(new double[] { 0.02, -0.01, 0.03 }, new double[] { 0.2, 0, 0.05 }), Rigid
			.turn(new double[] { 0, 0.04, 0 }, new double[] { -0.2, 0.1, 0 }), Rigid.translation(0, 0.3, 0.02));
		final List<PairFlow> flows = motions.stream().map(DepthFromMotionTest::flow).toList();
		final int wrong = 12 + 9 * WIDTH;
		flows.get(0).forward().u()[wrong] += 9;
		final InverseDepth found = new InverseDepthFit(CAMERA, motions, flows, corners()).find(Progress.NONE);
		for (int i = 0; i < WIDTH * HEIGHT; i++) {
			final double truth = 1 / depth(i % WIDTH, i / WIDTH);
			assertEquals(truth, found.inverse().values()[i], i == wrong ? 0.06 * truth : 1e-4);
			if (i != wrong) assertEquals(0, found.misfit().values()[i], 0.01);
		}
		assertTrue(found.misfit().values()[wrong] > 3);
		assertTrue(found.variance().values()[wrong] > 4 * found.variance().values()[wrong + 1]);
	}

	@Test
	void whereNoFlowIsTrustedNothingIsKnownAndAllIsFilled() {
		final Rigid motion = Rigid.translation(0.3, 0, 0);
		final PairFlow flow = flow(motion);
		for (int y = 6; y < 18; y++) Arrays.fill(flow.trust().values(), y * WIDTH + 8, y * WIDTH + 22, 0);
		final InverseDepth found = new InverseDepthFit(CAMERA, List.of(motion), List.of(flow), corners()).find(Progress.NONE);
		assertTrue(Double.isInfinite(found.variance().values()[15 + 11 * WIDTH]));
		final Plane image = new Plane(WIDTH, HEIGHT);
		final Plane filled = new DepthFilling(CpuDevice.INSTANCE).fill(found, null, image, Progress.NONE);
		for (int i = 0; i < filled.values().length; i++) assertEquals(1 / depth(i % WIDTH, i / WIDTH), filled.values()[i], 0.12);
	}

	@Test
	void onePixelAndNothingKnownStayZero() {
		final InverseDepth nothing = new InverseDepth(new Plane(1, 1), new Plane(1, 1, new float[] {
			Float.POSITIVE_INFINITY }), new Plane(1, 1));
		assertEquals(0, new DepthFilling(CpuDevice.INSTANCE).fill(nothing, null, new Plane(1, 1), Progress.NONE).get(0, 0));
	}

	@Test
	void theDepthOfASceneHasOneScaleInAllFrames() {
		final SceneFootage scene = SceneFootage.of(SceneKind.ORBIT, 160, 120, 8, 3, 1);
		final CameraPath path = scene.footage().track(Progress.NONE);
		final DepthFromMotion depth = new DepthFromMotion(scene.footage(), path, CpuDevice.INSTANCE);
		final double[] scales = new double[2];
		for (int k = 0; k < 2; k++) {
			final DepthMap map = depth.of(7 * k, Progress.NONE);
			final Plane errors = new Plane(160, 120);
			final DepthScore score = DepthScore.of(map.depth(), false, scene.depth(7 * k), DepthAlignment.MEDIAN, 1e-3,
				Double.POSITIVE_INFINITY, errors, Progress.NONE);
			assertEquals(1, score.coverage());
			assertEquals(0, score.absRel(), 0.12);
			scales[k] = score.scale();
			double sure = 0;
			double unsure = 0;
			int count = 0;
			for (int i = 0; i < errors.values().length; i++) {
				if (map.confidence().values()[i] > 0.5) {
					sure += errors.values()[i];
					count++;
				}
				else unsure += errors.values()[i];
			}
			assertTrue(sure / count < unsure / (errors.values().length - count));
		}
		assertEquals(1, scales[1] / scales[0], 0.1);
		assertThrows(CancellationException.class, () -> depth.of(3, new Impatient(1)));
	}

	@Test
	void whatMovesHasTheDepthThatTheModelGuesses() {
		final SceneFootage scene = SceneFootage.of(SceneKind.MOVING_OBJECTS, 192, 144, 8, 5, 1);
		final PairFlows flows = new PairFlows(scene.footage(), 40);
		final CameraPath path = scene.footage().track(flows, Progress.NONE);
		final Plane truth = scene.depth(4);
		final Plane rests = scene.scene().truth(4, 5, Progress.NONE).mask();
		final Plane said = new Plane(192, 144);
		final Plane odds = new Plane(192, 144);
		for (int i = 0; i < said.values().length; i++) {
			said.values()[i] = 3 / truth.values()[i] - 0.2f;
			odds.values()[i] = rests.values()[i] > 0.5 ? -9 : 9;
		}
		final DepthGuess guess = ModelFitTest.guess(said);
		final DepthMap without = new DepthFromMotion(scene.footage(), path, flows, null, (Evidence) null, CpuDevice.INSTANCE).of(4,
			Progress.NONE);
		final DepthMap with = new DepthFromMotion(scene.footage(), path, flows, guess, (frame, progress) -> odds, CpuDevice.INSTANCE).of(4,
			Progress.NONE);
		assertTrue(with.guessed());
		assertFalse(without.guessed());
		assertTrue(movingError(without.depth(), truth, rests) > 0.2, "without: " + movingError(without.depth(), truth, rests));
		assertEquals(0, movingError(with.depth(), truth, rests), 0.1);
		for (int i = 0; i < odds.values().length; i++) if (odds.values()[i] > 0) assertEquals(0, with.confidence().values()[i], 0.02);
	}

	/** The mean relative error of what moves, where the median of what rests is right. */
	private static double movingError(final Plane depth, final Plane truth, final Plane rests) {
		final double[] scales = IntStream.range(0, rests.values().length).filter(i -> rests.values()[i] > 0.5).mapToDouble(
			i -> truth.values()[i] / depth.values()[i]).toArray();
		final double scale = TwoViews.median(scales);
		return IntStream.range(0, rests.values().length).filter(i -> !(rests.values()[i] > 0.5)).mapToDouble(i -> Math.abs(scale * depth
			.values()[i] / truth.values()[i] - 1)).average().orElseThrow();
	}
}
