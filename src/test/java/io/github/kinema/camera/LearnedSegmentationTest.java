package io.github.kinema.camera;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.github.kinema.device.CpuDevice;
import io.github.kinema.evaluate.SegmentationScore;
import io.github.kinema.model.ModelDescriptor;
import io.github.kinema.model.ModelStore;
import io.github.kinema.model.ModelTask;
import io.github.kinema.model.Network;
import io.github.kinema.model.StoredModel;
import io.github.kinema.model.Tensor;
import io.github.kinema.model.TiledNetwork;
import io.github.kinema.motion.Flow;
import io.github.kinema.scene.SceneKind;
import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;

/** Tests the way from a recording through a network to what moves, with a network that knows one rule. */
class LearnedSegmentationTest {

	private static final StoredModel MODEL = ModelStore.SHIPPED.find("apart");
	private static final LearnedSegmentation LEARNED = new LearnedSegmentation(MODEL, CpuDevice.INSTANCE);
	private static final int WIDTH = 24;
	private static final int HEIGHT = 16;

	/** Gives one number everywhere, and keeps what it takes. */
	private static final class Witness implements Network {

		private final float says;
		private final Map<String, float[]> seen = new HashMap<>();

		Witness(final float says) {
			this.says = says;
		}

		@Override
		public List<Tensor> run(final List<Tensor> inputs) {
			for (final Tensor input : inputs) seen.put(input.id(), input.values());
			final float[] values = new float[WIDTH * HEIGHT];
			Arrays.fill(values, says);
			return List.of(new Tensor("moving", new long[] { 1, 1, HEIGHT, WIDTH }, values));
		}

		@Override
		public String provider() {
			return "nothing";
		}

		@Override
		public void close() {}

		/** The value of a channel, which is the same everywhere. */
		private float of(final String input, final int channel) {
			return seen.get(input)[channel * WIDTH * HEIGHT + 100];
		}
	}

	private static Plane filled(final double value) {
		final Plane plane = new Plane(WIDTH, HEIGHT);
		Arrays.fill(plane.values(), (float) value);
		return plane;
	}

	private static Flow flow(final double u, final double v) {
		return new Flow(WIDTH, HEIGHT, filled(u).values(), filled(v).values());
	}

	private static Plane odds(final Witness witness) {
		final PairFlow before = new PairFlow(flow(-1, 2), flow(0, 0), filled(0.25), filled(0));
		final PairFlow after = new PairFlow(flow(3, -4), flow(0, 0), filled(0.75), filled(0));
		return LearnedSegmentation.odds(new TiledNetwork(witness, MODEL.descriptor()), filled(51), new LearnedSegmentation.Other(
			filled(0), before, flow(-5, 6)), new LearnedSegmentation.Other(filled(255), after, flow(7, -8)), List.of(filled(2), filled(
				0.5)), Progress.NONE);
	}

	@Test
	void everythingIsInItsPlace() {
		final Witness witness = new Witness(0.5f);
		odds(witness);
		assertEquals(List.of(0f, 0.2f, 1f), List.of(witness.of("previous", 0), witness.of("middle", 0), witness.of("next", 0)));
		final float[] flow = { -1, 2, 3, -4, 0.25f, 0.75f };
		for (int c = 0; c < flow.length; c++) assertEquals(flow[c], witness.of("flow", c));
		final float[] rigid = { -5, 6, 7, -8 };
		for (int c = 0; c < rigid.length; c++) assertEquals(rigid[c], witness.of("rigid", c));
		assertEquals(2, witness.of("depth", 0));
		assertEquals(0.5f, witness.of("depth", 1));
	}

	@ParameterizedTest
	@CsvSource({ "0.5, 0", "0.9, 2.1972", "0, -9.21024", "1.5, 9.21024" })
	void probabilitiesBecomeFiniteOdds(final float probability, final float odds) {
		assertEquals(odds, odds(new Witness(probability)).get(5, 5), 1e-3);
	}

	@Test
	void numbersThatAreNoneAreAnError() {
		final Exception exc = assertThrows(IllegalStateException.class, () -> odds(new Witness(Float.NaN)));
		assertTrue(exc.getMessage().startsWith("The model \"Test segmentation\" gives numbers that are not finite."), exc
			.getMessage());
	}

	@ParameterizedTest
	@CsvSource({ "STATIC_CAMERA, 5, 0.5", "MOVING_OBJECTS, 6, 0.3" })
	void whatTheNetworkTakesForMotionIsFound(final SceneKind kind, final long seed, final double least) {
		final SceneFootage scene = SceneFootage.of(kind, 160, 120, 5, seed, 1);
		final List<Plane> labels = new MotionSegmentation(scene.footage(), scene.footage().track(Progress.NONE), LEARNED,
			CpuDevice.INSTANCE).labels(30, Progress.NONE);
		final SegmentationScore score = MotionSegmentationTest.score(scene, labels);
		assertTrue(score.foreground() > least && score.background() > 0.7, score.toString());
	}

	@Test
	void atTheEndsOneNeighbourStandsForBothAndTheMeanCounts() {
		final SceneFootage scene = SceneFootage.of(SceneKind.STATIC_CAMERA, 64, 48, 3, 5, 1);
		final PairFlows flows = new PairFlows(scene.footage(), 4);
		final CameraPath path = scene.footage().track(Progress.NONE);
		final Plane odds = new LearnedEvidence(scene.footage(), path, flows, LEARNED, CpuDevice.INSTANCE).of(0, Progress.NONE);
		final RigidFlow rigid = new RigidFlow(scene.footage(), path, flows, CpuDevice.INSTANCE);
		final float[] expected = new float[odds.values().length];
		for (int other = 1; other <= 2; other++) {
			final PairFlow flow = flows.between(0, other, Progress.NONE);
			final Flow rest = rigid.between(0, other, Progress.NONE);
			for (int i = 0; i < expected.length; i++) {
				final double trust = flow.trust().values()[i];
				final double apart = 2 * trust * Math.hypot(flow.forward().u()[i] - rest.u()[i], flow.forward().v()[i] - rest.v()[i]) / (2 *
					trust + 0.1);
				expected[i] += 0.5 * Math.min(9.2, 4 * (apart - 0.5));
			}
		}
		assertArrayEquals(expected, odds.values(), 0.02f);
	}

	@Test
	void aModelForSomethingElseIsASentence() {
		final StoredModel other = ModelStore.SHIPPED.find(ModelStore.INTERPOLATION);
		assertEquals("The model \"interpolation\" corrects the motion between two frames: it does not tell what moves by itself.",
			assertThrows(IllegalArgumentException.class, () -> new LearnedSegmentation(other, CpuDevice.INSTANCE)).getMessage());
		final ModelDescriptor d = MODEL.descriptor();
		final StoredModel strange = new StoredModel("strange", new ModelDescriptor(d.name(), "", "", ModelTask.SEGMENT, d.inputs(), List
			.of(d.input("depth")), d.scaling(), d.weights(), false, 1, false, true, null), MODEL.weights(), null);
		final String sentence = assertThrows(IllegalArgumentException.class, () -> new LearnedSegmentation(strange,
			CpuDevice.INSTANCE)).getMessage();
		assertTrue(sentence.contains("depth=[inverse_depth, confidence]"), sentence);
	}
}
