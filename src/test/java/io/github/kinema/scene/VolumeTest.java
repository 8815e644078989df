package io.github.kinema.scene;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CancellationException;

import org.junit.jupiter.api.Test;

import io.github.kinema.tile.Impatient;
import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;

/** Bodies against the geometry of ellipsoids, noise against its own statistics. */
class VolumeTest {

	private static final int SIZE = 96;

	private static float[] section(final long seed, final double depth) {
		return new Volume(SIZE, SIZE, 24, seed).section(depth, Progress.NONE).values();
	}

	private static double off(final float[] a, final float[] b) {
		double sum = 0;
		for (int i = 0; i < a.length; i++) sum += Math.abs(a[i] - b[i]);
		return sum / a.length;
	}

	private static Body body(final double radius, final double longer, final boolean hollow, final long seed) {
		return new Body(48, 48, 5, radius, longer, hollow, 0.01, 1, new Dice(seed));
	}

	private static double area(final Body body, final double depth) {
		double sum = 0;
		for (int y = 0; y < SIZE; y++) {
			if (!body.reachesRow(y)) continue;
			for (int x = 0; x < SIZE; x++) sum += body.light(x, y, depth);
		}
		return sum;
	}

	@Test
	void aBallIsCutInDiscs() {
		final Body ball = body(20, 1, false, 1);
		for (final double depth : new double[] { 5, -5, 17, 24.5 }) {
			final double squared = 400 - (depth - 5) * (depth - 5);
			assertEquals(Math.PI * squared, area(ball, depth), 0.02 * Math.PI * squared + 8);
		}
		assertTrue(ball.reaches(24.5));
		assertEquals(0, area(ball, 26));
		assertEquals(0, area(ball, -16));
	}

	@Test
	void aBodyHasTheVolumeOfAnEllipsoidWhereverItPoints() {
		for (int seed = 0; seed < 6; seed++) {
			final Body body = body(8, 3, false, seed);
			double volume = 0;
			for (int depth = -25; depth <= 35; depth++) if (body.reaches(depth)) volume += area(body, depth);
			final double expected = 4.0 / 3 * Math.PI * 8 * 8 * 8 * 3;
			assertEquals(expected, volume, 0.03 * expected);
		}
	}

	@Test
	void aHollowBodyHasAWallAlone() {
		final Body shell = body(20, 1, true, 1);
		assertEquals(0, shell.light(48, 48, 5));
		assertEquals(1, shell.light(48 + 17, 48, 5));
		assertEquals(0, shell.light(48 + 21, 48, 5));
	}

	@Test
	void cloudsHaveTheirAmplitudeAndAreOneFromPieceToPiece() {
		final Cloud cloud = new Cloud(8, 2, 0.5, new Dice(3));
		final Cloud.Section section = cloud.at(7.3, -100, -100, 400, 400);
		double sum = 0;
		double squares = 0;
		for (int y = 0; y < 400; y++) {
			for (int x = 0; x < 400; x++) {
				final double value = section.value(x - 100, y - 100);
				sum += value / 160000;
				squares += value * value / 160000;
			}
		}
		assertEquals(0, sum, 0.05);
		assertEquals(0.5, Math.sqrt(squares - sum * sum), 0.1);
		final Cloud.Section piece = cloud.at(7.3, 13.7, 20.2, 5, 5);
		assertEquals(section.value(16.1, 24.9), piece.value(16.1, 24.9), 1e-12);
	}

	@Test
	void sectionsDifferMoreTheFartherTheyAreApart() {
		double near = 0;
		double far = 0;
		double farther = 0;
		for (int seed = 0; seed < 12; seed++) {
			final float[] here = section(seed, 0);
			near += off(here, section(seed, 0.01)) / 12;
			far += off(here, section(seed, 1)) / 12;
			farther += off(here, section(seed, 12)) / 12;
		}
		assertTrue(near < 0.1 * far && far < 0.6 * farther, near + ", " + far + ", " + farther);
		assertTrue(near > 0);
	}

	@Test
	void aSeedMakesOneVolume() {
		assertArrayEquals(section(5, 1.5), section(5, 1.5));
		assertTrue(off(section(5, 1.5), section(6, 1.5)) > 0.01);
		final Plane wide = new Volume(33, 7, 4, 1).section(-3, Progress.NONE);
		assertEquals(33, wide.width());
		assertEquals(7, wide.height());
		for (final float value : wide.values()) assertTrue(value >= 0 && value < 10);
	}

	@Test
	void itStopsOnRequestAndNamesWrongNumbers() {
		assertThrows(CancellationException.class, () -> new Volume(SIZE, SIZE, 24, 1).section(0, new Impatient(0)));
		assertTrue(assertThrows(IllegalArgumentException.class, () -> new Volume(0, 5, 5, 1)).getMessage().contains("width=0"));
	}
}
