package io.github.kinema.camera;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.github.kinema.device.CpuDevice;
import io.github.kinema.evaluate.SegmentationScore;
import io.github.kinema.motion.Flow;
import io.github.kinema.scene.SceneKind;
import io.github.kinema.tile.Impatient;
import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;

/** What moves by itself. */
class MotionSegmentationTest {

	static SegmentationScore score(final SceneFootage scene, final List<Plane> labels) {
		SegmentationScore score = SegmentationScore.NONE;
		for (int frame = 0; frame < labels.size(); frame++) {
			final Plane moving = scene.scene().truth(frame, frame + 1, Progress.NONE).mask();
			for (int i = 0; i < moving.values().length; i++) moving.values()[i] = 1 - moving.values()[i];
			score = score.plus(SegmentationScore.of(labels.get(frame), moving));
		}
		return score;
	}

	@ParameterizedTest
	@CsvSource({ "STATIC_CAMERA, 5, 0.65", "MOVING_OBJECTS, 6, 0.4", "MOVING_OBJECTS, 619, 0.4" })
	void whatMovesIsFoundAndHasANumber(final SceneKind kind, final long seed, final double least) {
		final SceneFootage scene = SceneFootage.of(kind, 192, 144, 7, seed, 1);
		final List<Plane> labels = new MotionSegmentation(scene.footage(), scene.footage().track(Progress.NONE), CpuDevice.INSTANCE)
			.labels(30, Progress.NONE);
		final SegmentationScore score = score(scene, labels);
		assertTrue(score.foreground() > least, score.toString());
		assertTrue(score.background() > 0.85, score.toString());
	}

	@ParameterizedTest
	@CsvSource({ "ROTATION", "PLANAR", "ORBIT" })
	void whereAllRestsNothingMoves(final SceneKind kind) {
		final SceneFootage scene = SceneFootage.of(kind, 128, 96, 6, 3, 1);
		final List<Plane> labels = new MotionSegmentation(scene.footage(), scene.footage().track(Progress.NONE), CpuDevice.INSTANCE)
			.labels(30, Progress.NONE);
		int moving = 0;
		for (final Plane plane : labels) for (final float value : plane.values()) if (value > 0) moving++;
		assertTrue(moving < 0.02 * 5 * 128 * 96, moving + " pixels move");
	}

	@Test
	void thingsKeepTheirNumberAndSmallOnesAreNone() {
		final Plane first = new Plane(20, 10);
		final Plane second = new Plane(20, 10);
		final Flow flow = new Flow(20, 10);
		Arrays.fill(flow.u(), -3);
		for (int y = 2; y < 6; y++) {
			Arrays.fill(first.values(), 2 + 20 * y, 6 + 20 * y, 1);
			Arrays.fill(second.values(), 5 + 20 * y, 9 + 20 * y, 1);
		}
		for (int y = 1; y < 9; y++) Arrays.fill(second.values(), 14 + 20 * y, 19 + 20 * y, 0.7f);
		first.values()[19] = 1;
		final MovingThings things = new MovingThings(3);
		final Plane known = things.label(first, null, null);
		assertEquals(1, known.get(3, 3));
		assertEquals(0, known.get(19, 0));
		final Plane same = things.label(second, known, new PairFlow(flow, flow, null, null));
		assertEquals(1, same.get(7, 4));
		assertEquals(2, same.get(16, 4));
		assertEquals(0, same.get(0, 0));
	}

	@Test
	void itStopsWhenAsked() {
		final SceneFootage scene = SceneFootage.of(SceneKind.STATIC_CAMERA, 64, 48, 3, 5, 1);
		final CameraPath path = scene.footage().track(Progress.NONE);
		assertThrows(CancellationException.class, () -> new MotionSegmentation(scene.footage(), path, CpuDevice.INSTANCE).labels(30,
			new Impatient(3)));
	}
}
