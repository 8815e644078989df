package io.github.kinema.camera;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;

import org.junit.jupiter.api.Test;

import io.github.kinema.device.CpuDevice;
import io.github.kinema.format.Pinhole;
import io.github.kinema.format.Rigid;
import io.github.kinema.motion.Flow;
import io.github.kinema.scene.SceneKind;
import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;

/** What the camera's motion alone makes. */
class RigidFlowTest {

	private static final int WIDTH = 7;
	private static final int HEIGHT = 5;
	private static final Pinhole CAMERA = Pinhole.ofFocal(WIDTH, HEIGHT, 10);

	private static Plane depth(final double depth) {
		final Plane plane = new Plane(WIDTH, HEIGHT);
		Arrays.fill(plane.values(), (float) depth);
		return plane;
	}

	private static float[] filled(final double value) {
		return depth(value).values();
	}

	@Test
	void aShiftMovesByFocalLengthOverDepth() {
		final Flow flow = RigidFlow.of(CAMERA, Rigid.translation(0.3, -0.6, 0), depth(2));
		assertArrayEquals(filled(1.5), flow.u(), 1e-6f);
		assertArrayEquals(filled(-3), flow.v(), 1e-6f);
	}

	@Test
	void itIsFiniteWhereverTheCameraGoes() {
		assertArrayEquals(filled(0), RigidFlow.of(CAMERA, Rigid.translation(0.3, 0, -2), depth(2)).u(), "in the camera");
		assertArrayEquals(filled(0), RigidFlow.of(CAMERA, Rigid.translation(0.3, 0, -5), depth(2)).u(), "behind it");
		final Flow flow = RigidFlow.of(CAMERA, Rigid.translation(3, 4, -1.999), depth(2));
		for (int i = 0; i < flow.u().length; i++)
			assertEquals(Math.hypot(WIDTH, HEIGHT), Math.hypot(flow.u()[i], flow.v()[i]), 1e-5, "as far as the diagonal is long");
	}

	@Test
	void flowsInCommonChangeNothing() {
		final Footage footage = SceneFootage.of(SceneKind.PLANAR, 96, 80, 4, 3, 1).footage();
		final PairFlows flows = new PairFlows(footage, 8);
		final CameraPath path = footage.track(flows, Progress.NONE);
		final CameraPath alone = footage.track(Progress.NONE);
		assertEquals(alone.parallax(), path.parallax());
		for (int frame = 0; frame < 4; frame++) for (int k = 0; k < 12; k++) {
			assertEquals(alone.poses().get(frame).get(k / 4, k % 4), path.poses().get(frame).get(k / 4, k % 4));
		}
		final RigidFlow rigid = new RigidFlow(footage, path, flows, CpuDevice.INSTANCE);
		assertEquals(Parallax.SOME == path.parallax(), rigid.depth(1, Progress.NONE).isPresent());
		final Flow flow = rigid.between(1, 2, Progress.NONE);
		final Flow seen = flows.between(1, 2, Progress.NONE).forward();
		double apart = 0;
		for (int i = 0; i < flow.u().length; i++)
			apart += Math.hypot(flow.u()[i] - seen.u()[i], flow.v()[i] - seen.v()[i]) / flow.u().length;
		assertTrue(apart < 0.3, "a homography explains a plane, but for " + apart + " pixels");
	}
}
