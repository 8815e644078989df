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

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.kinema.device.CpuDevice;
import io.github.kinema.filter.AdaptiveFilter.Settings;
import io.github.kinema.tile.Impatient;
import io.github.kinema.tile.Progress;
import io.github.kinema.tile.Volume;

/** Tests {@link AdaptiveFilter} and the weights that it shows. */
class AdaptiveFilterTest {

	@ParameterizedTest
	@EnumSource(Border.class)
	void isTheBilateralFilterOfTheDefinition(final Border border) {
		final Volume image = noise(17, 13, 1, 100, 20);
		final float[] filtered = filter(plain(3, 1.5, 30, border), image).plane(0);
		for (int y = 0; y < 13; y++) {
			for (int x = 0; x < 17; x++) {
				double sum = 0;
				double weights = 0;
				for (int dy = -3; dy <= 3; dy++) {
					for (int dx = -3; dx <= 3; dx++) {
						int atX = x + dx;
						int atY = y + dy;
						if (border == Border.MIRROR) {
							atX = atX < 0 ? -atX : atX > 16 ? 32 - atX : atX;
							atY = atY < 0 ? -atY : atY > 12 ? 24 - atY : atY;
						}
						if (atX < 0 || atY < 0 || atX > 16 || atY > 12) continue;
						final double difference = (image.plane(0)[atX + atY * 17] - image.plane(0)[x + y * 17]) / 30;
						final double distance = (dx * dx + dy * dy) / (1.5 * 1.5);
						final double weight = Math.exp(-(difference * difference + distance) / 2);
						sum += weight * image.plane(0)[atX + atY * 17];
						weights += weight;
					}
				}
				assertEquals(sum / weights, filtered[x + y * 17], 2e-3);
			}
		}
	}

	@Test
	void keepsAnEdgeAndRemovesNoise() {
		final Volume image = noise(60, 40, 1, 0, 5);
		for (int i = 0; i < 60 * 40; i++) image.plane(0)[i] += i % 60 < 30 ? 50 : 200;
		final Volume filtered = filter(plain(5, 3, 25, Border.VALID), image);
		final float[] truth = new float[60 * 40];
		for (int i = 0; i < truth.length; i++) truth[i] = i % 60 < 30 ? 50 : 200;
		assertTrue(error(filtered, truth) < 1.2, "error " + error(filtered, truth));
	}

	@Test
	void patchesFindWhatSinglePixelsCannotTellApart() {
		final Volume image = noise(48, 48, 1, 100, 20);
		final float[] truth = new float[48 * 48];
		for (int i = 0; i < truth.length; i++) {
			truth[i] = (i % 48 + i / 48) / 6 % 2 == 0 ? 70 : 130;
			image.plane(0)[i] += truth[i] - 100;
		}
		double pixels = Double.POSITIVE_INFINITY;
		double patches = Double.POSITIVE_INFINITY;
		for (final double range : new double[] { 20, 30, 40, 60 }) {
			for (final double space : new double[] { 1, 2, 5 }) {
				pixels = Math.min(pixels, error(filter(new Settings(8, space, range, false, 1, false, 1, 1, false,
					Border.MIRROR), image), truth));
				patches = Math.min(patches, error(filter(new Settings(8, space, range, true, 1, false, 1, 1, false,
					Border.MIRROR), image), truth));
			}
		}
		assertTrue(patches < 0.9 * pixels, "error with patches " + patches + ", with pixels " + pixels);
	}

	@Test
	void slicesOfAFlatFilterDoNotMix() {
		final Volume image = noise(11, 9, 3, 50, 20);
		final Volume filtered = filter(plain(2, 1, 30, Border.VALID), image);
		for (int z = 0; z < 3; z++) {
			final Volume one = new Volume(11, 9, List.of(image.plane(z)));
			assertArrayEquals(filter(plain(2, 1, 30, Border.VALID), one).plane(0), filtered.plane(z));
		}
	}

	@ParameterizedTest
	@CsvSource({ "1, 3", "2, 2", "3.5, 1", "10, 1", "0.5, 6" })
	void voxelSizeCounts(final double aspect, final int radius) {
		final Settings settings = new Settings(3, 2, 1e6, false, 1, true, 1, aspect, false, Border.VALID);
		assertEquals(radius, new AdaptiveFilter(CpuDevice.INSTANCE, settings).halo());
		final Volume impulse = new Volume(9, 9, 15);
		impulse.plane(7)[40] = 1;
		final Volume filtered = filter(settings, impulse);
		// NB: all these pixels see their whole window, but for slices beyond the stack
		final double next = filtered.plane(8)[40] / filtered.plane(7)[40];
		assertEquals(Math.exp(-aspect * aspect / (2 * 2 * 2)), next, 1e-4);
		assertEquals(Math.exp(-1 / 8.0), filtered.plane(7)[41] / filtered.plane(7)[40], 1e-4);
		assertEquals(0, filtered.plane(7 + radius + 1)[40]);
	}

	@Test
	void aHaloIsAllThatASliceDependsOn() {
		final Settings settings = new Settings(2, 1.5, 30, false, 3, true, 1, 1.2, true, Border.VALID);
		final Volume image = noise(8, 7, 21, 50, 20);
		final int halo = new AdaptiveFilter(CpuDevice.INSTANCE, settings).halo();
		final Volume slab = new Volume(8, 7, image.planes().subList(10 - halo, 10 + halo + 1));
		assertArrayEquals(filter(settings, image).plane(10), filter(settings, slab).plane(halo), 1e-5f);
	}

	@Test
	void rollingGuidanceDropsSmallThingsAndKeepsEdges() {
		final Volume image = new Volume(40, 26, 1);
		for (int i = 0; i < 40 * 26; i++) image.plane(0)[i] = i % 40 < 20 ? 50 : 200;
		final int row = 40 * 13;
		image.plane(0)[9 + row] = 200;
		assertTrue(filter(plain(5, 2, 25, Border.VALID), image).plane(0)[9 + row] > 190, "a bilateral filter keeps a dot");
		final float[] filtered = filter(rolling(5, 2, 25, 7), image).plane(0);
		assertTrue(filtered[9 + row] < 57, "the dot is still " + filtered[9 + row]);
		assertTrue(filtered[19 + row] < 57 && filtered[20 + row] > 193, "the edge is " + filtered[19 + row] + " to " +
			filtered[20 + row]);
	}

	@Test
	void rollingGuidanceFiltersTheOriginalByTheResultBefore() {
		final Volume image = noise(19, 15, 1, 100, 20);
		final Volume first = filter(plain(2, 1.5, 1e6, Border.VALID), image);
		final AdaptiveFilter filter = new AdaptiveFilter(CpuDevice.INSTANCE, plain(2, 1.5, 30, Border.VALID));
		final Volume second = filter.apply(List.of(image), List.of(first), Progress.NONE).get(0);
		final Volume third = filter.apply(List.of(image), List.of(second), Progress.NONE).get(0);
		assertArrayEquals(second.plane(0), filter(rolling(2, 1.5, 30, 2), image).plane(0), 1e-3f);
		assertArrayEquals(third.plane(0), filter(rolling(2, 1.5, 30, 3), image).plane(0), 1e-3f);
	}

	@Test
	void anotherGuideKeepsGuiding() {
		final Volume image = noise(40, 30, 1, 100, 10);
		final Volume guide = new Volume(40, 30, 1);
		for (int i = 0; i < 40 * 30; i++) guide.plane(0)[i] = i % 40 < 20 ? 0 : 10;
		final float[] filtered = new AdaptiveFilter(CpuDevice.INSTANCE, rolling(4, 2, 1, 8)).apply(List.of(image), List.of(
			guide), Progress.NONE).get(0).plane(0);
		final float[] once = new AdaptiveFilter(CpuDevice.INSTANCE, plain(4, 2, 1, Border.VALID)).apply(List.of(image), List
			.of(guide), Progress.NONE).get(0).plane(0);
		assertArrayEquals(once, filtered, 0.1f);
	}

	@ParameterizedTest
	@CsvSource({ "false, VALID, false", "true, MIRROR, false", "true, VALID, true", "false, MIRROR, true" })
	void shownWeightsAreThoseOfTheFilter(final boolean patches, final Border border, final boolean volume) {
		final Settings settings = new Settings(3, 2, 25, patches, 1, volume, 1, 2, true, border);
		final List<Volume> guide = List.of(noise(14, 12, 5, 100, 20), noise(14, 12, 5, 50, 15));
		guide.get(0).plane(1)[30] = Float.NaN;
		final Volume image = noise(14, 12, 5, 10, 3);
		final AdaptiveFilter filter = new AdaptiveFilter(CpuDevice.INSTANCE, settings);
		final Volume filtered = filter.apply(List.of(image), guide, Progress.NONE).get(0);
		for (final int[] at : new int[][] { { 7, 6, 2 }, { 0, 0, 0 }, { 13, 5, 4 }, { 3, 2, 1 }, { 2, 2, 1 } }) {
			final AdaptiveWeights weights = filter.weights(guide, at[0], at[1], at[2], Progress.NONE);
			final Window window = weights.window();
			double sum = 0;
			double shares = 0;
			for (int k = 0; k < window.size(); k++) {
				final int x = OperatorShape.mirror(at[0] + k % window.width() - window.radiusX(), 14);
				final int y = OperatorShape.mirror(at[1] + k / window.width() % window.height() - window.radiusY(), 12);
				final int z = OperatorShape.mirror(at[2] + k / window.width() / window.height() - window.radiusZ(), 5);
				sum += weights.values()[k] * image.plane(z)[x + y * 14];
				shares += weights.values()[k];
			}
			assertEquals(1, shares, 1e-5);
			assertEquals(filtered.plane(at[2])[at[0] + at[1] * 14], sum, 1e-4);
		}
	}

	@Test
	void countsEffectiveSamples() {
		final Volume constant = new Volume(20, 20, 1);
		final Settings wide = new Settings(2, 1e6, 1, false, 1, false, 1, 1, false, Border.VALID);
		final AdaptiveFilter filter = new AdaptiveFilter(CpuDevice.INSTANCE, wide);
		assertEquals(25, filter.weights(List.of(constant), 10, 10, 0, Progress.NONE).effectiveSamples(), 1e-3);
		assertEquals(9, filter.weights(List.of(constant), 0, 19, 0, Progress.NONE).effectiveSamples(), 1e-3);
		assertEquals(0, filter.weights(List.of(constant), 10, 10, 0, Progress.NONE).contrast());
		assertEquals(1, filter.weights(List.of(constant), 10, 10, 0, Progress.NONE).nearShare(), 1e-6);
		constant.plane(0)[210] = 1000;
		assertEquals(1, filter.weights(List.of(constant), 10, 10, 0, Progress.NONE).effectiveSamples(), 1e-6);
	}

	@Test
	void tellsTheSidesOfAnEdge() {
		final Volume edge = new Volume(21, 21, 1);
		for (int i = 0; i < 21 * 21; i++) edge.plane(0)[i] = i % 21 < 11 ? 10 : 30;
		final Settings settings = new Settings(2, 1e6, 20, false, 1, false, 1, 1, false, Border.VALID);
		final AdaptiveWeights weights = new AdaptiveFilter(CpuDevice.INSTANCE, settings).weights(List.of(edge), 10, 10, 0,
			Progress.NONE);
		final double beyond = 10 * Math.exp(-0.5);
		assertEquals(beyond / (15 + beyond), weights.farShare(), 1e-6);
		assertEquals(15 / (15 + beyond), weights.nearShare(), 1e-6);
		assertEquals(20, weights.contrast(), 1e-9);
	}

	@Test
	void unknownPixelsWeighNothing() {
		final Volume image = noise(9, 9, 1, 10, 1);
		image.plane(0)[40] = Float.NaN;
		image.plane(0)[12] = Float.POSITIVE_INFINITY;
		final float[] alone = filter(plain(2, 1, 1e6, Border.VALID), image).plane(0);
		assertTrue(Float.isNaN(alone[40]));
		for (int i = 0; i < 81; i++) assertTrue(i == 40 || i == 12 || alone[i] > 5 && alone[i] < 15, i + ": " + alone[i]);
		final Volume guide = new Volume(9, 9, 1);
		final float[] guided = new AdaptiveFilter(CpuDevice.INSTANCE, plain(2, 1, 1, Border.VALID)).apply(List.of(image),
			List.of(guide), Progress.NONE).get(0).plane(0);
		assertTrue(guided[40] > 5 && guided[40] < 15, "an unknown pixel under a known guide is filled");
	}

	/** NB: differences of such values are beyond what a float holds. */
	@ParameterizedTest
	@ValueSource(ints = { 1, 3 })
	void theLargestValuesThereAreHaveMeansToo(final int iterations) {
		final Volume image = new Volume(12, 9, 1);
		final Random random = new Random(2);
		for (int i = 0; i < image.plane(0).length; i++) image.plane(0)[i] = (random.nextBoolean() ? 3.4e38f : -3.4e38f);
		image.plane(0)[20] = Float.NaN;
		final Volume rolling = filter(new Settings(3, 2, 1e15, false, iterations, false, 1, 1, true, Border.VALID), image);
		for (int i = 0; i < rolling.plane(0).length; i++) {
			assertEquals(i == 20, Float.isNaN(rolling.plane(0)[i]), "at " + i);
			if (i != 20 && iterations == 1) assertEquals(image.plane(0)[i], rolling.plane(0)[i], 1e33);
		}
	}

	@ParameterizedTest
	@CsvSource({ "1, 1", "1, 9", "9, 1", "2, 3" })
	void constantStaysAtAnySize(final int width, final int height) {
		final Volume image = new Volume(width, height, 1);
		Arrays.fill(image.plane(0), 3.25f);
		final Settings patches = new Settings(1, 1, 5, true, 2, true, 1, 1, true, Border.MIRROR);
		assertArrayEquals(image.plane(0), filter(patches, image).plane(0), 1e-6f);
	}

	@ParameterizedTest
	@CsvSource({ "0, 1, 1, 1, radius", "2, 0, 1, 1, space", "2, NaN, 1, 1, space", "2, 1, -3, 1, range",
		"2, 1, Infinity, 1, range", "2, 1, 1e-50, 1, range", "2, 1, 1e-40, 1, range",
		"2, 1, 1e39, 1, range", "2, 1, 1, 0, iterations" })
	void settingsOutOfRangeAreNamed(final int radius, final double space, final double range, final int iterations,
		final String name)
	{
		final IllegalArgumentException exc = assertThrows(IllegalArgumentException.class, () -> new Settings(radius, space,
			range, false, iterations, false, 1, 1, false, Border.VALID));
		assertTrue(exc.getMessage().contains(name), exc.getMessage());
	}

	@Test
	void aRadiusBeyondTheImageIsAnError() {
		final Volume image = noise(40, 30, 1, 0, 1);
		final IllegalArgumentException exc = assertThrows(IllegalArgumentException.class, () -> filter(plain(40, 3, 1,
			Border.VALID), image));
		assertEquals("A radius of 40 reaches beyond the image of 40 x 30 pixels: use at most 39.", exc.getMessage());
		filter(plain(39, 3, 1, Border.VALID), image);
	}

	@Test
	void aGuideOfAnotherSizeIsAnError() {
		final AdaptiveFilter filter = new AdaptiveFilter(CpuDevice.INSTANCE, plain(2, 1, 1, Border.VALID));
		final List<Volume> image = List.of(new Volume(8, 7, 2));
		assertThrows(IllegalArgumentException.class, () -> filter.apply(image, List.of(new Volume(8, 8, 2)), Progress.NONE));
		assertThrows(IllegalArgumentException.class, () -> filter.apply(image, List.of(), Progress.NONE));
		assertThrows(IllegalArgumentException.class, () -> filter.apply(List.of(), image, Progress.NONE));
		assertThrows(IllegalArgumentException.class, () -> filter.weights(image, 8, 0, 0, Progress.NONE));
	}

	@Test
	void stopsWhenAsked() {
		final Volume image = noise(64, 64, 4, 0, 1);
		final Settings settings = new Settings(3, 1, 1, true, 3, true, 1, 1, false, Border.VALID);
		assertThrows(CancellationException.class, () -> new AdaptiveFilter(CpuDevice.INSTANCE, settings).apply(List.of(
			image), List.of(image), new Impatient(3)));
	}

	private static double error(final Volume filtered, final float[] truth) {
		double squares = 0;
		for (int i = 0; i < truth.length; i++) squares += Math.pow(filtered.plane(0)[i] - truth[i], 2);
		return Math.sqrt(squares / truth.length);
	}

	private static Settings plain(final int radius, final double space, final double range, final Border border) {
		return new Settings(radius, space, range, false, 1, false, 1, 1, false, border);
	}

	private static Settings rolling(final int radius, final double space, final double range, final int iterations) {
		return new Settings(radius, space, range, false, iterations, false, 1, 1, false, Border.VALID);
	}

	private static Volume filter(final Settings settings, final Volume image) {
		return new AdaptiveFilter(CpuDevice.INSTANCE, settings).apply(List.of(image), List.of(image), Progress.NONE).get(0);
	}

	private static Volume noise(final int width, final int height, final int depth, final double mean,
		final double sigma)
	{
		final Random random = new Random(7);
		final List<float[]> planes = new ArrayList<>();
		for (int z = 0; z < depth; z++) {
			final float[] values = new float[width * height];
			for (int i = 0; i < values.length; i++) values[i] = (float) (mean + sigma * random.nextGaussian());
			planes.add(values);
		}
		return new Volume(width, height, planes);
	}
}
