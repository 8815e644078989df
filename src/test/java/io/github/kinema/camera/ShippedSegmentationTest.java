package io.github.kinema.camera;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.github.kinema.device.CpuDevice;
import io.github.kinema.evaluate.SegmentationScore;
import io.github.kinema.model.ModelStore;
import io.github.kinema.model.Network;
import io.github.kinema.model.Networks;
import io.github.kinema.model.StoredModel;
import io.github.kinema.model.TiledNetwork;
import io.github.kinema.motion.Flow;
import io.github.kinema.motion.FlowGuide;
import io.github.kinema.scene.Scene;
import io.github.kinema.scene.SceneKind;
import io.github.kinema.scene.Scenes;
import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;

/** Tests the model that Kinema ships for what moves by itself, on what it has not been trained on. */
class ShippedSegmentationTest {

	private static final StoredModel MODEL = ModelStore.SHIPPED.find(ModelStore.SEGMENTATION);

	/** NB: so wide that there are tiles at all, beside halos. */
	private static final int WIDTH = 1008;
	private static final int HEIGHT = 64;

	@Test
	void tilesShowNoSeams() {
		final Scene scene = Scenes.create(SceneKind.MOVING_OBJECTS, WIDTH, HEIGHT, 3, 310);
		final List<Plane> grey = FlowGuide.of(List.of(List.of(scene.render(1, Progress.NONE)), List.of(scene.render(0,
			Progress.NONE)), List.of(scene.render(2, Progress.NONE))));
		final Plane trust = new Plane(WIDTH, HEIGHT);
		Arrays.fill(trust.values(), 0.7f);
		final Flow still = new Flow(WIDTH, HEIGHT);
		final Flow moving = new Flow(WIDTH, HEIGHT);
		for (int i = 0; i < trust.values().length; i++) moving.u()[i] = i % WIDTH / 40 % 3;
		final LearnedSegmentation.Other previous = new LearnedSegmentation.Other(grey.get(1), new PairFlow(moving, still, trust,
			trust), still);
		final LearnedSegmentation.Other next = new LearnedSegmentation.Other(grey.get(2), new PairFlow(still, still, trust, trust),
			moving);
		try (Network network = Networks.open(MODEL, CpuDevice.INSTANCE)) {
			final Plane whole = LearnedSegmentation.odds(new TiledNetwork(network, MODEL.descriptor(), Long.MAX_VALUE), grey.get(0),
				previous, next, List.of(trust, trust), Progress.NONE);
			final Plane tiled = LearnedSegmentation.odds(new TiledNetwork(network, MODEL.descriptor(), (long) WIDTH * HEIGHT * MODEL
				.descriptor().pixelBytes() - 1), grey.get(0), previous, next, List.of(trust, trust), Progress.NONE);
			assertArrayEquals(whole.values(), tiled.values(), 0.02f);
		}
	}

	@Test
	void whatMovesBeforeACameraAtRestIsFound() {
		final SceneFootage scene = SceneFootage.of(SceneKind.STATIC_CAMERA, 160, 120, 5, 5, 1);
		final List<Plane> labels = new MotionSegmentation(scene.footage(), scene.footage().track(Progress.NONE),
			new LearnedSegmentation(MODEL, CpuDevice.INSTANCE), CpuDevice.INSTANCE).labels(30, Progress.NONE);
		final SegmentationScore score = MotionSegmentationTest.score(scene, labels);
		assertTrue(score.foreground() > 0.6 && score.background() > 0.85, score.toString());
	}
}
