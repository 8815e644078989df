package io.github.kinema.motion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;

class FullSearchTest {

	private static final int WIDTH = 61;
	private static final int HEIGHT = 47;

	@ParameterizedTest
	@CsvSource({ "0, 0", "5, -3", "-8, 0", "0, 8", "-5, -6" })
	void findsEveryShift(final int x, final int y) {
		final Plane noise = noise(1, WIDTH + 16, HEIGHT + 16);
		final Flow flow = FullSearch.between(part(noise, 8, 8), part(noise, 8 - x, 8 - y), Progress.NONE);
		for (int row = 12; row < HEIGHT - 12; row++)
			for (int column = 12; column < WIDTH - 12; column++) {
				assertEquals(x, flow.u()[column + row * WIDTH], column + ", " + row);
				assertEquals(y, flow.v()[column + row * WIDTH], column + ", " + row);
			}
	}

	@Test
	void unrelatedPlanesDoNotMatch() {
		final Flow flow = FullSearch.between(noise(1, WIDTH, HEIGHT), noise(2, WIDTH, HEIGHT), Progress.NONE);
		for (final float u : flow.u()) assertTrue(Float.isNaN(u));
	}

	/** Nothing to tell shifts by: the shortest one. */
	@Test
	void aConstantPlaneDoesNotMove() {
		final Plane plane = new Plane(WIDTH, HEIGHT);
		Arrays.fill(plane.values(), 9);
		final Flow flow = FullSearch.between(plane, plane, Progress.NONE);
		for (int y = 2; y < HEIGHT - 2; y++)
			for (int x = 2; x < WIDTH - 2; x++)
				assertEquals(0, Math.abs(flow.u()[x + y * WIDTH]) + Math.abs(flow.v()[x + y * WIDTH]));
	}

	/** What leaves the plane has no match: its place is not there any more. */
	@Test
	void whatIsNotInSightDoesNotMatch() {
		final Plane noise = noise(1, WIDTH + 16, HEIGHT + 16);
		final Flow flow = FullSearch.between(part(noise, 8, 8), part(noise, 16, 8), Progress.NONE);
		for (int row = 0; row < HEIGHT; row++)
			for (int column = 0; column < 4; column++) assertTrue(Float.isNaN(flow.u()[column + row * WIDTH]));
	}

	private static Plane noise(final long seed, final int width, final int height) {
		final Random random = new Random(seed);
		final Plane plane = new Plane(width, height);
		for (int i = 0; i < plane.values().length; i++) plane.values()[i] = 255 * random.nextFloat();
		return plane;
	}

	private static Plane part(final Plane plane, final int left, final int top) {
		final Plane part = new Plane(WIDTH, HEIGHT);
		for (int y = 0; y < HEIGHT; y++)
			System.arraycopy(plane.values(), left + (top + y) * plane.width(), part.values(), y * WIDTH, WIDTH);
		return part;
	}
}
