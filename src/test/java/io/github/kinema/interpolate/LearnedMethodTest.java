package io.github.kinema.interpolate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CancellationException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.github.kinema.device.CpuDevice;
import io.github.kinema.model.ModelStore;
import io.github.kinema.motion.FlowGuide;
import io.github.kinema.motion.Pattern;
import io.github.kinema.motion.Sampling;
import io.github.kinema.tile.Impatient;
import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;

/** Tests the way from frames through a network to a field, with a network that corrects by known amounts. */
class LearnedMethodTest {

	private static final MotionMethods METHODS = new MotionMethods(CpuDevice.INSTANCE, ModelStore.SHIPPED, "refine");
	private static final MotionMethod LEARNED = METHODS.named("learned");

	@ParameterizedTest
	@CsvSource({ "96, 64, 0.5", "101, 67, 0.25" })
	void theFieldIsThatOfFlowAsTheNetworkCorrectsIt(final int width, final int height, final double t) {
		final Pattern pattern = new Pattern(3.3, -1.9, 0, 1);
		final List<Plane> first = List.of(pattern.at(0, width, height));
		final List<Plane> second = List.of(pattern.at(1, width, height));
		final DenseField flow = field(METHODS.named("flow"), first, second, t);
		final DenseField learned = field(LEARNED, first, second, t);
		final FlowGuide guide = FlowGuide.of(first, second);
		for (int i = 0; i < width * height; i++) {
			assertEquals(flow.toFirstX()[i] + 0.25, learned.toFirstX()[i], 1e-5);
			assertEquals(flow.toFirstY()[i], learned.toFirstY()[i], 1e-5);
			assertEquals(flow.toSecondX()[i], learned.toSecondX()[i], 1e-5);
			assertEquals(flow.toSecondY()[i] + t, learned.toSecondY()[i], 1e-5);
			assertEquals(0.5 * flow.weight()[i], learned.weight()[i], 1e-6);
		}
		assertEquals(flow.sharpness(), learned.sharpness());
		// The network's error is 0.01 + the mean difference of what the field moves, over 5 x 5 pixels.
		final int x = width / 2;
		final int y = height / 2;
		double difference = 0;
		double own = 0;
		for (int j = y - 2; j <= y + 2; j++) {
			for (int k = x - 2; k <= x + 2; k++) {
				final int i = k + j * width;
				final double each = Math.abs(Sampling.linear(guide.first(), k + flow.toFirstX()[i], j + flow.toFirstY()[i]) -
					Sampling.linear(guide.second(), k + flow.toSecondX()[i], j + flow.toSecondY()[i])) / 255;
				difference += each / 25;
				if (k == x && j == y) own = each;
			}
		}
		assertEquals(Math.exp(-(0.01 + difference) / 0.03), learned.confidence()[x + y * width], 1e-4);
		assertEquals(1 - Math.min(1, 10 * own), learned.detail().orElseThrow()[x + y * width], 1e-4);
	}

	@Test
	void aQuarterIsTheClassicalFrameWithAllThatItMixesIn() {
		final LayeredScene scene = new LayeredScene(4, 96, 64, 3, 9);
		final List<Plane> first = List.of(scene.at(0, 96, 64));
		final List<Plane> second = List.of(scene.at(1, 96, 64));
		final DenseField flow = field(METHODS.named("flow"), first, second, 0.5);
		final DenseField learned = field(LEARNED, first, second, 0.5);
		final float[] corrected = rendered(learned, List.of(), first, second);
		final float[] classical = rendered(flow, flow.alternatives(), first, second);
		final float[] all = rendered(learned, learned.alternatives(), first, second);
		final float[] still = flow.alternatives().get(0).share();
		double mixed = 0;
		for (int i = 0; i < all.length; i++) {
			final double moved = 0.75 * corrected[i] + 0.25 * classical[i];
			final double blend = 0.5 * (first.get(0).values()[i] + second.get(0).values()[i]);
			assertEquals(moved + 0.5 * still[i] * (blend - moved), all[i], 0.03);
			mixed = Math.max(mixed, flow.alternatives().get(0).share()[i]);
		}
		assertTrue(mixed > 0.2, "nothing to mix in but " + mixed);
	}

	/** NB: without its sharpness, a rendering is linear in what it mixes. */
	private static float[] rendered(final DenseField field, final List<DenseField.Alternative> alternatives,
		final List<Plane> first, final List<Plane> second)
	{
		return new JavaSynthesis().render(first, second, new DenseField(field.width(), field.height(), field.toFirstX(), field
			.toFirstY(), field.toSecondX(), field.toSecondY(), field.weight(), field.confidence(), 0, alternatives),
			Progress.NONE).get(0).values();
	}

	private static DenseField field(final MotionMethod method, final List<Plane> first, final List<Plane> second,
		final double t)
	{
		return method.between(first, second, Progress.NONE).at(t, Progress.NONE).dense(Progress.NONE);
	}

	@Test
	void confidenceStandsForAnError() {
		assertEquals(1, ExpectedError.confidence(0));
		assertEquals(0.5, ExpectedError.confidence(0.0208f), 1e-3);
		for (final float error : new float[] { 0.001f, 0.02f, 0.3f })
			assertEquals(error, ExpectedError.of(ExpectedError.confidence(error)), 1e-5);
		assertEquals(Float.POSITIVE_INFINITY, ExpectedError.of(0));
	}

	@Test
	void equalFramesStayExactlyEqual() {
		final Plane plane = new Pattern(0, 0, 0, 1).at(0, 61, 43);
		final MotionField still = LEARNED.between(List.of(plane), List.of(plane), Progress.NONE).at(0.4, Progress.NONE);
		assertArrayEquals(plane.values(), METHODS.synthesis().render(List.of(plane), List.of(plane), still, Progress.NONE)
			.get(0).values());
	}

	@Test
	void stopsInTheMiddle() {
		final Pattern pattern = new Pattern(2, 1, 0, 1);
		final List<Plane> first = List.of(pattern.at(0, 96, 64));
		final List<Plane> second = List.of(pattern.at(1, 96, 64));
		assertThrows(CancellationException.class, () -> LEARNED.between(first, second, new Impatient(3)));
		final PairMotion motion = LEARNED.between(first, second, Progress.NONE);
		assertThrows(CancellationException.class, () -> motion.at(0.5, new Impatient(3)));
	}

	@Test
	void itIsACandidateOnlyIfItsDescriptorSaysSo() {
		assertEquals(List.of("blend", "flow"), METHODS.candidates().stream().map(MotionMethod::name).toList());
		assertFalse(new MotionMethods(CpuDevice.INSTANCE, ModelStore.SHIPPED, "nowhere").candidates().isEmpty());
	}

	@Test
	void itsModelIsNamed() {
		assertEquals("refine", LEARNED.model().id());
		assertEquals(64, LEARNED.model().sha256().length());
		assertTrue(LEARNED.provider().contains("CPUExecutionProvider"), LEARNED.provider());
	}

	@Test
	void aModelThatIsNotThereIsASentence() {
		final MotionMethods methods = new MotionMethods(CpuDevice.INSTANCE, ModelStore.SHIPPED, "nowhere");
		final Exception exc = assertThrows(IllegalArgumentException.class, () -> methods.named("learned"));
		assertTrue(exc.getMessage().contains("There is no model \"nowhere\""), exc.getMessage());
	}
}
