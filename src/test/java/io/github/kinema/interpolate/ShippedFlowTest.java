package io.github.kinema.interpolate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.github.kinema.device.CpuDevice;
import io.github.kinema.evaluate.FlowScore;
import io.github.kinema.model.ModelStore;
import io.github.kinema.model.Network;
import io.github.kinema.model.Networks;
import io.github.kinema.model.StoredModel;
import io.github.kinema.model.TiledNetwork;
import io.github.kinema.motion.Flow;
import io.github.kinema.motion.FlowGuide;
import io.github.kinema.motion.FlowSettings;
import io.github.kinema.motion.OpticalFlow;
import io.github.kinema.scene.Scene;
import io.github.kinema.scene.SceneKind;
import io.github.kinema.scene.Scenes;
import io.github.kinema.scene.Truth;
import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;

/** Tests the model that Kinema ships for flow, on what it has not been trained on. */
class ShippedFlowTest {

	private static final StoredModel MODEL = ModelStore.SHIPPED.find(ModelStore.FLOW);

	/** NB: so wide that there are tiles at all, beside halos. */
	private static final int WIDTH = 1504;
	private static final int HEIGHT = 64;

	@Test
	void tilesShowNoSeams() {
		final LayeredScene scene = new LayeredScene(5, WIDTH, HEIGHT, 3, 8);
		final FlowGuide guide = FlowGuide.of(List.of(scene.at(0, WIDTH, HEIGHT)), List.of(scene.at(1, WIDTH, HEIGHT)));
		final Flow flow = new Flow(WIDTH, HEIGHT);
		final Plane trust = new Plane(WIDTH, HEIGHT);
		Arrays.fill(flow.u(), 3);
		Arrays.fill(flow.v(), -2);
		Arrays.fill(trust.values(), 0.7f);
		try (Network network = Networks.open(MODEL, CpuDevice.INSTANCE)) {
			final LearnedFlow.Estimate whole = LearnedFlow.correct(new TiledNetwork(network, MODEL.descriptor(), Long.MAX_VALUE),
				guide, flow, trust, Progress.NONE);
			final LearnedFlow.Estimate tiled = LearnedFlow.correct(new TiledNetwork(network, MODEL.descriptor(), (long) WIDTH *
				HEIGHT * MODEL.descriptor().pixelBytes() - 1), guide, flow, trust, Progress.NONE);
			assertArrayEquals(whole.flow().u(), tiled.flow().u(), 5e-3f);
			assertArrayEquals(whole.flow().v(), tiled.flow().v(), 5e-3f);
			assertArrayEquals(whole.confidence().values(), tiled.confidence().values(), 5e-3f);
		}
	}

	/** NB: what is taken by name only may lose a little on what it has not been trained for. */
	@Test
	void itIsNoWorseThanWhatItCorrects() {
		final double allowed = MODEL.descriptor().automatic() ? 1 : 1.05;
		final LearnedFlow learned = new LearnedFlow(MODEL, CpuDevice.INSTANCE);
		double before = 0;
		double after = 0;
		for (int seed = 301; seed < 304; seed++) {
			final Scene scene = Scenes.create(SceneKind.MOVING_OBJECTS, 192, 144, 3, seed);
			final Plane first = scene.render(0, Progress.NONE);
			final TwoWayFlow start = TwoWayFlow.of(OpticalFlow.on(CpuDevice.INSTANCE, FlowSettings.ACCURATE), FlowGuide.of(List.of(
				first), List.of(scene.render(2, Progress.NONE))), Progress.NONE);
			final Flow found = learned.correct(start, start.trust(List.of(first), Progress.NONE), Progress.NONE).flow();
			final Truth truth = scene.truth(0, 2, Progress.NONE);
			before += error(start.forward(), truth);
			after += error(found, truth);
		}
		assertTrue(after < allowed * before, "end-point error " + after / 3 + " px, before the correction " + before / 3);
	}

	private static double error(final Flow flow, final Truth truth) {
		return FlowScore.of(flow, new Flow(flow.width(), flow.height(), truth.flowX().values(), truth.flowY().values()), i -> true)
			.meanEndPointError();
	}

	@Test
	void itSaysWhatItIs() {
		assertEquals("BSD-2-Clause", MODEL.descriptor().licence());
		assertTrue(MODEL.descriptor().weights().opset() >= 16 && MODEL.descriptor().weights().opset() <= 19);
	}
}
