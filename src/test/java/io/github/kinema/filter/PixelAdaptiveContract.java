package io.github.kinema.filter;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.kinema.filter.AdaptiveKernel.Constant;
import io.github.kinema.filter.AdaptiveKernel.Gaussian;
import io.github.kinema.filter.AdaptiveKernel.Inverse;
import io.github.kinema.tile.Impatient;
import io.github.kinema.tile.Progress;
import io.github.kinema.tile.Volume;

/** What the pixel-adaptive operator does on every device. */
abstract class PixelAdaptiveContract {

	/** Largest error in units of the sum of the terms' magnitudes: what rounding in float is bounded by. */
	private static final double TOLERANCE = 1e-5;

	/** Largest difference from OpenCV in units of the input's range. */
	private static final double PEER_TOLERANCE = 1e-4;

	/** The operator under test. */
	abstract PixelAdaptiveOperator operator();

	static Stream<OperatorCase> cases() {
		return OperatorCase.all().stream();
	}

	@ParameterizedTest
	@MethodSource("cases")
	void agreesWithTheDefinition(final OperatorCase single) {
		final Random random = new Random(single.toString().hashCode());
		assertDefinition(single.operation(random), single.input(random), single.guide(random));
	}

	@ParameterizedTest
	@MethodSource("cases")
	void unknownValuesAreNotValidSamples(final OperatorCase single) {
		final Random random = new Random(single.toString().hashCode());
		final PixelAdaptive operation = single.operation(random);
		final List<Volume> input = single.input(random);
		final List<Volume> guide = single.guide(random);
		input.forEach(channel -> punch(channel, random, 0.3));
		guide.forEach(feature -> punch(feature, random, 0.1));
		assertDefinition(operation, input, guide);
	}

	/** Guides of whole numbers around the ends of what images of 16 bits hold, and beyond. */
	@ParameterizedTest
	@ValueSource(ints = { 0, 10000, 65000, 1000000 })
	void howFarAGuideLiesFromZeroDoesNotMatter(final int offset) {
		final Random random = new Random(offset);
		for (final AdaptiveKernel kernel : new AdaptiveKernel[] { new Gaussian(), new Inverse(0.5f, -1, false) }) {
			for (int variant = 0; variant < 8; variant++) {
				final int features = variant % 2 == 0 ? 1 : 3;
				final List<Volume> guide = OperatorCase.volumes(random, features, 21, 17, 1);
				for (final Volume feature : guide) {
					for (int i = 0; i < feature.plane(0).length; i++) {
						feature.plane(0)[i] = (float) (offset + Math.rint(12 * random.nextGaussian()));
					}
				}
				final PixelAdaptive.Builder builder = bilateral(2, 1.5, 7).optKernel(kernel).optStride(1 + variant / 4);
				builder.optSigmas(features == 1 ? new float[] { 7 } : new float[] { 7, 9.3f, 15 });
				if (variant / 2 % 2 == 1) builder.optPatch(1).optSumNorm(features > 1);
				assertDefinition(builder.build(), OperatorCase.volumes(random, 1, 21, 17, 1), guide);
			}
		}
	}

	@Test
	void plainConvolutionIsThatOfOpenCv() {
		final Random random = new Random(1);
		final float[] weights = OperatorCase.values(random, 7 * 5, -1, 1);
		final Volume input = OperatorCase.volume(random, 41, 23, 1);
		final PixelAdaptive operation = PixelAdaptive.builder().setWindow(new Window(3, 2, 0, false, 1)).optKernel(
			new Constant()).optWeights(weights).optBorder(Border.MIRROR).optBias(0.25f).build();
		assertClose(OpenCv.filter2D(input, 7, 5, weights, 0.25), apply(operation, List.of(input), List.of()).get(0), 1e-5);
	}

	@ParameterizedTest
	@MethodSource("transposedCases")
	void transposedConvolutionScattersTheSameWeights(final int stride, final int dilation, final int less) {
		final Random random = new Random(2);
		final int width = 7;
		final int height = 4;
		final Window window = new Window(2, 1, 0, false, dilation);
		final float[][][] weights = OperatorCase.table(random, 2, 3, window.size());
		final List<Volume> input = OperatorCase.volumes(random, 3, width, height, 1);
		final int outWidth = width * stride - less;
		final int outHeight = height * stride - less;
		// NB: a guide without differences makes K = 1.
		final boolean guided = less > 0;
		final PixelAdaptive operation = PixelAdaptive.builder().setWindow(window).optWeights(weights).optKernel(guided
			? new Gaussian() : new Constant()).optTransposed(true).optStride(stride).build();
		final List<Volume> output = apply(operation, input, guided ? List.of(new Volume(outWidth, outHeight, 1)) : List
			.of());
		for (int o = 0; o < 2; o++) {
			final double[] expected = new double[outWidth * outHeight];
			for (int c = 0; c < 3; c++) {
				for (int y = 0; y < height; y++) {
					for (int x = 0; x < width; x++) {
						for (int tap = 0; tap < window.size(); tap++) {
							final int toX = x * stride + (tap % 5 - 2) * dilation;
							final int toY = y * stride + (tap / 5 - 1) * dilation;
							if (toX < 0 || toY < 0 || toX >= outWidth || toY >= outHeight) continue;
							expected[toX + toY * outWidth] += (double) weights[o][c][tap] * input.get(c).plane(0)[x + y * width];
						}
					}
				}
			}
			assertEquals(outWidth, output.get(o).width());
			assertEquals(outHeight, output.get(o).height());
			for (int i = 0; i < expected.length; i++) assertEquals(expected[i], output.get(o).plane(0)[i], 1e-5 * 30);
		}
	}

	static Stream<org.junit.jupiter.params.provider.Arguments> transposedCases() {
		return Stream.of(new Object[] { 1, 1, 0 }, new Object[] { 2, 1, 0 }, new Object[] { 2, 1, 1 }, new Object[] { 3, 1,
			2 }, new Object[] { 2, 2, 0 }, new Object[] { 3, 2, 1 }).map(org.junit.jupiter.params.provider.Arguments::of);
	}

	@ParameterizedTest
	@MethodSource("bilateralCases")
	void bilateralFilterIsThatOfOpenCv(final int radius, final double space, final double range) {
		final Volume input = OperatorCase.scene(new Random(3), 83, 57);
		final PixelAdaptive operation = bilateral(radius, space, range).build();
		assertClose(OpenCv.bilateral(input, radius, range, space), apply(operation, List.of(input), List.of(input)).get(0),
			PEER_TOLERANCE);
	}

	@ParameterizedTest
	@MethodSource("bilateralCases")
	void jointBilateralFilterIsThatOfOpenCv(final int radius, final double space, final double range) {
		final Random random = new Random(4);
		final Volume guide = OperatorCase.scene(random, 83, 57);
		final Volume input = OperatorCase.volume(random, 83, 57, 1);
		final PixelAdaptive operation = bilateral(radius, space, range).build();
		assertClose(OpenCv.joint(List.of(guide), input, radius, range, space), apply(operation, List.of(input), List.of(
			guide)).get(0), PEER_TOLERANCE);
	}

	@Test
	void jointBilateralFilterOfColoursIsThatOfOpenCvBySumNorm() {
		final Random random = new Random(5);
		final List<Volume> guide = List.of(OperatorCase.scene(random, 61, 40), OperatorCase.scene(random, 61, 40),
			OperatorCase.scene(random, 61, 40));
		final Volume input = OperatorCase.volume(random, 61, 40, 1);
		final PixelAdaptive operation = bilateral(4, 2.5, 0.4).optSumNorm(true).build();
		assertClose(OpenCv.joint(guide, input, 4, 0.4, 2.5), apply(operation, List.of(input), guide).get(0),
			PEER_TOLERANCE);
	}

	static Stream<org.junit.jupiter.params.provider.Arguments> bilateralCases() {
		return Stream.of(new Object[] { 1, 1.0, 0.1 }, new Object[] { 5, 3.0, 0.1 }, new Object[] { 5, 3.0, 0.5 },
			new Object[] { 11, 4.0, 0.05 }).map(org.junit.jupiter.params.provider.Arguments::of);
	}

	@ParameterizedTest
	@MethodSource("cases")
	void averagesOfAConstantAreExactlyThat(final OperatorCase single) {
		final Random random = new Random(6);
		final PixelAdaptive operation = single.averaging(random);
		final List<Volume> input = single.input(random);
		final List<Volume> guide = single.guide(random);
		input.forEach(channel -> channel.planes().forEach(plane -> Arrays.fill(plane, 0.1f)));
		for (final Volume output : apply(operation, input, guide)) {
			for (final float[] plane : output.planes()) for (final float value : plane) assertEquals(0.1f, value);
		}
	}

	@Test
	void aPixelWithoutNeighboursLikeItStaysAsItIs() {
		final Volume input = new Volume(5, 1, List.of(new float[] { 1, 2, 3, 4, 5 }));
		final Volume guide = new Volume(5, 1, List.of(new float[] { 0, 1e6f, -1e6f, 3e6f, 9e6f }));
		final float[] hollow = { 1, 0, 1 };
		for (final Normalisation normalisation : new Normalisation[] { Normalisation.WEIGHTS, Normalisation.KERNEL }) {
			final PixelAdaptive.Builder builder = PixelAdaptive.builder().setWindow(new Window(1, 0, 0, false, 1))
				.optNormalisation(normalisation);
			if (normalisation == Normalisation.WEIGHTS) builder.optWeights(hollow);
			assertArrayEquals(input.plane(0), apply(builder.build(), List.of(input), List.of(guide)).get(0).plane(0));
		}
		final PixelAdaptive sum = PixelAdaptive.builder().setWindow(new Window(1, 0, 0, false, 1)).optWeights(hollow)
			.optBias(7).build();
		assertArrayEquals(new float[] { 7, 7, 7, 7, 7 }, apply(sum, List.of(input), List.of(guide)).get(0).plane(0));
	}

	@Test
	void anUnknownPixelIsFilledFromKnownOnesAndNeverSpreads() {
		final Volume input = new Volume(4, 3, 1);
		Arrays.fill(input.plane(0), 2);
		input.plane(0)[5] = Float.NaN;
		input.plane(0)[6] = Float.POSITIVE_INFINITY;
		final PixelAdaptive operation = PixelAdaptive.builder().setWindow(Window.square(1)).optNormalisation(
			Normalisation.KERNEL).build();
		for (final float value : apply(operation, List.of(input), List.of(new Volume(4, 3, 1))).get(0).plane(0))
			assertEquals(2, value);
	}

	@Test
	void whereNothingIsKnownTheResultIsUnknown() {
		final Volume input = new Volume(3, 3, 1);
		Arrays.fill(input.plane(0), Float.NaN);
		final List<Volume> guide = List.of(new Volume(3, 3, 1));
		final PixelAdaptive average = PixelAdaptive.builder().setWindow(Window.square(1)).optNormalisation(
			Normalisation.KERNEL).build();
		for (final float value : apply(average, List.of(input), guide).get(0).plane(0)) assertTrue(Float.isNaN(value));
		final PixelAdaptive sum = PixelAdaptive.builder().setWindow(Window.square(1)).optBias(3).build();
		for (final float value : apply(sum, List.of(input), guide).get(0).plane(0)) assertEquals(3, value);
	}

	@Test
	void channelsFilteredTogetherAreAsFilteredAlone() {
		final Random random = new Random(8);
		final List<Volume> input = OperatorCase.volumes(random, 3, 29, 17, 1);
		final List<Volume> guide = OperatorCase.volumes(random, 2, 29, 17, 1);
		final PixelAdaptive operation = bilateral(2, 1.5, 0.5).build();
		final List<Volume> together = apply(operation, input, guide);
		for (int c = 0; c < 3; c++) {
			assertClose(apply(operation, List.of(input.get(c)), guide).get(0), together.get(c), 1e-6);
		}
	}

	@Test
	void theFullFormWithWeightsOnTheDiagonalIsTheSharedForm() {
		final Random random = new Random(9);
		final List<Volume> input = OperatorCase.volumes(random, 2, 19, 14, 1);
		final List<Volume> guide = OperatorCase.volumes(random, 1, 19, 14, 1);
		final float[] table = OperatorCase.values(random, 25, 0, 1);
		final float[] none = new float[25];
		final PixelAdaptive.Builder builder = PixelAdaptive.builder().setWindow(Window.square(2)).optNormalisation(
			Normalisation.WEIGHTS);
		final List<Volume> shared = apply(builder.optWeights(table).build(), input, guide);
		final List<Volume> full = apply(builder.optWeights(new float[][][] { { table, none }, { none, table } }).build(),
			input, guide);
		for (int c = 0; c < 2; c++) assertClose(shared.get(c), full.get(c), 1e-6);
	}

	@Test
	void everyRunGivesTheSameBits() {
		final Random random = new Random(10);
		final List<Volume> input = OperatorCase.volumes(random, 1, 133, 91, 1);
		final PixelAdaptive operation = bilateral(3, 2, 0.2).build();
		final float[] first = apply(operation, input, input).get(0).plane(0);
		assertArrayEquals(first, apply(operation, input, input).get(0).plane(0));
	}

	@Test
	void stopsWhenCancelled() {
		final Random random = new Random(11);
		final List<Volume> input = OperatorCase.volumes(random, 1, 64, 64, 8);
		final PixelAdaptive operation = PixelAdaptive.builder().setWindow(new Window(2, 2, 2, false, 1)).build();
		assertThrows(CancellationException.class, () -> operator().apply(operation, input, input,
			new Impatient(3)));
	}

	@Test
	void inputAndGuideStayAsTheyWere() {
		final Random random = new Random(12);
		final Volume input = OperatorCase.volume(random, 20, 11, 1);
		punch(input, random, 0.2);
		final float[] before = input.plane(0).clone();
		apply(bilateral(2, 1, 0.3).build(), List.of(input), List.of(input));
		assertArrayEquals(before, input.plane(0));
	}

	@Test
	void refusesWhatDoesNotFit() {
		final Volume small = new Volume(4, 3, 1);
		final Volume large = new Volume(5, 3, 1);
		final PixelAdaptive plain = PixelAdaptive.builder().setWindow(Window.square(1)).build();
		assertRefused(plain, List.of(), List.of(small));
		assertRefused(plain, List.of(small), List.of());
		assertRefused(plain, List.of(small), List.of(large));
		assertRefused(plain, List.of(small, large), List.of(small));
		assertRefused(PixelAdaptive.builder().setWindow(Window.square(1)).optKernel(new Constant()).build(), List.of(small),
			List.of(small));
		assertRefused(PixelAdaptive.builder().setWindow(Window.square(1)).optSigmas(1, 2).build(), List.of(small), List.of(
			small));
		assertRefused(PixelAdaptive.builder().setWindow(Window.square(1)).optTransposed(true).optStride(2).build(), List.of(
			small), List.of(small));
		assertRefused(PixelAdaptive.builder().setWindow(Window.square(1)).optWeights(new float[1][2][9]).build(), List.of(
			small), List.of(small));
	}

	private void assertRefused(final PixelAdaptive operation, final List<Volume> input, final List<Volume> guide) {
		final String message = assertThrows(IllegalArgumentException.class, () -> apply(operation, input, guide))
			.getMessage();
		assertTrue(message.endsWith("."), message);
	}

	private List<Volume> apply(final PixelAdaptive operation, final List<Volume> input, final List<Volume> guide) {
		return operator().apply(operation, input, guide, Progress.NONE);
	}

	final void assertDefinition(final PixelAdaptive operation, final List<Volume> input, final List<Volume> guide) {
		final Definition definition = new Definition(operation, input, guide);
		final List<Volume> output = apply(operation, input, guide);
		assertEquals(operation.isShared() ? input.size() : operation.outputs(), output.size());
		for (int o = 0; o < output.size(); o++) {
			final Volume volume = output.get(o);
			for (int z = 0; z < volume.depth(); z++) {
				for (int i = 0; i < volume.plane(z).length; i++) {
					final int x = i % volume.width();
					final int y = i / volume.width();
					final Definition.Expected expected = definition.at(o, x, y, z);
					final float value = volume.plane(z)[i];
					final String where = "output " + o + " at " + x + ", " + y + ", " + z;
					if (Double.isFinite(expected.value())) {
						assertEquals(expected.value(), value, TOLERANCE * expected.magnitude() + 1e-30, where);
					}
					else assertEquals((float) expected.value(), value, where);
				}
			}
		}
	}

	private static PixelAdaptive.Builder bilateral(final int radius, final double space, final double range) {
		final float[] weights = new float[(2 * radius + 1) * (2 * radius + 1)];
		for (int tap = 0; tap < weights.length; tap++) {
			final int dx = tap % (2 * radius + 1) - radius;
			final int dy = tap / (2 * radius + 1) - radius;
			weights[tap] = (float) Math.exp(-(dx * dx + dy * dy) / (2 * space * space));
		}
		return PixelAdaptive.builder().setWindow(Window.disc(radius)).optWeights(weights).optNormalisation(
			Normalisation.WEIGHTS).optBorder(Border.MIRROR).optSigmas((float) range);
	}

	private static void punch(final Volume volume, final Random random, final double share) {
		final float[] unknown = { Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY };
		for (final float[] plane : volume.planes()) {
			for (int i = 0; i < plane.length; i++) if (random.nextDouble() < share) plane[i] = unknown[random.nextInt(3)];
		}
	}

	private static void assertClose(final Volume expected, final Volume actual, final double tolerance) {
		final List<Double> differences = new ArrayList<>();
		for (int i = 0; i < expected.plane(0).length; i++) {
			differences.add(Math.abs((double) expected.plane(0)[i] - actual.plane(0)[i]));
		}
		assertEquals(0, differences.stream().mapToDouble(d -> d).max().getAsDouble(), tolerance);
	}
}
