package io.github.kinema.interpolate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.github.kinema.device.CpuDevice;
import io.github.kinema.motion.Pattern;
import io.github.kinema.tile.Impatient;
import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;

/** Tests {@link FlowMethod} and its rendering against exactly known frames. */
class FlowMethodTest {

	private static final int WIDTH = 160;
	private static final int HEIGHT = 120;
	static final MotionMethod FLOW = MotionMethods.of(CpuDevice.INSTANCE).named("flow");
	private static final MotionMethod BLEND = new BlendMethod();

	/** The pattern's contrast is about 40 grey values RMS. */
	@ParameterizedTest
	@CsvSource({ "3.3, -1.9, 0, 1, 0.5", "3.3, -1.9, 0, 1, 0.2", "12.4, 0.7, 0, 1, 0.75",
		"0, 0, 0.05, 1, 0.5", "0, 0, 0, 1.06, 0.5", "1.5, 0, 0.03, 0.97, 0.3" })
	void rebuildsTheFrameBetween(final double speedX, final double speedY,
		final double turn, final double growth, final double t)
	{
		final Pattern pattern = new Pattern(speedX, speedY, turn, growth);
		final Plane frame = Errors.render(FLOW, pattern.at(0, WIDTH, HEIGHT), pattern.at(1,
			WIDTH, HEIGHT), t);
		final double error = Errors.rms(frame, pattern.at(t, WIDTH, HEIGHT), 16);
		assertTrue(error < 1, "RMS error " + error + " grey values");
	}

	@ParameterizedTest
	@CsvSource({ "10, 0.35", "35, 0.6", "60, 0.8" })
	void largeMotionOfLayersBeatsBlending(final double motion, final double share) {
		double flow = 0;
		double blend = 0;
		for (int seed = 0; seed < 3; seed++) {
			final LayeredScene scene = new LayeredScene(seed, 256, 256, 4, motion);
			final Plane first = scene.at(0, 256, 256);
			final Plane second = scene.at(1, 256, 256);
			final Plane truth = scene.at(0.5, 256, 256);
			flow += Errors.rms(Errors.render(FLOW, first, second, 0.5), truth, 0);
			blend += Errors.rms(Errors.render(BLEND, first, second, 0.5), truth, 0);
		}
		assertTrue(flow < share * blend, "RMS error is " + flow / blend +
			" of that of blending");
	}

	@Test
	void noiseIsNotMadeWorseThanByBlending() {
		final Random random = new Random(5);
		final Plane signal = new Pattern(0, 0, 0, 1).at(0, WIDTH, HEIGHT);
		final Plane first = noisy(signal, random);
		final Plane second = noisy(signal, random);
		final double flow = Errors.rms(Errors.render(FLOW, first, second, 0.5), signal, 0);
		final double blend = Errors.rms(Errors.render(BLEND, first, second, 0.5), signal,
			0);
		// 0.1 dB
		assertTrue(flow < blend * Math.pow(10, 0.1 / 20), flow + " against " + blend);
	}

	@Test
	void pureNoiseIsNotMadeWorseThanByBlending() {
		final Random random = new Random(6);
		final Plane signal = new Plane(WIDTH, HEIGHT);
		Arrays.fill(signal.values(), 100);
		final Plane first = noisy(signal, random);
		final Plane second = noisy(signal, random);
		final double flow = Errors.rms(Errors.render(FLOW, first, second, 0.5), signal, 0);
		final double blend = Errors.rms(Errors.render(BLEND, first, second, 0.5), signal,
			0);
		assertTrue(flow < blend * Math.pow(10, 0.1 / 20), flow + " against " + blend);
	}

	@Test
	void exposureDriftIsBlendedAlongTheMotion() {
		final Pattern pattern = new Pattern(4.2, 2.6, 0, 1);
		final Plane second = pattern.at(1, WIDTH, HEIGHT);
		for (int i = 0; i < second.values().length; i++) {
			second.values()[i] = 0.9f * second.values()[i] + 4;
		}
		final Plane truth = pattern.at(0.5, WIDTH, HEIGHT);
		for (int i = 0; i < truth.values().length; i++) {
			truth.values()[i] = 0.95f * truth.values()[i] + 2;
		}
		final Plane first = pattern.at(0, WIDTH, HEIGHT);
		final double flow = Errors.rms(Errors.render(FLOW, first, second, 0.5), truth, 16);
		final double blend = Errors.rms(Errors.render(BLEND, first, second, 0.5), truth,
			16);
		assertTrue(flow < 0.2 * blend, flow + " against " + blend);
	}

	@Test
	void timeRunsBothWays() {
		final LayeredScene scene = new LayeredScene(3, 128, 96, 3, 8);
		final Plane first = scene.at(0, 128, 96);
		final Plane second = scene.at(1, 128, 96);
		final Plane there = Errors.render(FLOW, first, second, 0.3);
		final Plane back = Errors.render(FLOW, second, first, 0.7);
		assertTrue(Errors.rms(there, back, 0) < 0.1, "RMS difference " + Errors.rms(there,
			back, 0));
	}

	@Test
	void equalFramesStayExactlyEqual() {
		final Plane plane = new Pattern(0, 0, 0, 1).at(0, 61, 43);
		assertArrayEquals(plane.values(), Errors.render(FLOW, plane, plane, 0.4).values());
	}

	@ParameterizedTest
	@CsvSource({ "1, 1", "1, 30", "30, 1", "5, 4", "15, 33" })
	void anySizeStaysWithinTheRange(final int width, final int height) {
		final Random random = new Random(2);
		final Plane first = noisy(new Plane(width, height), random);
		final Plane second = noisy(new Plane(width, height), random);
		float min = Float.POSITIVE_INFINITY;
		float max = Float.NEGATIVE_INFINITY;
		for (int i = 0; i < width * height; i++) {
			min = Math.min(min, Math.min(first.values()[i], second.values()[i]));
			max = Math.max(max, Math.max(first.values()[i], second.values()[i]));
		}
		for (final float value : Errors.render(FLOW, first, second, 0.5).values()) {
			assertTrue(value >= min && value <= max, value + " beyond " + min + " to " + max);
		}
	}

	@Test
	void unknownPixelsOfOneFrameAreTakenFromTheOther() {
		final Pattern pattern = new Pattern(2.5, 0, 0, 1);
		final Plane first = pattern.at(0, WIDTH, HEIGHT);
		final Plane second = pattern.at(1, WIDTH, HEIGHT);
		for (int i = 0; i < 100; i++) {
			first.values()[(60 + i % 10) + (60 + i / 10) * WIDTH] = Float.NaN;
		}
		final Plane frame = Errors.render(FLOW, first, second, 0.5);
		for (final float value : frame.values()) {
			assertTrue(Float.isFinite(value));
		}
		assertTrue(Errors.rms(frame, pattern.at(0.5, WIDTH, HEIGHT), 16) < 4);
	}

	@Test
	void confidenceTellsSureFromHidden() {
		final LayeredScene scene = new LayeredScene(8, 256, 192, 3, 25);
		final Plane first = scene.at(0, 256, 192);
		final Plane second = scene.at(1, 256, 192);
		final Plane truth = scene.at(0.5, 256, 192);
		final DenseField field = FLOW.between(List.of(first), List.of(second),
			Progress.NONE).at(0.5, Progress.NONE).dense(Progress.NONE);
		final Plane frame = Errors.render(new JavaSynthesis(), first, second, field);
		double sure = 0;
		double unsure = 0;
		int countSure = 0;
		int countUnsure = 0;
		for (int i = 0; i < frame.values().length; i++) {
			final float confidence = field.confidence()[i];
			assertTrue(confidence >= 0 && confidence <= 1);
			final double error = Math.abs(frame.values()[i] - truth.values()[i]);
			if (confidence > 0.7) {
				sure += error;
				countSure++;
			}
			else if (confidence < 0.3) {
				unsure += error;
				countUnsure++;
			}
		}
		assertTrue(countSure > 1000 && countUnsure > 100, countSure + ", " + countUnsure);
		assertTrue(sure / countSure < 0.3 * unsure / countUnsure, sure / countSure + ", " +
			unsure / countUnsure);
	}

	@Test
	void stopsInTheMiddle() {
		final Pattern pattern = new Pattern(2, 1, 0, 1);
		final Plane first = pattern.at(0, WIDTH, HEIGHT);
		final Plane second = pattern.at(1, WIDTH, HEIGHT);
		final PairMotion motion = FLOW.between(List.of(first), List.of(second),
			Progress.NONE);
		assertThrows(CancellationException.class, () -> motion.at(0.5, new Impatient(3)));
		final MotionField field = motion.at(0.5, Progress.NONE);
		assertThrows(CancellationException.class, () -> new JavaSynthesis().render(List.of(first),
			List.of(second), field, new Impatient(3)));
		assertThrows(CancellationException.class, () -> FLOW.between(List.of(first), List.of(
			second), new Impatient(3)));
	}

	@Test
	void aFeatureThatTellsNothingDoesNotMatter() {
		final Pattern pattern = new Pattern(3, 1, 0, 1);
		final Plane first = pattern.at(0, WIDTH, HEIGHT);
		final Plane second = pattern.at(1, WIDTH, HEIGHT);
		final Plane dark = new Plane(WIDTH, HEIGHT);
		final MotionField field = FLOW.between(List.of(dark, first), List.of(dark, second),
			Progress.NONE).at(0.5, Progress.NONE);
		final Plane frame = Errors.render(new JavaSynthesis(), first, second, field);
		assertEquals(0, Errors.rms(frame, pattern.at(0.5, WIDTH, HEIGHT), 16), 1);
	}

	private static Plane noisy(final Plane plane, final Random random) {
		final Plane noisy = new Plane(plane.width(), plane.height());
		for (int i = 0; i < noisy.values().length; i++) {
			noisy.values()[i] = plane.values()[i] + 30 * (float) random.nextGaussian();
		}
		return noisy;
	}
}
