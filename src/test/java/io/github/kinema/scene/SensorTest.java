package io.github.kinema.scene;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CancellationException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.kinema.format.Pinhole;
import io.github.kinema.format.Pose;
import io.github.kinema.tile.Impatient;
import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;

/** Measures a sensor as one measures a camera. */
class SensorTest {

	private static final int SIZE = 300;

	/** A wall of one brightness, with a bright column in the middle that moves by a pixel each frame. */
	private record Wall(double level, double column) implements Scene {

		@Override
		public SceneKind kind() {
			return SceneKind.LAYERS;
		}

		@Override
		public int width() {
			return SIZE;
		}

		@Override
		public int height() {
			return SIZE;
		}

		@Override
		public Plane render(final double time, final Progress progress) {
			final Plane plane = new Plane(SIZE, SIZE);
			Arrays.fill(plane.values(), (float) level);
			for (int y = 0; y < SIZE; y++) plane.values()[150 + (int) Math.floor(time + 0.5) + y * SIZE] += (float) column;
			return plane;
		}

		@Override
		public Truth truth(final double time, final double other, final Progress progress) {
			throw new AssertionError();
		}

		@Override
		public Shot shoot(final double time, final double[] others, final Progress progress) {
			throw new AssertionError();
		}

		@Override
		public double[][] follow(final double time, final double... others) {
			throw new AssertionError();
		}

		@Override
		public Optional<Pose> pose(final double time) {
			return Optional.empty();
		}

		@Override
		public Optional<Pinhole> camera() {
			return Optional.empty();
		}
	}

	private static Plane flat(final double level, final Sensor sensor, final long frame) {
		return sensor.expose(new Wall(level, 0), frame, frame, Progress.NONE);
	}

	private static double mean(final Plane plane, final double power, final double around) {
		double sum = 0;
		for (final float value : plane.values()) sum += Math.pow(value - around, power);
		return sum / plane.values().length;
	}

	/** noise² (1/2 + v / 255), from few photons to many. */
	@ParameterizedTest
	@ValueSource(doubles = { 0.5, 3, 20, 60 })
	void theVarianceIsThatOfPhotonsAndOfReading(final double noise) {
		for (final double level : new double[] { 0, 0.01, 0.1, 0.5, 0.9 }) {
			final Plane plane = flat(level, new Sensor(noise, 0, 0, 0, 32, 3), 0);
			final double mean = mean(plane, 1, 0);
			final double variance = noise * noise * (0.5 + level) / 255 / 255;
			// NB: five standard errors of 90,000 pixels.
			assertEquals(level, mean, 5 * Math.sqrt(variance) / SIZE);
			assertEquals(1, mean(plane, 2, mean) / variance, 5 * Math.sqrt(4.0) / SIZE, "noise " + noise + " at " + level);
		}
	}

	@Test
	void photonsAreCountedOneByOne() {
		final Noise noise = new Noise(1, 2, 3);
		final int count = 200000;
		for (final double expected : new double[] { 0.2, 3, 29, 31, 400 }) {
			double mean = 0;
			double square = 0;
			double cube = 0;
			int none = 0;
			for (int i = 0; i < count; i++) {
				final double events = noise.poisson(expected);
				assertEquals(Math.rint(events), events);
				mean += events / count;
				square += (events - expected) * (events - expected) / count;
				cube += Math.pow(events - expected, 3) / count;
				if (events == 0) none++;
			}
			assertEquals(expected, mean, 5 * Math.sqrt(expected / count));
			assertEquals(1, square / expected, 0.03);
			assertEquals(1, cube / expected, Math.max(0.1, 0.05 * Math.sqrt(expected)));
			assertEquals(Math.exp(-expected), (double) none / count, 0.005);
		}
	}

	@Test
	void readNoiseIsNormal() {
		final Noise noise = new Noise(5, 6, 7);
		final int count = 400000;
		final double[] values = new double[count];
		for (int i = 0; i < count; i++) values[i] = noise.normal();
		Arrays.sort(values);
		assertEquals(0, values[count / 2], 0.01);
		assertEquals(-1.281552, values[count / 10], 0.01);
		assertEquals(1.959964, values[count - count / 40], 0.015);
		assertEquals(3.090232, values[count - count / 1000], 0.08);
		assertTrue(values[0] < -4 && values[count - 1] > 4 && values[count - 1] < 7);
	}

	@Test
	void bitsRoundAndCut() {
		assertEquals(128, flat(0.5, new Sensor(0, 0, 0, 0, 8, 0), 0).get(3, 3));
		assertEquals(32768, flat(0.5, new Sensor(0, 0, 0, 0, 16, 0), 0).get(3, 3));
		assertEquals(0.5f, flat(0.5, new Sensor(0, 0, 0, 0, 32, 0), 0).get(3, 3));
		float least = 1;
		float most = 0;
		for (final float value : flat(0, new Sensor(9, 0, 0, 0, 32, 0), 0).values()) least = Math.min(least, value);
		assertTrue(least < 0, "32 bit keeps what lies below 0");
		for (final float value : flat(0.99, new Sensor(9, 0, 0, 0, 8, 0), 0).values()) {
			assertEquals(Math.rint(value), value);
			most = Math.max(most, value);
		}
		assertEquals(255, most);
	}

	@Test
	void noiseIsNewInEachFrameAndTheSameForASeed() {
		final Sensor sensor = new Sensor(5, 0, 0, 0, 8, 11);
		assertArrayEquals(flat(0.4, sensor, 3).values(), flat(0.4, sensor, 3).values());
		final Plane first = flat(0.4, new Sensor(5, 0, 0, 0, 32, 11), 3);
		for (final Plane other : new Plane[] { flat(0.4, new Sensor(5, 0, 0, 0, 32, 11), 4), flat(0.4, new Sensor(5, 0, 0, 0,
			32, 12), 3) })
		{
			double product = 0;
			for (int i = 0; i < SIZE * SIZE; i++) product += (first.values()[i] - 0.4) * (other.values()[i] - 0.4);
			assertEquals(0, product / SIZE / SIZE / mean(first, 2, 0.4), 0.02, "correlation");
		}
		double rows = 0;
		for (int i = SIZE; i < SIZE * SIZE; i++) rows += (first.values()[i] - 0.4) * (first.values()[i - SIZE] - 0.4);
		assertEquals(0, rows / SIZE / SIZE / mean(first, 2, 0.4), 0.02, "correlation of rows");
	}

	@Test
	void opticsSpreadLightAndLoseNone() {
		final Plane plane = new Sensor(0, 1.5, 0, 0, 32, 0).expose(new Wall(0, 1), 0, 0, Progress.NONE);
		double sum = 0;
		double square = 0;
		for (int x = 0; x < SIZE; x++) {
			sum += plane.get(x, 7);
			square += (x - 150) * (x - 150) * plane.get(x, 7);
		}
		assertEquals(1, sum, 1e-5);
		assertEquals(1.5, Math.sqrt(square), 0.02);
	}

	@Test
	void anOpenShutterSmears() {
		final Plane plane = new Sensor(0, 0, 1, 0, 32, 0).expose(new Wall(0, 0.8), 5, 5.5, Progress.NONE);
		assertEquals(0.4, plane.get(155, 9), 1e-6);
		assertEquals(0.4, plane.get(156, 9), 1e-6);
		assertEquals(0, plane.get(157, 9), 1e-6);
	}

	@Test
	void theExposureDrifts() {
		final Sensor sensor = new Sensor(0, 0, 0, 0.2, 32, 4);
		double least = 1;
		double most = 0;
		for (int frame = 0; frame < 40; frame++) {
			final double value = flat(0.5, sensor, frame).get(0, 0);
			least = Math.min(least, value);
			most = Math.max(most, value);
		}
		assertEquals(0.4, least, 0.005);
		assertEquals(0.6, most, 0.005);
		assertFalse(flat(0.5, sensor, 0).get(0, 0) == flat(0.5, sensor, 5).get(0, 0));
	}

	@Test
	void wrongNumbersAreNamedAndItStops() {
		assertTrue(assertThrows(IllegalArgumentException.class, () -> new Sensor(-1, 0, 0, 0, 8, 0)).getMessage().contains(
			"noise=-1"));
		assertTrue(assertThrows(IllegalArgumentException.class, () -> new Sensor(0, 0, Double.NaN, 0, 8, 0)).getMessage()
			.contains("shutter=NaN"));
		assertTrue(assertThrows(IllegalArgumentException.class, () -> new Sensor(0, 0, 0, 0, 12, 0)).getMessage().contains(
			"bits=12"));
		assertThrows(CancellationException.class, () -> new Sensor(1, 1, 0, 0, 8, 0).expose(new Wall(1, 0), 0, 0,
			new Impatient(3)));
	}
}
