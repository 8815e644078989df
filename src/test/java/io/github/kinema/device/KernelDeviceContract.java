package io.github.kinema.device;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What every device that runs kernels must do; skipped, with the reason, where there is none of that API. */
public abstract class KernelDeviceContract {

	private static final KernelSource SOURCE = new KernelSource("contract", Map.of("OFFSET", "0.0f"));

	private final Device.Api api;
	private KernelDevice device;

	protected KernelDeviceContract(final Device.Api api) {
		this.api = api;
	}

	@BeforeEach
	void find() {
		device = KernelDevices.first(api);
	}

	private static float[] random(final int count, final long seed) {
		final Random random = new Random(seed);
		final float[] values = new float[count];
		for (int i = 0; i < count; i++) values[i] = random.nextFloat();
		return values;
	}

	/** Runs the kernel {@code scale} over a grid and compares with what it must give. */
	private static void scale(final DeviceScope scope, final float a, final int width, final int height,
		final int depth)
	{
		final int count = width * height * depth;
		final float[] in = random(count, count);
		final DeviceBuffer from = scope.upload(in);
		final DeviceBuffer to = scope.allocate(count + 1);
		scope.upload(new float[] { -7 }, 0, to, count, 1);
		scope.run(scope.kernel(SOURCE, "scale"), width, height, depth, from, to, a, width, height, depth);
		final float[] out = scope.download(to, new float[count + 1]);
		for (int i = 0; i < count; i++) assertEquals((double) a * i + in[i], out[i], 1e-6 * (Math.abs(a) * i + 1), "at " + i);
		assertEquals(-7, out[count], "the value behind the last");
		from.release();
		to.release();
	}

	@Test
	void isListed() {
		assertTrue(device.id().matches(api.key() + ":\\d+"), device.id());
		assertFalse(device.name().isBlank());
		assertTrue(device.memory() > 1 << 20);
		assertSame(api, device.api());
	}

	@ParameterizedTest
	@CsvSource({ "1, 1, 1", "7, 1, 1", "1, 13, 1", "1, 1, 5", "257, 1, 1", "31, 33, 3", "1000, 1, 2", "640, 17, 1" })
	void runsOverOddGrids(final int width, final int height, final int depth) {
		try (DeviceScope scope = device.open()) {
			scale(scope, 0.5f, width, height, depth);
			scale(scope, -2f, width, height, depth);
		}
	}

	@Test
	void copiesPartsToAndFro() {
		final int count = 2 * StagingLane.PIECE + 12345;
		final float[] values = random(count, 1);
		try (DeviceScope scope = device.open()) {
			final DeviceBuffer buffer = scope.upload(values);
			assertArrayEquals(values, scope.download(buffer, new float[count]));
			final float[] part = new float[7];
			scope.download(buffer, StagingLane.PIECE - 2L, part, 2, 4);
			assertArrayEquals(new float[] { 0, 0, values[StagingLane.PIECE - 2], values[StagingLane.PIECE - 1],
				values[StagingLane.PIECE], values[StagingLane.PIECE + 1], 0 }, part);
			scope.upload(new float[] { 1, 2, 3, 4 }, 1, buffer, count - 2, 2);
			scope.download(buffer, count - 3, part, 0, 3);
			assertArrayEquals(new float[] { values[count - 3], 2, 3 }, java.util.Arrays.copyOf(part, 3));
			assertEquals(count, buffer.size());
		}
	}

	@Test
	void anArrayMayBeChangedAfterItsUpload() {
		final int count = 5 * StagingLane.PIECE / 2;
		final float[] values = random(count, 2);
		final float[] copy = values.clone();
		try (DeviceScope scope = device.open()) {
			final DeviceBuffer buffer = scope.upload(values);
			java.util.Arrays.fill(values, -1);
			assertArrayEquals(copy, scope.download(buffer, new float[count]));
		}
	}

	@Test
	void everyFloatSurvives() {
		final float[] values = { Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, -0f, Float.MIN_VALUE,
			Float.MAX_VALUE, Float.intBitsToFloat(0x7fc12345) };
		try (DeviceScope scope = device.open()) {
			final float[] back = scope.download(scope.upload(values), new float[values.length]);
			for (int i = 0; i < values.length; i++) {
				assertEquals(Float.floatToRawIntBits(values[i]), Float.floatToRawIntBits(back[i]));
			}
		}
	}

	@Test
	void runsInOrder() {
		try (DeviceScope scope = device.open()) {
			final DeviceBuffer buffer = scope.upload(new float[1001]);
			final DeviceKernel kernel = scope.kernel(SOURCE, "increment");
			for (int i = 0; i < 100; i++) scope.run(kernel, 1001, 1, 1, buffer, 1001);
			scope.finish();
			for (final float value : scope.download(buffer, new float[1001])) assertEquals(100, value);
		}
	}

	@Test
	void knowsNotANumber() {
		try (DeviceScope scope = device.open()) {
			final DeviceBuffer in = scope.upload(new float[] { Float.NaN, 0, 1, 80, Float.POSITIVE_INFINITY });
			final DeviceBuffer out = scope.allocate(5);
			scope.run(scope.kernel(SOURCE, "special"), 5, 1, 1, in, out, 5);
			final float[] values = scope.download(out, new float[5]);
			assertArrayEquals(new float[] { -1, 1, (float) Math.exp(-1), 0, 0 }, values, 1e-6f);
		}
	}

	@Test
	void constantsAreDefined() {
		try (DeviceScope scope = device.open()) {
			final DeviceBuffer buffer = scope.upload(new float[1]);
			final KernelSource other = new KernelSource("contract", Map.of("OFFSET", "42.0f"));
			scope.run(scope.kernel(other, "scale"), 1, 1, 1, buffer, buffer, 0f, 1, 1, 1);
			assertEquals(42, scope.download(buffer, new float[1])[0]);
		}
	}

	@Test
	void scopesOnSeveralThreadsDoNotDisturbEachOther() throws Exception {
		final ExecutorService threads = Executors.newFixedThreadPool(4);
		try {
			final List<Future<?>> results = new ArrayList<>();
			for (int i = 0; i < 16; i++) {
				final int number = i;
				results.add(threads.submit(() -> {
					try (DeviceScope scope = device.open()) {
						for (int k = 0; k < 5; k++) scale(scope, number + k, 101 + number, 53, 1);
					}
				}));
			}
			for (final Future<?> result : results) result.get();
		}
		finally {
			threads.shutdown();
		}
	}

	@Test
	void aKernelIsFoundAgain() {
		try (DeviceScope scope = device.open()) {
			assertSame(scope.kernel(SOURCE, "scale"), scope.kernel(new KernelSource("contract", Map.of("OFFSET", "0.0f")),
				"scale"));
			assertEquals("scale", scope.kernel(SOURCE, "scale").function());
		}
	}

	@Test
	void whatDoesNotCompileIsSaidWithTheCompilersWords() {
		try (DeviceScope scope = device.open()) {
			final DeviceException thrown = assertThrows(DeviceException.class, () -> scope.kernel(new KernelSource("broken"),
				"broken"));
			assertTrue(thrown.getMessage().contains("undeclared_thing"), thrown.getMessage());
			assertTrue(thrown.getMessage().contains("broken does not compile"), thrown.getMessage());
			scale(scope, 1, 5, 5, 1);
		}
	}

	@Test
	void aFunctionThatIsNotThereIsAnError() {
		try (DeviceScope scope = device.open()) {
			final DeviceException thrown = assertThrows(DeviceException.class, () -> scope.kernel(SOURCE, "absent"));
			assertTrue(thrown.getMessage().contains("absent"), thrown.getMessage());
			assertTrue(thrown.getMessage().startsWith("The device " + device.name() + " failed: "), thrown.getMessage());
			scale(scope, 1, 5, 5, 1);
		}
	}

	@Test
	void tooLargeABufferIsAnErrorThatDoesNoHarm() {
		try (DeviceScope scope = device.open()) {
			assertThrows(DeviceMemoryException.class, () -> scope.allocate(1L << 46));
			assertThrows(DeviceMemoryException.class, () -> scope.allocate(Long.MAX_VALUE));
			assertThrows(IllegalArgumentException.class, () -> scope.allocate(0));
			scale(scope, 1, 50, 50, 1);
		}
	}

	@Test
	void manyBuffersFillTheDeviceAndAreFreed() {
		final long floats = Math.max(1, device.memory() / 4 / Float.BYTES / 4);
		for (int round = 0; round < 3; round++) {
			try (DeviceScope scope = device.open()) {
				final List<DeviceBuffer> buffers = new ArrayList<>();
				assertThrows(DeviceMemoryException.class, () -> {
					for (int i = 0; i < 17; i++) buffers.add(scope.allocate(floats));
				});
				assertTrue(buffers.size() > 4, "only " + buffers.size() + " sixteenths of the memory");
				scale(scope.device(), buffers);
			}
		}
		try (DeviceScope scope = device.open()) {
			for (int i = 0; i < 40; i++) scope.allocate(floats).release();
		}
	}

	/** Works again as soon as one buffer has been given back. */
	private static void scale(final KernelDevice device, final List<DeviceBuffer> buffers) {
		buffers.get(0).release();
		buffers.get(0).release();
		try (DeviceScope other = device.open()) {
			scale(other, 1, 9, 9, 1);
		}
	}

	@Test
	void argumentsMustBeThoseOfTheFunction() {
		try (DeviceScope scope = device.open()) {
			final DeviceBuffer buffer = scope.upload(new float[4]);
			final DeviceKernel kernel = scope.kernel(SOURCE, "increment");
			assertThrows(IllegalArgumentException.class, () -> scope.run(kernel, 4, 1, 1, buffer));
			assertThrows(IllegalArgumentException.class, () -> scope.run(kernel, 4, 1, 1, buffer, 4, 4));
			assertThrows(IllegalArgumentException.class, () -> scope.run(kernel, 4, 1, 1, buffer, "4"));
			assertThrows(IllegalArgumentException.class, () -> scope.run(kernel, 0, 1, 1, buffer, 4));
			assertThrows(IndexOutOfBoundsException.class, () -> scope.upload(new float[5], 0, buffer, 0, 5));
			assertThrows(IndexOutOfBoundsException.class, () -> scope.download(buffer, 1, new float[4], 0, 4));
			assertThrows(IndexOutOfBoundsException.class, () -> scope.download(buffer, 0, new float[3], 0, 4));
			buffer.release();
			assertThrows(IllegalStateException.class, () -> scope.run(kernel, 4, 1, 1, buffer, 4));
		}
	}

	@Test
	void whatBelongsToOneScopeIsNotForAnother() {
		try (DeviceScope one = device.open(); DeviceScope two = device.open()) {
			final DeviceBuffer buffer = one.allocate(3);
			assertThrows(IllegalArgumentException.class, () -> two.upload(new float[3], 0, buffer, 0, 3));
			final DeviceBuffer own = two.allocate(3);
			final DeviceKernel kernel = one.kernel(SOURCE, "increment");
			assertNotEquals(kernel, two.kernel(SOURCE, "increment"));
			assertThrows(IllegalArgumentException.class, () -> two.run(kernel, 3, 1, 1, own, 3));
		}
	}

	@Test
	void aClosedScopeSaysSo() {
		final DeviceScope scope = device.open();
		final DeviceBuffer buffer = scope.allocate(2);
		scope.close();
		scope.close();
		buffer.release();
		assertThrows(IllegalStateException.class, () -> scope.allocate(2));
		assertThrows(IllegalStateException.class, () -> scope.download(buffer, new float[2]));
		assertThrows(IllegalStateException.class, () -> scope.kernel(SOURCE, "scale"));
	}
}
