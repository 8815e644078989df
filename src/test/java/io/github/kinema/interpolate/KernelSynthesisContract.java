package io.github.kinema.interpolate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.kinema.device.Device;
import io.github.kinema.device.KernelDevices;
import io.github.kinema.tile.Impatient;
import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;

/** What {@link KernelSynthesis} does besides: the same as Java. */
abstract class KernelSynthesisContract extends SynthesisContract {

	private final Device.Api api;
	private Device device;

	KernelSynthesisContract(final Device.Api api) {
		this.api = api;
	}

	@BeforeEach
	void findDevice() {
		device = KernelDevices.first(api);
	}

	@Override
	Synthesis synthesis() {
		return Synthesis.on(device);
	}

	/** The whole way on the device, from the planes to a frame between them, without and with noise. */
	@ParameterizedTest
	@ValueSource(floats = { 0, 30 })
	void movesAsJavaDoes(final float noise) {
		final int width = 83;
		final int height = 71;
		final LayeredScene scene = new LayeredScene(2, width, height, 3, 9);
		final Random random = new Random(2);
		final Plane first = noisy(scene.at(0, width, height), noise, random);
		final Plane second = noisy(scene.at(1, width, height), noise, random);
		final MotionMethod method = MotionMethods.of(device).named("flow");
		final MotionField field = method.between(List.of(first), List.of(second), Progress.NONE).at(0.7, Progress.NONE);
		final float[] rendered = Errors.render(synthesis(), first, second, field).values();
		assertArrayEquals(Errors.render(synthesis(), first, second, field.dense(Progress.NONE)).values(), rendered, 255 * 1e-5f,
			"the field worked out on the device");
		final float[] expected = Errors.render(FlowMethodTest.FLOW, first, second, 0.7).values();
		int different = 0;
		for (int i = 0; i < expected.length; i++) if (!(Math.abs(expected[i] - rendered[i]) <= 0.05)) different++;
		assertTrue(different <= 0.001 * expected.length, different + " pixels differ from those of Java");
	}

	@Test
	void stopsWhenAsked() {
		final Plane first = new LayeredScene(1, 64, 48, 2, 3).at(0, 64, 48);
		final Plane second = new LayeredScene(1, 64, 48, 2, 3).at(1, 64, 48);
		final MotionField field = MotionMethods.of(device).named("flow").between(List.of(first), List.of(second),
			Progress.NONE).at(0.5, Progress.NONE);
		final float[] expected = Errors.render(synthesis(), first, second, field).values();
		for (final int patience : new int[] { 0, 3, 10, 25 })
			assertThrows(CancellationException.class, () -> synthesis().render(List.of(first), List.of(second), field,
				new Impatient(patience)));
		assertArrayEquals(expected, Errors.render(synthesis(), first, second, field).values());
	}

	private static Plane noisy(final Plane plane, final float noise, final Random random) {
		for (int i = 0; i < plane.values().length; i++) plane.values()[i] += noise * random.nextGaussian();
		return plane;
	}

	/** A scene of layers, and planes full of holes, at odd sizes. */
	@Test
	void givesTheFramesOfJava() {
		for (int seed = 0; seed < 4; seed++) {
			final int width = 97 + seed;
			final int height = 61 + seed;
			final LayeredScene scene = new LayeredScene(seed, width, height, 3, 6);
			final Plane first = scene.at(0, width, height);
			final Plane second = scene.at(1, width, height);
			final MotionField field = FlowMethodTest.FLOW.between(List.of(first), List.of(second), Progress.NONE) //
				.at(0.3, Progress.NONE);
			final Random random = new Random(seed);
			for (int hole = 0; hole < 200; hole++) {
				final Plane plane = random.nextBoolean() ? first : second;
				plane.values()[random.nextInt(width * height)] = random.nextBoolean() ? Float.NaN : Float.POSITIVE_INFINITY;
			}
			assertArrayEquals(Errors.render(new JavaSynthesis(), first, second, field).values(), //
				Errors.render(synthesis(), first, second, field).values(), 255 * 1e-5f);
		}
	}
}
