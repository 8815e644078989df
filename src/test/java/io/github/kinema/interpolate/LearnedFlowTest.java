package io.github.kinema.interpolate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
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
import io.github.kinema.model.ModelDescriptor;
import io.github.kinema.model.ModelStore;
import io.github.kinema.model.ModelTask;
import io.github.kinema.model.Network;
import io.github.kinema.model.Networks;
import io.github.kinema.model.StoredModel;
import io.github.kinema.model.Tensor;
import io.github.kinema.model.TiledNetwork;
import io.github.kinema.motion.Flow;
import io.github.kinema.motion.FlowGuide;
import io.github.kinema.motion.FlowSettings;
import io.github.kinema.motion.OpticalFlow;
import io.github.kinema.motion.Pattern;
import io.github.kinema.motion.Sampling;
import io.github.kinema.tile.Impatient;
import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;

/** Tests the way from frames through a network to flow, with a network that corrects by known amounts. */
class LearnedFlowTest {

	private static final StoredModel MODEL = ModelStore.SHIPPED.find("drift");
	private static final LearnedFlow LEARNED = new LearnedFlow(MODEL, CpuDevice.INSTANCE);

	private static TwoWayFlow flow(final Pattern pattern, final int width, final int height) {
		return TwoWayFlow.of(OpticalFlow.on(CpuDevice.INSTANCE, FlowSettings.DEFAULT), FlowGuide.of(List.of(pattern.at(0, width,
			height)), List.of(pattern.at(1, width, height))), Progress.NONE);
	}

	@ParameterizedTest
	@CsvSource({ "96, 64", "101, 67", "15, 9", "1, 1" })
	void theFlowIsAsTheNetworkCorrectsIt(final int width, final int height) {
		final TwoWayFlow start = flow(new Pattern(3.3, -1.9, 0, 1), width, height);
		final Plane trust = new Plane(width, height);
		for (int i = 0; i < trust.values().length; i++) trust.values()[i] = i % 11 / 10f;
		// NB: blank frames match as well under any flow.
		final Flow blank = LEARNED.correct(new TwoWayFlow(new FlowGuide(new Plane(width, height), new Plane(width, height)), start
			.forward(), start.backward()), trust, Progress.NONE).flow();
		final LearnedFlow.Estimate found = LEARNED.correct(start, trust, Progress.NONE);
		for (int i = 0; i < trust.values().length; i++) {
			assertEquals(start.forward().u()[i] + 0.25 * trust.values()[i], blank.u()[i], 1e-4);
			assertEquals(start.forward().v()[i] + 0.5, blank.v()[i], 1e-4);
			assertTrue(found.confidence().values()[i] > 0.4 && found.confidence().values()[i] < 1);
		}
		if (width < 50) return;
		// The network's error is 0.01 + the mean difference where the flow leads, over 5 x 5 pixels.
		final int x = width / 2;
		final int y = height / 2;
		double difference = 0.01;
		for (int j = y - 2; j <= y + 2; j++) {
			for (int k = x - 2; k <= x + 2; k++) {
				final int i = k + j * width;
				difference += Math.abs(start.guide().first().values()[i] - Sampling.linear(start.guide().second(), k + start.forward()
					.u()[i], j + start.forward().v()[i])) / 255 / 25;
			}
		}
		assertEquals(Math.pow(0.5, difference), found.confidence().get(x, y), 1e-4);
	}

	@Test
	void whatMatchesWorseIsNotTakenWhereTheFlowWasToBeTrusted() {
		final TwoWayFlow start = flow(new Pattern(3.3, -1.9, 0, 1), 96, 64);
		final Plane trust = new Plane(96, 64);
		for (int i = 0; i < trust.values().length; i++) trust.values()[i] = i % 96 < 48 ? 1 : 0;
		final Flow found = LEARNED.correct(start, trust, Progress.NONE).flow();
		for (int y = 16; y < 48; y++) {
			assertEquals(start.forward().v()[24 + y * 96], found.v()[24 + y * 96], 1e-4, "trusted");
			assertEquals(start.forward().v()[72 + y * 96] + 0.5, found.v()[72 + y * 96], 1e-4, "not trusted");
		}
	}

	@Test
	void tilesReachAsFarAsTheFlowLeads() {
		final int width = 480;
		final int height = 48;
		final TwoWayFlow start = flow(new Pattern(21, 2, 0, 1), width, height);
		final Flow flow = new Flow(width, height);
		Arrays.fill(flow.u(), 21);
		Arrays.fill(flow.v(), 2);
		final Plane trust = new Plane(width, height);
		try (Network network = Networks.open(MODEL, CpuDevice.INSTANCE)) {
			final Plane whole = confidence(new TiledNetwork(network, MODEL.descriptor()), start.guide(), flow, trust);
			final Plane tiled = confidence(new TiledNetwork(network, MODEL.descriptor(), width * height * MODEL.descriptor()
				.pixelBytes() / 2), start.guide(), flow, trust);
			assertArrayEquals(whole.values(), tiled.values(), 1e-5f);
		}
	}

	private static Plane confidence(final TiledNetwork network, final FlowGuide guide, final Flow flow, final Plane trust) {
		return LearnedFlow.correct(network, guide, flow, trust, Progress.NONE).confidence();
	}

	@Test
	void numbersThatAreNoneAreAnError() {
		final Network broken = new Network() {

			@Override
			public List<Tensor> run(final List<Tensor> inputs) {
				final float[] values = new float[3 * inputs.get(0).values().length];
				values[7] = Float.NaN;
				return List.of(new Tensor("corrected", new long[] { 1, 3, 16, 24 }, values));
			}

			@Override
			public String provider() {
				return "nothing";
			}

			@Override
			public void close() {}
		};
		final TwoWayFlow start = flow(new Pattern(1, 0, 0, 1), 24, 16);
		final Exception exc = assertThrows(IllegalStateException.class, () -> LearnedFlow.correct(new TiledNetwork(broken, MODEL
			.descriptor()), start.guide(), start.forward(), new Plane(24, 16), Progress.NONE));
		assertTrue(exc.getMessage().startsWith("The model \"Test drift\" gives numbers that are not finite."), exc.getMessage());
	}

	@Test
	void aModelForSomethingElseIsASentence() {
		final StoredModel other = ModelStore.SHIPPED.find(ModelStore.INTERPOLATION);
		assertEquals("The model \"interpolation\" corrects the motion between two frames: it does not correct the flow from one " +
			"image to another.", assertThrows(IllegalArgumentException.class, () -> new LearnedFlow(other, CpuDevice.INSTANCE))
				.getMessage());
		final ModelDescriptor d = MODEL.descriptor();
		final StoredModel strange = new StoredModel("strange", new ModelDescriptor(d.name(), "", "", ModelTask.FLOW, d.inputs(), List
			.of(d.input("flow")), d.scaling(), d.weights(), false, 1, false, true, null), MODEL.weights(), null);
		final String sentence = assertThrows(IllegalArgumentException.class, () -> new LearnedFlow(strange, CpuDevice.INSTANCE))
			.getMessage();
		assertTrue(sentence.contains("must take first and second (grey)") && sentence.contains("give flow_x, flow_y, log_error"),
			sentence);
	}

	@Test
	void stopsWhenAsked() {
		final TwoWayFlow start = flow(new Pattern(2, 1, 0, 1), 96, 64);
		assertThrows(CancellationException.class, () -> LEARNED.correct(start, new Plane(96, 64), new Impatient(3)));
	}
}
