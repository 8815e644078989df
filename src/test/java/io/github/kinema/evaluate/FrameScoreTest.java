package io.github.kinema.evaluate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;

import org.junit.jupiter.api.Test;

import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;

class FrameScoreTest {

	private static List<Plane> frame(final float... values) {
		return List.of(new Plane(values.length, 1, values));
	}

	@Test
	void channelsCountAsOneFrame() {
		final List<Plane> truth = List.of(new Plane(2, 1, new float[] { 10, 20 }), new Plane(2, 1, new float[] { 0, 0 }));
		final List<Plane> estimate = List.of(new Plane(2, 1, new float[] { 11, 20 }), new Plane(2, 1, new float[] { 0, -3 }));
		final FrameScore score = FrameScore.of(estimate, truth, 255, Progress.NONE);
		assertEquals(10 * Math.log10(255 * 255 / (10 / 4.0)), score.psnr(), 1e-9);
		assertEquals(1, score.difference().meanAbsoluteError());
		assertEquals(-0.5, score.difference().bias());
		assertEquals(1, FrameScore.of(truth, truth, 255, Progress.NONE).ssim(), 1e-12);
	}

	@Test
	void flickerIsWhatAlternates() {
		assertEquals(0, FrameScore.flicker(frame(1, 5), frame(2, 5), frame(3, 5)), "a steady change");
		assertEquals(4, FrameScore.flicker(frame(0, Float.NaN), frame(2, 1), frame(0, 1)), "back and forth");
		assertEquals(3, FrameScore.flicker(frame(0, 0), frame(2, -1), frame(0, 0)));
		assertEquals(Double.NaN, FrameScore.flicker(frame(Float.NaN), frame(0), frame(0)));
	}

	@Test
	void integersAreRoundedAsTheyAreStored() {
		final float nan = Float.NaN;
		final float infinite = Float.POSITIVE_INFINITY;
		assertArrayEquals(new float[] { 0, 2, 2, 3, 255, 0, nan, infinite }, FrameScore.stored(new Plane(8, 1, new float[] {
			0.5f, 1.5f, 2.4f, 2.6f, 300, -0.7f, nan, infinite }), 255).values());
		assertArrayEquals(new float[] { -1 }, FrameScore.error(new Plane(1, 1, new float[] { 2 }), new Plane(1, 1, new float[] {
			3 })).values());
	}
}
