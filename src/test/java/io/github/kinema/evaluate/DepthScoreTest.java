package io.github.kinema.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CancellationException;

import org.junit.jupiter.api.Test;

import io.github.kinema.tile.Impatient;
import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;

class DepthScoreTest {

	private static final double NONE = Double.POSITIVE_INFINITY;

	private Plane errors;

	private DepthScore score(final Plane estimate, final Plane truth, final DepthAlignment alignment,
		final double nearest, final double farthest)
	{
		errors = new Plane(truth.width(), truth.height());
		return DepthScore.of(estimate, false, truth, alignment, nearest, farthest, errors, Progress.NONE);
	}

	private static Plane row(final float... values) {
		return new Plane(values.length, 1, values);
	}

	@Test
	void closedForms() {
		final DepthScore score = score(row(2, 4, 6), row(2, 2, 4), DepthAlignment.NONE, 0.001, NONE);
		assertEquals((0 + 1 + 0.5) / 3, score.absRel(), 1e-12);
		assertEquals((0 + 2 + 1) / 3.0, score.sqRel(), 1e-12);
		assertEquals(Math.sqrt(8 / 3.0), score.rmse(), 1e-12);
		assertEquals(Math.sqrt((Math.pow(Math.log(2), 2) + Math.pow(Math.log(1.5), 2)) / 3), score.rmseLog(), 1e-12);
		// Ratios 1, 2 and 1.5, against 1.25, 1.5625 and 1.953125.
		assertEquals(1 / 3.0, score.within1());
		assertEquals(2 / 3.0, score.within2());
		assertEquals(2 / 3.0, score.within3());
		// A ratio of 1.25 itself is not below it.
		assertEquals(0, score(row(1.25f), row(1), DepthAlignment.NONE, 0.001, NONE).within1());
	}

	@Test
	void theMedianRatioUndoesAnyScale() {
		final DepthScore score = score(row(0.5f, 1, 1.5f, 9), row(2, 4, 6, 36), DepthAlignment.MEDIAN, 0.001, NONE);
		assertEquals(4, score.scale(), 1e-12);
		assertEquals(0, score.rmse(), 1e-12);
		// The mean of the two in the middle: 5 / 1.25, not 4 / 1.
		final DepthScore even = score(row(1, 1.5f), row(4, 6.5f), DepthAlignment.MEDIAN, 0.001, NONE);
		assertEquals(5.25 / 1.25, even.scale(), 1e-12);
	}

	@Test
	void scaleAndShiftOfInverseDepthAreFound() {
		final Random random = new Random(3);
		final Plane truth = new Plane(9, 7);
		final Plane estimate = new Plane(9, 7);
		for (int i = 0; i < 63; i++) {
			final double inverse = 0.05 + random.nextDouble();
			estimate.values()[i] = (float) (1 / inverse);
			truth.values()[i] = (float) (1 / (0.3 * inverse + 0.02));
		}
		final DepthScore score = score(estimate, truth, DepthAlignment.INVERSE_SCALE_AND_SHIFT, 0.001, NONE);
		assertEquals(0.3, score.scale(), 1e-6);
		assertEquals(0.02, score.shift(), 1e-6);
		assertEquals(0, score.absRel(), 1e-5);
		// A constant says nothing: the mean of the inverse truth is best.
		final DepthScore constant = score(row(3, 3), row(1, 0.5f), DepthAlignment.INVERSE_SCALE_AND_SHIFT, 0.001, NONE);
		assertEquals((Math.abs(1 / 1.5 - 1) + Math.abs(1 / 1.5 - 0.5) / 0.5) / 2, constant.absRel(), 1e-12);
	}

	@Test
	void relativeInverseDepthMayBeZeroAndNegative() {
		final Plane truth = row(1, 2, 4, 7, 14, 50);
		final Plane estimate = new Plane(6, 1);
		for (int i = 0; i < 6; i++)
			estimate.values()[i] = 7 / truth.values()[i] - 1;
		errors = new Plane(6, 1);
		final DepthScore score = DepthScore.of(estimate, true, truth, DepthAlignment.INVERSE_SCALE_AND_SHIFT, 0.001, NONE,
			errors, Progress.NONE);
		assertEquals(1, score.coverage(), "0 at a depth of 7, negative beyond");
		assertEquals(0, score.absRel(), 1e-5);
		assertEquals(1 / 7.0, score.scale(), 1e-6);
		// Without a shift, what is not positive is no inverse depth.
		for (final DepthAlignment plain : new DepthAlignment[] { DepthAlignment.NONE, DepthAlignment.MEDIAN })
			assertEquals(3, DepthScore.of(estimate, true, truth, plain, 0.001, NONE, errors,
				Progress.NONE).pixels());
		// Nor is there a depth of 0, or an infinite one.
		assertEquals(2, score(row(1, 0, 2, Float.POSITIVE_INFINITY), row(1, 2, 3, 4), DepthAlignment.INVERSE_SCALE_AND_SHIFT, 0.001, NONE).pixels());
	}

	@Test
	void maskThenAlignmentThenClampThenErrors() {
		// Of the truth, 0, 80 and 100 are outside; the medians are of 2 and 4 (3) and of 1 and 50 (25.5).
		final DepthScore score = score(row(7, 1, 50, 3, 8), row(0, 2, 4, 80, 100), DepthAlignment.MEDIAN, 0.5, 80);
		assertEquals(2, score.known());
		assertEquals(3 / 25.5, score.scale(), 1e-12);
		final double first = 0.5;
		final double second = 50 * 3 / 25.5;
		assertEquals(((2 - first) / 2 + (second - 4) / 4) / 2, score.absRel(), 1e-7, "0.118 is clamped to 0.5 after the alignment");
		assertEquals(Float.NaN, errors.values()[0]);
		assertEquals(0.75f, errors.values()[1]);
		// What comes to lie beyond infinity is at the greatest true depth, or at the limit.
		final Plane far = row(1, 2, 1e30f);
		score(far, row(1, 100, 100), DepthAlignment.INVERSE_SCALE_AND_SHIFT, 0.001, NONE);
		assertEquals(0, errors.values()[2], 1e-7);
		score(far, row(1, 100, 100), DepthAlignment.INVERSE_SCALE_AND_SHIFT, 0.001, 400);
		assertEquals(3, errors.values()[2], 1e-7);
	}

	@Test
	void itStopsBetweenItsSteps() {
		final Plane truth = row(1, 2, 3);
		errors = new Plane(3, 1);
		for (int patience = 0; patience < 3; patience++) {
			final Impatient progress = new Impatient(patience);
			assertThrows(CancellationException.class, () -> DepthScore.of(truth, false, truth, DepthAlignment.MEDIAN, 0.001, NONE,
				errors, progress));
		}
	}

	@Test
	void theUnknownTakesNoPart() {
		final float nan = Float.NaN;
		final DepthScore score = score(row(nan, 1, -1, 0, Float.POSITIVE_INFINITY, 3), row(1, nan, 1, 1, 1, 2),
			DepthAlignment.NONE, 0.001, NONE);
		assertEquals(5, score.known());
		assertEquals(1, score.pixels());
		assertEquals(0.2, score.coverage(), 1e-12);
		assertEquals(0.5, score.absRel(), 1e-12);
		final DepthScore nothing = score(row(1), row(nan), DepthAlignment.MEDIAN, 0.001, NONE);
		assertEquals(Double.NaN, nothing.absRel());
		assertEquals(0, nothing.known());
	}

	@Test
	void randomDepthsAgreeWithADirectTranscription() {
		final Random random = new Random(4);
		final int n = 501;
		final float[] truth = new float[n];
		final float[] estimate = new float[n];
		for (int i = 0; i < n; i++) {
			truth[i] = (float) Math.exp(random.nextGaussian());
			estimate[i] = (float) (truth[i] * Math.exp(0.3 * random.nextGaussian()) * 7);
		}
		final double[] t = new double[n];
		final double[] e = new double[n];
		Arrays.setAll(t, i -> truth[i]);
		Arrays.setAll(e, i -> estimate[i]);
		final double[] st = t.clone();
		final double[] se = e.clone();
		Arrays.sort(st);
		Arrays.sort(se);
		final double ratio = st[n / 2] / se[n / 2];
		double abs = 0;
		double square = 0;
		double log = 0;
		double within = 0;
		for (int i = 0; i < n; i++) {
			final double d = e[i] * ratio;
			abs += Math.abs(d - t[i]) / t[i] / n;
			square += (d - t[i]) * (d - t[i]) / n;
			log += Math.pow(Math.log(d / t[i]), 2) / n;
			if (Math.abs(Math.log(d / t[i])) < 2 * Math.log(1.25)) within += 1.0 / n;
		}
		final DepthScore score = score(new Plane(n, 1, estimate), new Plane(n, 1, truth), DepthAlignment.MEDIAN, 1e-9,
			NONE);
		assertEquals(abs, score.absRel(), 1e-9);
		assertEquals(Math.sqrt(square), score.rmse(), 1e-9);
		assertEquals(Math.sqrt(log), score.rmseLog(), 1e-9);
		assertEquals(within, score.within2(), 1e-9);
	}
}
