package io.github.kinema.interpolate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.github.kinema.device.CpuDevice;
import io.github.kinema.model.ModelStore;
import io.github.kinema.model.Network;
import io.github.kinema.model.Networks;
import io.github.kinema.model.StoredModel;
import io.github.kinema.model.TiledNetwork;
import io.github.kinema.motion.FlowGuide;
import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;

/** Tests the model that Kinema ships, on a scene that nobody has trained it on. */
class ShippedModelTest {

	private static final int WIDTH = 640;
	private static final int HEIGHT = 160;

	private final MotionMethods methods = MotionMethods.of(CpuDevice.INSTANCE);

	@BeforeEach
	void thereIsOne() {
		assumeTrue(ModelStore.SHIPPED.has(ModelStore.INTERPOLATION), "This version of Kinema ships no model.");
	}

	@Test
	void tilesShowNoSeams() {
		final LayeredScene scene = new LayeredScene(5, WIDTH, HEIGHT, 3, 12);
		final List<Plane> first = List.of(scene.at(0, WIDTH, HEIGHT));
		final List<Plane> second = List.of(scene.at(1, WIDTH, HEIGHT));
		final StoredModel model = ModelStore.SHIPPED.find(ModelStore.INTERPOLATION);
		final DenseField flow = methods.named("flow").between(first, second, Progress.NONE).at(0.4, Progress.NONE).dense(
			Progress.NONE);
		final FlowGuide guide = FlowGuide.of(first, second);
		try (Network network = Networks.open(model, CpuDevice.INSTANCE)) {
			final DenseField whole = refined(new TiledNetwork(network, model.descriptor()), model, guide, flow);
			final DenseField tiled = refined(new TiledNetwork(network, model.descriptor(), (long) WIDTH * HEIGHT * model
				.descriptor().pixelBytes() - 1), model, guide, flow);
			assertArrayEquals(whole.toFirstX(), tiled.toFirstX(), 1e-3f);
			assertArrayEquals(whole.toSecondY(), tiled.toSecondY(), 1e-3f);
			assertArrayEquals(whole.weight(), tiled.weight(), 1e-3f);
			assertArrayEquals(whole.confidence(), tiled.confidence(), 1e-3f);
		}
	}

	private static DenseField refined(final TiledNetwork network, final StoredModel model, final FlowGuide guide,
		final DenseField flow)
	{
		return new RefinedField(network, model.descriptor()).of(guide, flow, 0.4f, Progress.NONE);
	}

	/** NB: what is taken by name only may lose a little on what it has not been trained for. */
	@Test
	void itIsNoWorseThanWhatItCorrects() {
		final double allowed = ModelStore.SHIPPED.find(ModelStore.INTERPOLATION).descriptor().automatic() ? 1 : 1.05;
		double learned = 0;
		double flow = 0;
		for (int seed = 10; seed < 12; seed++) {
			final LayeredScene scene = new LayeredScene(seed, WIDTH, HEIGHT, 3, 12);
			final Plane first = scene.at(0, WIDTH, HEIGHT);
			final Plane second = scene.at(1, WIDTH, HEIGHT);
			final Plane truth = scene.at(0.5, WIDTH, HEIGHT);
			learned += Errors.rms(Errors.render(methods.named("learned"), first, second, 0.5), truth, 0);
			flow += Errors.rms(Errors.render(methods.named("flow"), first, second, 0.5), truth, 0);
		}
		assertTrue(learned < allowed * flow, "RMS error " + learned / 2 + ", before the correction " + flow / 2);
	}

	@Test
	void itSaysWhatItIs() {
		final StoredModel model = ModelStore.SHIPPED.find(ModelStore.INTERPOLATION);
		assertEquals("BSD-2-Clause", model.descriptor().licence());
		assertTrue(model.descriptor().weights().opset() >= 16 && model.descriptor().weights().opset() <= 19);
		assertEquals(model.descriptor().automatic(), methods.candidates().size() == 3);
	}
}
