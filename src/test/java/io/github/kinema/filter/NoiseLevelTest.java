package io.github.kinema.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.kinema.tile.Plane;

/** Tests {@link NoiseLevel} on noise of known standard deviation. */
class NoiseLevelTest {

	@ParameterizedTest
	@ValueSource(doubles = { 0.001, 1, 250 })
	void findsGaussianNoise(final double sigma) {
		assertEquals(sigma, NoiseLevel.of(noise(301, 203, sigma, 100, false)), 0.03 * sigma);
	}

	@ParameterizedTest
	@ValueSource(doubles = { 0.6, 1, 2, 5 })
	void findsNoiseThatWasRounded(final double sigma) {
		// rounding adds the variance of a uniform variable
		final double whole = Math.sqrt(sigma * sigma + 1 / 12.0);
		assertEquals(whole, NoiseLevel.of(noise(301, 203, sigma, 100, true)), 0.08 * whole);
	}

	@Test
	void edgesAndSlopesCountLittle() {
		final Plane plane = noise(201, 203, 3, 0, false);
		for (int y = 0; y < 203; y++) {
			for (int x = 0; x < 201; x++) {
				plane.values()[x + 201 * y] += 5 * x - 3 * y + (Math.hypot(x - 90, y - 80) < 50 ? 400 : 0);
			}
		}
		assertEquals(3, NoiseLevel.of(plane), 0.15);
	}

	@Test
	void clippedBackgroundSaysNothing() {
		final Plane plane = noise(200, 200, 4, 50, false);
		Arrays.fill(plane.values(), 0, 200 * 140, 7);
		assertEquals(4, NoiseLevel.of(plane), 0.2);
	}

	@Test
	void constantPlaneHasNone() {
		final Plane plane = new Plane(17, 5);
		Arrays.fill(plane.values(), 3.7f);
		assertEquals(0, NoiseLevel.of(plane));
	}

	@Test
	void blocksWithoutNoiseHaveNone() {
		final Plane plane = new Plane(64, 48);
		for (int i = 0; i < plane.values().length; i++) plane.values()[i] = i % 64 / 20;
		assertEquals(0, NoiseLevel.of(plane));
	}

	@Test
	void unknownPixelsAreLeftOut() {
		final Plane plane = noise(301, 203, 2, 10, false);
		for (int i = 0; i < plane.values().length; i += 37) {
			plane.values()[i] = i % 2 == 0 ? Float.NaN : Float.POSITIVE_INFINITY;
		}
		assertEquals(2, NoiseLevel.of(plane), 0.06);
		Arrays.fill(plane.values(), Float.NaN);
		assertEquals(0, NoiseLevel.of(plane));
	}

	@ParameterizedTest
	@CsvSource({ "60001, 1", "1, 60001", "2, 30001", "30001, 2" })
	void linesOfPixels(final int width, final int height) {
		assertEquals(2, NoiseLevel.of(noise(width, height, 2, 10, false)), 0.06);
	}

	@Test
	void onePixelHasNone() {
		assertEquals(0, NoiseLevel.of(new Plane(1, 1, new float[] { 5 })));
	}

	private static Plane noise(final int width, final int height, final double sigma, final double mean,
		final boolean rounded)
	{
		final Random random = new Random(5);
		final Plane plane = new Plane(width, height);
		for (int i = 0; i < plane.values().length; i++) {
			final double value = mean + sigma * random.nextGaussian();
			plane.values()[i] = (float) (rounded ? Math.rint(value) : value);
		}
		return plane;
	}
}
