package io.github.kinema.camera;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import io.github.kinema.evaluate.CameraScore;
import io.github.kinema.format.Rigid;
import io.github.kinema.scene.SceneKind;
import io.github.kinema.tile.Impatient;
import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;

/** The way of a camera through scenes whose truth is known. */
class CameraPathTest {

	private static final int WIDTH = 160;
	private static final int HEIGHT = 120;

	private static SceneFootage scene(final SceneKind kind, final int frames) {
		return SceneFootage.of(kind, WIDTH, HEIGHT, frames, 5, 1);
	}

	@ParameterizedTest
	@EnumSource(names = { "ORBIT", "DOLLY", "MOVING_OBJECTS" })
	void theWayIsThatOfTheCameraEvenIfThingsMove(final SceneKind kind) {
		final SceneFootage scene = kind == SceneKind.MOVING_OBJECTS ? SceneFootage.of(kind, 256, 192, 9, 3, 1) : scene(kind, 9);
		final CameraPath path = scene.footage().track(Progress.NONE);
		assertEquals(Parallax.SOME, path.parallax());
		final CameraScore score = CameraScore.of(SceneFootage.trajectory(path), scene.truth(), 0.1, Progress.NONE);
		assertEquals(0, CameraScore.mean(score.stepRotation()), 0.1);
		assertEquals(0, score.absoluteTrajectoryError() / SceneFootage.length(scene.truth()), kind == SceneKind.MOVING_OBJECTS
			? 0.02 : 0.01);
		// The unit is the median depth.
		final float[] depth = scene.depth(0).values();
		Arrays.sort(depth);
		assertEquals(depth[depth.length / 2], score.scale(), 0.25 * score.scale());
	}

	@ParameterizedTest
	@CsvSource({ "STATIC_CAMERA, STILL", "ROTATION, ROTATION", "PLANAR, PLANE" })
	void withoutParallaxItSaysWhy(final SceneKind kind, final Parallax why) {
		final SceneFootage scene = scene(kind, 7);
		final CameraPath path = scene.footage().track(Progress.NONE);
		assertEquals(why, path.parallax());
		if (kind == SceneKind.PLANAR) return;
		final Rigid first = Rigid.of(scene.truth().get(0)).inverse();
		for (int frame = 1; frame < 7; frame++) {
			assertEquals(0, PointScene.turned(path.poses().get(frame), first.times(Rigid.of(scene.truth().get(frame)))), 0.15);
		}
	}

	@Test
	void aHomographyExplainsAPlaneAndNotARoom() {
		final double[] plane = scene(SceneKind.PLANAR, 3).footage().track(Progress.NONE).flat();
		assertTrue(Double.isNaN(plane[0]));
		assertTrue(plane[1] > 0.97 && plane[2] > 0.97, Arrays.toString(plane));
		final double[] hall = scene(SceneKind.DOLLY, 9).footage().track(Progress.NONE).flat();
		assertTrue(hall[8] < 0.97, Arrays.toString(hall));
	}

	@Test
	void blackAndUnknownFramesTellNothing() {
		for (final float fill : new float[] { 0, Float.NaN }) {
			final Plane plane = new Plane(40, 30);
			Arrays.fill(plane.values(), fill);
			final Footage whole = scene(SceneKind.ORBIT, 2).footage();
			final CameraPath path = new Footage(40, 30, 3, whole.camera(), whole.estimator(), frame -> List.of(plane)).track(
				Progress.NONE);
			assertEquals(Parallax.NOTHING, path.parallax());
			assertEquals(3, path.poses().size());
		}
	}

	/** Frames that come twice are the camera at rest. */
	@Test
	void repeatedFramesStayWhereTheyAre() {
		final SceneFootage scene = scene(SceneKind.ORBIT, 8);
		final Footage whole = scene.footage();
		final CameraPath path = new Footage(WIDTH, HEIGHT, 10, whole.camera(), whole.estimator(), frame -> whole.frames().apply(
			frame < 4 ? frame : Math.max(4, frame - 2))).track(Progress.NONE);
		assertEquals(0, path.motion(4, 6).distance(), 1e-3);
		assertTrue(path.motion(6, 7).distance() > 5e-3);
	}

	@Test
	void aCameraThatIsLostIsASentence() {
		final Footage whole = scene(SceneKind.ORBIT, 8).footage();
		final Footage other = SceneFootage.of(SceneKind.DOLLY, WIDTH, HEIGHT, 8, 6, 1).footage();
		final Footage cut = new Footage(WIDTH, HEIGHT, 8, whole.camera(), whole.estimator(), frame -> (frame < 6 ? whole : other)
			.frames().apply(frame));
		final Exception exc = assertThrows(IllegalArgumentException.class, () -> cut.track(Progress.NONE));
		assertTrue(exc.getMessage().startsWith("The camera is lost at frame 7"), exc.getMessage());
	}

	@Test
	void itStopsWhenAsked() {
		assertThrows(CancellationException.class, () -> scene(SceneKind.ORBIT, 4).footage().track(new Impatient(30)));
		assertFalse(Thread.currentThread().isInterrupted());
	}

	/** Things that move the other way make points move far while the camera has hardly moved. */
	@Test
	void firstFramesTooCloseToEachOtherToTellAreWaitedFor() {
		final SceneFootage scene = SceneFootage.of(SceneKind.MOVING_OBJECTS, 384, 288, 8, 210, 2);
		final CameraPath path = scene.footage().track(Progress.NONE);
		assertEquals(Parallax.SOME, path.parallax());
		final CameraScore score = CameraScore.of(SceneFootage.trajectory(path), scene.truth(), 0.02, Progress.NONE);
		assertEquals(0, CameraScore.mean(score.stepRotation()), 0.1);
		assertEquals(0, score.absoluteTrajectoryError() / SceneFootage.length(scene.truth()), 0.02);
	}
}
