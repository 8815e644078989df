package io.github.kinema.filter;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ForkJoinPool;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.github.kinema.device.CpuDevice;
import io.github.kinema.tile.Progress;
import io.github.kinema.tile.Volume;

/** Tests {@link JavaPixelAdaptive}. */
class JavaPixelAdaptiveTest extends PixelAdaptiveContract {

	@Override
	PixelAdaptiveOperator operator() {
		return PixelAdaptiveOperator.on(CpuDevice.INSTANCE);
	}

	/** Images that are made in several pieces, side by side and below each other. */
	@ParameterizedTest
	@CsvSource({ "2300, 7, 1, 0, 0", "7, 900, 1, 0, 0", "11, 300, 3, 1, 0", "1300, 50, 1, 0, 2", "9, 400, 1, 0, 1",
		"40, 130, 2, 1, 1" })
	void piecesFitTogether(final int width, final int height, final int depth, final int radiusZ, final int patch) {
		final Random random = new Random(20);
		final List<Volume> input = OperatorCase.volumes(random, 1, width, height, depth);
		final List<Volume> guide = OperatorCase.volumes(random, 1, width, height, depth);
		final Window window = new Window(3, 2, radiusZ, false, 1);
		for (final Border border : Border.values()) {
			assertDefinition(PixelAdaptive.builder().setWindow(window).optWeights(OperatorCase.values(random, window.size(),
				0, 1)).optNormalisation(Normalisation.WEIGHTS).optBorder(border).optPatch(patch).optSigmas(0.5f).build(), input,
				guide);
		}
	}

	/** A part of the image has the bits that it has in the whole, so pieces, threads and processors make no difference. */
	@ParameterizedTest
	@CsvSource({ "0, 1", "0, 3", "2, 1", "2, 7" })
	void bitsDoNotDependOnThePiece(final int patch, final int bands) {
		final Random random = new Random(21);
		final Volume whole = OperatorCase.volume(random, 640, 96, 1);
		final PixelAdaptive operation = PixelAdaptive.builder().setWindow(Window.square(3)).optNormalisation(
			Normalisation.KERNEL).optPatch(patch).optSigmas(0.4f).build();
		final float[] expected = operator().apply(operation, List.of(whole), List.of(whole), Progress.NONE).get(0).plane(0);
		final int size = 2 * patch + 1;
		final int from = bands * size;
		final int to = 96 - bands * size;
		final Volume part = new Volume(300, to - from, 1);
		for (int y = from; y < to; y++) System.arraycopy(whole.plane(0), 100 + 640 * y, part.plane(0), 300 * (y - from), 300);
		final float[] actual = operator().apply(operation, List.of(part), List.of(part), Progress.NONE).get(0).plane(0);
		final int margin = 3 + patch;
		for (int y = margin; y < to - from - margin; y++) {
			for (int x = margin; x < 300 - margin; x++) {
				assertEquals(expected[100 + x + 640 * (y + from)], actual[x + 300 * y], "at " + x + ", " + y);
			}
		}
	}

	@Test
	void oneThreadMakesTheBitsOfMany() throws Exception {
		final Random random = new Random(22);
		final List<Volume> input = OperatorCase.volumes(random, 1, 200, 150, 2);
		final PixelAdaptive operation = PixelAdaptive.builder().setWindow(new Window(2, 2, 1, false, 1)).optNormalisation(
			Normalisation.KERNEL).build();
		final List<Volume> many = operator().apply(operation, input, input, Progress.NONE);
		final ForkJoinPool pool = new ForkJoinPool(1);
		try {
			final List<Volume> one = pool.submit(() -> operator().apply(operation, input, input, Progress.NONE)).get();
			for (int z = 0; z < 2; z++) assertArrayEquals(many.get(0).plane(z), one.get(0).plane(z));
		}
		finally {
			pool.shutdown();
		}
	}

	@Test
	void progressGrowsToTheEnd() {
		final Random random = new Random(23);
		final List<Volume> input = OperatorCase.volumes(random, 1, 90, 300, 3);
		for (final int patch : new int[] { 0, 1 }) {
			for (final int stride : new int[] { 1, 2 }) {
				final List<Double> fractions = Collections.synchronizedList(new ArrayList<>());
				operator().apply(PixelAdaptive.builder().setWindow(new Window(1, 1, 1, false, 1)).optPatch(patch).optStride(
					stride).build(), input, input, new Progress() {

						@Override
						public void update(final double fraction) {
							fractions.add(fraction);
						}

						@Override
						public boolean isCancelled() {
							return false;
						}
					});
				assertTrue(fractions.size() > 20, () -> fractions.toString());
				assertEquals(1, Collections.max(fractions), 0.02);
			}
		}
	}

	@Test
	void gaussianWeightsAreExactOutToSevenSigmas() {
		final PixelAdaptive operation = PixelAdaptive.builder().setWindow(new Window(1, 0, 0, false, 1)).optWeights(
			new float[] { 0, 0, 1 }).optSigmas(0.37f).build();
		final int steps = 2000;
		final Volume guide = new Volume(2, steps, 1);
		final Volume input = new Volume(2, steps, 1);
		for (int i = 0; i < steps; i++) {
			guide.plane(0)[2 * i + 1] = 0.37f * 7.4f * i / steps;
			input.plane(0)[2 * i + 1] = 1;
		}
		final float[] weights = operator().apply(operation, List.of(input), List.of(guide), Progress.NONE).get(0).plane(0);
		for (int i = 0; i < steps; i++) {
			final double d = guide.plane(0)[2 * i + 1] / (double) 0.37f;
			assertEquals(1, weights[2 * i] / Math.exp(-d * d / 2), 1e-5, "at " + d + " sigmas");
		}
	}

	@Test
	void aNodataValueAtTheEndOfTheRangeIsAsFarAsAnyOther() {
		final Volume input = new Volume(3, 1, List.of(new float[] { 1, 2, 5 }));
		final Volume guide = new Volume(3, 1, List.of(new float[] { 0, 0, -Float.MAX_VALUE }));
		final PixelAdaptive operation = PixelAdaptive.builder().setWindow(Window.square(1)).optNormalisation(
			Normalisation.KERNEL).build();
		assertArrayEquals(new float[] { 1.5f, 1.5f, 5 }, operator().apply(operation, List.of(input), List.of(guide),
			Progress.NONE).get(0).plane(0));
	}
}
