package io.github.kinema.evaluate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import io.github.kinema.tile.Plane;

class SegmentationScoreTest {

	private static Plane row(final float... values) {
		return new Plane(values.length, 1, values);
	}

	@Test
	void closedForms() {
		final SegmentationScore score = SegmentationScore.of(row(255, 0.6f, 0.5f, 0, Float.NaN, 1), row(1, 0, 255, 0, 1,
			Float.NaN));
		assertEquals(new SegmentationScore(5, 1, 1, 1, 1), score);
		assertEquals(1 / 3.0, score.foreground());
		assertEquals(1 / 3.0, score.background());
		assertArrayEquals(new float[] { 0, 1, 1, 0, Float.NaN, Float.NaN }, SegmentationScore.errors(row(255, 0.6f, 0.5f, 0,
			Float.NaN, 1), row(1, 0, 255, 0, 1, Float.NaN)).values());
	}

	@Test
	void pooledIsNotTheMeanOfFrames() {
		// A frame with 1 of 1 right, and one with 1 of 3.
		final SegmentationScore first = SegmentationScore.of(row(1, 0, 0, 0), row(1, 0, 0, 0));
		final SegmentationScore second = SegmentationScore.of(row(1, 1, 1, 0), row(1, 0, 0, 0));
		final SegmentationScore both = first.plus(second);
		assertEquals(2 / 4.0, both.foreground());
		assertEquals(4 / 6.0, both.background());
		assertEquals((2 / 4.0 + 4 / 6.0) / 2, both.mean());
	}

	@Test
	void aClassThatIsNowhereHasNoScore() {
		final SegmentationScore score = SegmentationScore.of(row(0, 0), row(0, 0));
		assertEquals(Double.NaN, score.foreground());
		assertEquals(1, score.mean());
	}
}
