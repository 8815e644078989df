package io.github.kinema.evaluate;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;

import io.github.kinema.device.Device;
import io.github.kinema.device.DeviceBuffer;
import io.github.kinema.device.DeviceKernel;
import io.github.kinema.device.DeviceScope;
import io.github.kinema.device.KernelDevice;
import io.github.kinema.device.KernelSource;

/** How fast a device copies from its own memory to its own memory. */
final class CopySpeed {

	/** Floats to copy: more than any cache holds on a device with memory of its own. */
	private static final int COUNT = 1 << 24;

	/** The same for processors, whose memory is shared with everything else. */
	private static final int HOST_COUNT = 1 << 22;

	/** Floats that are sent, and looked at when they come back. */
	private static final int LOOKED_AT = 1 << 16;

	private static final int ROUNDS = 4;

	private CopySpeed() {}

	/** Bytes that it reads and writes in a second; deviation 0 if what arrives is what was sent. */
	static DeviceScore of(final Device device) {
		return device instanceof KernelDevice ? of((KernelDevice) device) : ofProcessor();
	}

	private static DeviceScore of(final KernelDevice device) {
		final int count = device.isHost() ? HOST_COUNT : COUNT;
		final Random random = new Random(1);
		final float[] sent = new float[LOOKED_AT];
		for (int i = 0; i < sent.length; i++) sent[i] = random.nextFloat();
		try (DeviceScope scope = device.open()) {
			final DeviceKernel kernel = scope.kernel(new KernelSource("copy"), "copy");
			final DeviceBuffer from = scope.allocate(count);
			final DeviceBuffer to = scope.allocate(count);
			scope.upload(sent, 0, from, count - sent.length, sent.length);
			scope.run(kernel, count, 1, 1, from, to, count);
			scope.finish();
			final long start = System.nanoTime();
			for (int round = 0; round < ROUNDS; round++) scope.run(kernel, count, 1, 1, from, to, count);
			scope.finish();
			final double seconds = seconds(start);
			final float[] arrived = new float[sent.length];
			scope.download(to, count - sent.length, arrived, 0, arrived.length);
			return score(Arrays.equals(sent, arrived), count, seconds);
		}
	}

	private static DeviceScore ofProcessor() {
		final float[] from = new float[HOST_COUNT];
		final float[] to = new float[HOST_COUNT];
		final int bands = Runtime.getRuntime().availableProcessors();
		final int band = HOST_COUNT / bands;
		double best = Double.MAX_VALUE;
		for (int round = 0; round < ROUNDS; round++) {
			final long start = System.nanoTime();
			IntStream.range(0, bands).parallel().forEach(b -> System.arraycopy(from, b * band, to, b * band, band));
			best = Math.min(best, seconds(start));
		}
		return score(true, bands * band, ROUNDS * best);
	}

	private static DeviceScore score(final boolean right, final int count, final double seconds) {
		final double speed = 2.0 * Float.BYTES * count * ROUNDS / seconds;
		return new DeviceScore("copy", right ? 0 : 1, 0, speed / 1e9, "GB/s", 1, null);
	}

	private static double seconds(final long start) {
		return (System.nanoTime() - start) / 1e9;
	}
}
