package io.github.kinema.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;

import org.junit.jupiter.api.Test;

import io.github.kinema.tile.Plane;

class ErrorDistributionTest {

	private static Plane row(final float... values) {
		return new Plane(values.length, 1, values);
	}

	@Test
	void mediansAreThoseOfTheSortedErrors() {
		final Random random = new Random(2);
		for (final int size : new int[] { 1, 2, 3, 10, 999, 1000 }) {
			final float[] values = new float[size];
			for (int i = 0; i < size; i++)
				values[i] = (float) Math.abs(random.nextGaussian() * Math.pow(10, random.nextInt(9) - 4));
			final float[] sorted = values.clone();
			Arrays.sort(sorted);
			final double expected = ((double) sorted[(size - 1) / 2] + sorted[size / 2]) / 2;
			final ErrorDistribution distribution = ErrorDistribution.of(row(Arrays.copyOf(values, (size + 1) / 2)));
			distribution.add(row(Float.NaN, Float.POSITIVE_INFINITY));
			if (size > 1) distribution.add(row(Arrays.copyOfRange(values, (size + 1) / 2, size)));
			assertEquals(expected, distribution.median(), 1e-3 * expected);
		}
		assertEquals(2.7182817f, ErrorDistribution.of(row(9, 2.7182817f, -0f)).median(), "exact where a bin holds one value");
		assertEquals(Double.NaN, ErrorDistribution.of(row(Float.NaN)).median());
	}

	@Test
	void theCurveIsTheCumulativeHistogram() {
		final float[] errors = new float[1000];
		for (int i = 0; i < 1000; i++)
			errors[i] = i;
		final ErrorDistribution.Curve curve = ErrorDistribution.of(new Plane(100, 10, errors)).curve();
		final int last = curve.errors().length - 1;
		assertEquals(990, curve.end(), 1);
		assertEquals(0.99, curve.shares()[last], 2e-3);
		assertEquals(0.5, curve.shares()[last / 2], 1e-2);
		assertEquals(0.001, curve.shares()[0]);
		final ErrorDistribution.Curve zero = ErrorDistribution.of(new Plane(2, 1)).curve();
		assertTrue(zero.shares()[0] == 1 && zero.end() == 0);
	}
}
