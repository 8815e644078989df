package io.github.kinema.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;

import io.github.kinema.interpolate.ExpectedError;
import io.github.kinema.tile.Plane;

/** Tests what is said of a confidence whose worth is known. */
class ReliabilityTest {

	private static final int SIDE = 100;

	/** @param doubt how far the prediction is from the error: 0 not at all */
	private static Reliability of(final double doubt, final double sign, final double[][] pairs) {
		final Random random = new Random(3);
		final Plane confidence = new Plane(SIDE, SIDE);
		final Plane errors = new Plane(SIDE, SIDE);
		for (int i = 0; i < SIDE * SIDE; i++) {
			final double exponent = -4 * random.nextDouble();
			final double other = -4 * random.nextDouble();
			errors.values()[i] = (float) (0.1 * Math.pow(10, exponent));
			final float predicted = (float) (0.1 * Math.pow(10, sign * ((1 - doubt) * exponent + doubt * other) + (sign < 0 ? -4
				: 0)));
			confidence.values()[i] = ExpectedError.confidence(predicted);
			if (pairs != null) pairs[i] = new double[] { ExpectedError.of(confidence.values()[i]), errors.values()[i] };
		}
		final Reliability reliability = new Reliability();
		reliability.add(confidence, errors);
		return reliability;
	}

	@Test
	void whoKnowsTheErrorsLiesOnTheDiagonal() {
		final Reliability reliability = of(0, 1, null);
		assertEquals(1, reliability.rankCorrelation(), 1e-3);
		final Reliability.Curve curve = reliability.curve();
		assertTrue(curve.actual().length >= 15 && curve.actual().length <= 20, curve.actual().length + " points");
		for (int p = 0; p < curve.actual().length; p++)
			// NB: below, a confidence is too near to 1 for a float to tell.
			assertEquals(1, curve.actual()[p] / curve.predicted()[p], 0.02);
		assertEquals(-1, of(0, -1, null).rankCorrelation(), 1e-3);
		assertEquals(0, of(1, 1, null).rankCorrelation(), 0.03);
	}

	@Test
	void ranksAreThoseOfSpearman() {
		final double[][] pairs = new double[SIDE * SIDE][];
		final Reliability reliability = of(0.5, 1, pairs);
		assertEquals(spearman(pairs), reliability.rankCorrelation(), 2e-3);
	}

	private static double spearman(final double[][] pairs) {
		final double[][] ranks = new double[2][pairs.length];
		for (int k = 0; k < 2; k++) {
			final int column = k;
			final Integer[] order = new Integer[pairs.length];
			Arrays.setAll(order, i -> i);
			Arrays.sort(order, (a, b) -> Double.compare(pairs[a][column], pairs[b][column]));
			for (int r = 0; r < order.length; r++) ranks[k][order[r]] = r - (order.length - 1) / 2.0;
		}
		double both = 0;
		double first = 0;
		double second = 0;
		for (int i = 0; i < pairs.length; i++) {
			both += ranks[0][i] * ranks[1][i];
			first += ranks[0][i] * ranks[0][i];
			second += ranks[1][i] * ranks[1][i];
		}
		return both / Math.sqrt(first * second);
	}

	@Test
	void equalsShareTheirRankAndTheUnknownIsLeftOut() {
		final Reliability reliability = new Reliability();
		final float sure = ExpectedError.confidence(0.01f);
		final float unsure = ExpectedError.confidence(0.1f);
		reliability.add(new Plane(6, 1, new float[] { sure, sure, unsure, unsure, sure, Float.NaN }), new Plane(6, 1, //
			new float[] { 0, 0.02f, 0.02f, 0.02f, Float.NaN, 0.5f }));
		// Ranks: 1.5 1.5 3.5 3.5 and 1 3 3 3.
		assertEquals(2 / Math.sqrt(4 * 3), reliability.rankCorrelation(), 1e-9);
		final Reliability.Curve curve = reliability.curve();
		assertEquals(List.of(0.01, 0.02), Arrays.stream(curve.actual()).map(e -> Math.round(e * 1e6) / 1e6).boxed().toList());
	}

	@Test
	void nothingIsKnownOfNothing() {
		assertTrue(Double.isNaN(new Reliability().rankCorrelation()));
		assertEquals(0, new Reliability().curve().actual().length);
		final Reliability same = new Reliability();
		same.add(new Plane(2, 1, new float[] { 1, 1 }), new Plane(2, 1));
		assertTrue(Double.isNaN(same.rankCorrelation()));
		assertEquals(0, same.curve().actual()[0]);
	}
}
