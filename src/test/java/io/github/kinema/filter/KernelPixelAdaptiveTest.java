package io.github.kinema.filter;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.kinema.device.Device;
import io.github.kinema.device.DeviceException;
import io.github.kinema.device.DeviceMemoryException;
import io.github.kinema.device.KernelDevice;
import io.github.kinema.device.KernelDevices;
import io.github.kinema.device.LimitedDevice;
import io.github.kinema.tile.Progress;
import io.github.kinema.tile.Volume;

/** Tests how {@link KernelPixelAdaptive} cuts its work into slabs. */
class KernelPixelAdaptiveTest {

	private static final long MUCH = 1L << 40;

	private static final int ALL = Integer.MAX_VALUE;

	private static final int WIDTH = 43;

	private static final int HEIGHT = 101;

	/** An operation and the depth of what it is done to. */
	private record Cut(String name, PixelAdaptive.Builder builder, int depth, int stride) {

		@Override
		public String toString() {
			return name;
		}
	}

	static Stream<Cut> cuts() {
		return Stream.of(new Cut("disc", builder(Window.disc(5)).optBorder(Border.MIRROR), 3, 1), //
			new Cut("ball", builder(new Window(2, 2, 2, true, 1)), 7, 1), //
			new Cut("mirrored box", builder(new Window(1, 1, 3, false, 1)).optBorder(Border.MIRROR), 6, 1), //
			new Cut("dilated", builder(new Window(3, 3, 0, false, 5)), 2, 1), //
			new Cut("strided", builder(Window.square(3)).optStride(3), 2, 1), //
			new Cut("transposed", builder(Window.square(3)).optStride(2).optTransposed(true), 2, 2), //
			new Cut("patches", builder(Window.square(2)).optPatch(2), 2, 1), //
			new Cut("sums", builder(Window.square(2)).optKernel(new AdaptiveKernel.Inverse(0.5f, -1, true)).optNormalisation(
				Normalisation.NONE), 2, 1));
	}

	private static PixelAdaptive.Builder builder(final Window window) {
		return PixelAdaptive.builder().setWindow(window).optSigmas(0.3f).optNormalisation(Normalisation.WEIGHTS);
	}

	private static KernelDevice device() {
		return KernelDevices.first(Device.Api.OPENCL);
	}

	private static LimitedDevice limited(final long memory, final long largest, final int lastRun, final int lastScope) {
		return new LimitedDevice(device(), memory, largest, lastRun, lastScope);
	}

	private static LimitedDevice roomy() {
		return limited(MUCH, MUCH, ALL, ALL);
	}

	private static LimitedDevice tight() {
		return limited(1 << 20, MUCH, ALL, ALL);
	}

	@ParameterizedTest
	@MethodSource("cuts")
	void slabsJoinWithoutSeams(final Cut cut) {
		final PixelAdaptive operation = cut.builder().build();
		final LimitedDevice roomy = roomy();
		final LimitedDevice tight = tight();
		final Volume whole = run(roomy, operation, cut);
		final Volume slabs = run(tight, operation, cut);
		assertEquals(1, roomy.opened());
		assertEquals(2, tight.opened());
		assertTrue(tight.runs() >= 2 * roomy.runs(), tight.runs() + " runs");
		assertSameBits(whole, slabs);
	}

	@ParameterizedTest
	@MethodSource("cuts")
	void slabsAreHalvedWhereMemoryIsShort(final Cut cut) {
		final PixelAdaptive operation = cut.builder().build();
		final LimitedDevice roomy = roomy();
		final LimitedDevice tight = limited(MUCH, 6000, ALL, ALL);
		assertSameBits(run(roomy, operation, cut), run(tight, operation, cut));
		assertTrue(tight.refused() > 0);
	}

	@Test
	void aSlabThatNeverFitsIsExplained() {
		final LimitedDevice tiny = limited(MUCH, 500, ALL, ALL);
		final Cut cut = cuts().findFirst().get();
		final DeviceException failure = assertThrows(DeviceException.class, () -> run(tiny, cut.builder().build(), cut));
		assertSame(DeviceException.class, failure.getClass());
		assertTrue(failure.getMessage().startsWith("Even 8 rows at a time are too much for the memory of " + tiny.name()),
			failure.getMessage());
		assertTrue(failure.getCause() instanceof DeviceMemoryException);
	}

	@Test
	void oneThreadGoesOnWhereThereIsNoMemoryForTwo() {
		final LimitedDevice single = limited(1 << 20, MUCH, ALL, 1);
		final Cut cut = cuts().findFirst().get();
		assertSameBits(run(roomy(), cut.builder().build(), cut), run(single, cut.builder().build(), cut));
		assertTrue(single.refused() > 0);
	}

	@ParameterizedTest
	@MethodSource("cuts")
	void aFailureInTheMiddleIsPassedOn(final Cut cut) {
		final LimitedDevice failing = limited(1 << 20, MUCH, 3, ALL);
		final DeviceException failure = assertThrows(DeviceException.class, () -> run(failing, cut.builder().build(), cut));
		assertEquals("The device fell off the bus.", failure.getMessage());
		// NB: the other thread stops too, instead of trying all that is left.
		assertTrue(failing.runs() <= 7, failing.runs() + " runs");
	}

	@Test
	void stopsBetweenSlabs() {
		final LimitedDevice tight = tight();
		final Cut cut = cuts().findFirst().get();
		run(tight, cut.builder().build(), cut);
		final int all = tight.runs();
		final LimitedDevice cancelled = tight();
		final Progress halfway = new Progress() {

			private volatile double fraction;

			@Override
			public void update(final double value) {
				fraction = value;
			}

			@Override
			public boolean isCancelled() {
				return fraction > 0.3;
			}
		};
		assertThrows(CancellationException.class, () -> run(cancelled, cut.builder().build(), cut, halfway));
		assertTrue(cancelled.runs() < all, cancelled.runs() + " of " + all + " runs");
	}

	@Test
	void progressGoesFromSlabToSlabToTheEnd() {
		final LimitedDevice tight = tight();
		final Cut cut = cuts().findFirst().get();
		final List<Double> fractions = new CopyOnWriteArrayList<>();
		run(tight, cut.builder().build(), cut, new Progress() {

			@Override
			public void update(final double fraction) {
				fractions.add(fraction);
			}

			@Override
			public boolean isCancelled() {
				return false;
			}
		});
		assertTrue(fractions.size() > 3);
		assertEquals(fractions.stream().sorted().toList(), fractions);
		assertEquals(1, fractions.get(fractions.size() - 1));
	}

	@Test
	void manyChannelsAreMadeInTurn() {
		final Random random = new Random(1);
		final List<Volume> input = OperatorCase.volumes(random, 6, 19, 13, 2);
		final List<Volume> guide = OperatorCase.volumes(random, 1, 19, 13, 2);
		final PixelAdaptive shared = builder(Window.square(1)).optBias(0, 1, 2, 3, 4, 5).build();
		final PixelAdaptive full = builder(Window.square(1)).optWeights(OperatorCase.table(random, 7, 6, 9)).build();
		for (final PixelAdaptive operation : List.of(shared, full)) {
			final List<Volume> expected = new JavaPixelAdaptive().apply(operation, input, guide, Progress.NONE);
			final List<Volume> actual = new KernelPixelAdaptive(device()).apply(operation, input, guide, Progress.NONE);
			assertEquals(expected.size(), actual.size());
			for (int o = 0; o < expected.size(); o++) {
				for (int z = 0; z < 2; z++) assertArrayEquals(expected.get(o).plane(z), actual.get(o).plane(z), 2e-4f);
			}
		}
	}

	/** NB: the contract suite runs on a processor, where work items make fewer outputs than on other devices. */
	@ParameterizedTest
	@MethodSource("cuts")
	void workItemsThatMakeManyOutputsMakeTheSame(final Cut cut) {
		final PixelAdaptive operation = cut.builder().build();
		final Volume expected = run(new JavaPixelAdaptive(), operation, cut, Progress.NONE);
		final Volume actual = run(roomy(), operation, cut);
		for (int z = 0; z < expected.depth(); z++) {
			float most = 0;
			for (final float value : expected.plane(z)) most = Math.max(most, Math.abs(value));
			assertArrayEquals(expected.plane(z), actual.plane(z), 2e-5f * most, "plane " + z);
		}
	}

	private static Volume run(final KernelDevice device, final PixelAdaptive operation, final Cut cut) {
		return run(device, operation, cut, Progress.NONE);
	}

	private static Volume run(final KernelDevice device, final PixelAdaptive operation, final Cut cut,
		final Progress progress)
	{
		return run(new KernelPixelAdaptive(device), operation, cut, progress);
	}

	private static Volume run(final PixelAdaptiveOperator operator, final PixelAdaptive operation, final Cut cut,
		final Progress progress)
	{
		final Random random = new Random(5);
		final Volume input = OperatorCase.volume(random, WIDTH, HEIGHT, cut.depth());
		final Volume guide = OperatorCase.volume(random, WIDTH * cut.stride(), HEIGHT * cut.stride(), cut.depth());
		for (int i = 0; i < 40; i++) input.plane(0)[random.nextInt(WIDTH * HEIGHT)] = Float.NaN;
		return operator.apply(operation, List.of(input), List.of(guide), progress).get(0);
	}

	private static void assertSameBits(final Volume expected, final Volume actual) {
		for (int z = 0; z < expected.depth(); z++) assertArrayEquals(expected.plane(z), actual.plane(z), "plane " + z);
	}
}
