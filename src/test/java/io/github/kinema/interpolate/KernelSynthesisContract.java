package io.github.kinema.interpolate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.github.kinema.device.Device;
import io.github.kinema.device.KernelDevices;
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
			assertArrayEquals(new JavaSynthesis().render(first, second, field, Progress.NONE).values(), //
				synthesis().render(first, second, field, Progress.NONE).values(), 255 * 1e-5f);
		}
	}
}
