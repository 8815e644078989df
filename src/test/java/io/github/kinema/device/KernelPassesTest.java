package io.github.kinema.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.concurrent.CancellationException;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.github.kinema.tile.Impatient;
import io.github.kinema.tile.Progress;

/** Tests {@link KernelPasses} on OpenCL. */
class KernelPassesTest {

	private static final int WIDTH = 5;
	private static final int HEIGHT = 7;
	private static final KernelSource SOURCE = new KernelSource("passes");
	private KernelDevice device;

	@BeforeEach
	void findDevice() {
		device = KernelDevices.first(Device.Api.OPENCL);
	}

	@Test
	void aCheapPassIsOneBand() {
		final float[] out = new float[WIDTH * HEIGHT];
		run(1, out, Progress.NONE);
		for (final float value : out) assertEquals(100, value);
	}

	@Test
	void aCostlyPassRunsEveryRowOnce() {
		final float[] out = new float[WIDTH * HEIGHT];
		// so costly that two rows are too many at a time
		run(1 << 20, out, Progress.NONE);
		for (int i = 0; i < out.length; i++) assertEquals(100 + i / WIDTH, out[i]);
	}

	@Test
	void stopsBetweenTwoBands() {
		final float[] out = new float[WIDTH * HEIGHT];
		assertThrows(CancellationException.class, () -> run(1 << 20, out, new Impatient(3)));
		for (int i = 0; i < out.length; i++) assertEquals(i / WIDTH < 3 ? 100 + i / WIDTH : 0, out[i]);
	}

	private void run(final int cost, final float[] out, final Progress progress) {
		try (DeviceScope scope = device.open()) {
			final DeviceBuffer buffer = scope.upload(out);
			try {
				new KernelPasses(scope, SOURCE, progress).run("count", cost, WIDTH, HEIGHT, buffer, WIDTH, HEIGHT);
			}
			finally {
				scope.download(buffer, out);
			}
		}
	}
}
