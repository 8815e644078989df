package io.github.kinema.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import ij.ImagePlus;
import io.github.kinema.host.TestImages;

/** Frames at any positions, by list and by interval. */
class RetimeStackTest {

	@Test
	void positionsMakeTheirFrames() {
		final ImagePlus image = TestImages.random(16, 9, 9, 2, 1, 4);
		final ImagePlus result = Commands.output(RetimeStack.class, image, "positions", "1-2:0.5, 3.25, 1", "method",
			"blend", "cuts", false);
		assertEquals(5, result.getNFrames());
		final String[] labels = { "plane 1", "synthetic t=1.5 of 1|2 blend", "plane 3", "synthetic t=3.25 of 3|4 blend",
			"plane 1" };
		for (int t = 1; t <= 5; t++)
			assertEquals(labels[t - 1], result.getStack().getSliceLabel(result.getStackIndex(1, 1, t)));
		final int a = image.getStack().getProcessor(6).get(4, 4);
		final int b = image.getStack().getProcessor(8).get(4, 4);
		assertEquals(Math.rint(0.75 * a + 0.25 * b), result.getStack().getProcessor(8).get(4, 4));
		assertEquals(0, result.getCalibration().frameInterval, "uneven frames have no interval");
	}

	@Test
	void intervalWinsAndIsCalibrated() {
		final ImagePlus image = TestImages.random(8, 9, 9, 1, 5, 1);
		final ImagePlus result = Commands.output(RetimeStack.class, image, "interval", 0.25, "positions", "1", "method",
			"blend");
		assertEquals(4 * 6 + 1, result.getNSlices());
		assertEquals(0.25, result.getCalibration().pixelDepth, 1e-12);
		final ImagePlus coarse = Commands.output(RetimeStack.class, image, "interval", 2.0, "method", "blend");
		assertEquals(4, coarse.getNSlices(), "0, 2, 4 and 6 micron of 6");
	}

	@Test
	void unevenSlicesKeepTheirDepth() {
		final ImagePlus image = TestImages.random(8, 9, 9, 1, 5, 1);
		assertEquals(1.5, Commands.output(RetimeStack.class, image, "positions", "1, 2, 4", "method", "blend")
			.getCalibration().pixelDepth);
		assertEquals(0.75, Commands.output(RetimeStack.class, image, "positions", "5-1:0.5", "method", "blend")
			.getCalibration().pixelDepth, 1e-12);
	}

	@Test
	void wrongInputIsNamed() {
		final ImagePlus image = TestImages.random(8, 9, 9, 1, 1, 5);
		assertSentence("Neither positions nor interval", image);
		assertSentence("Position 5.5 lies outside", image, "positions", "1-6.5:0.5");
		assertSentence("\"x\" is not a position", image, "positions", "x");
		assertSentence("interval=-1", image, "interval", -1.0);
		image.getCalibration().frameInterval = 0;
		assertSentence("does not say how far apart", image, "interval", 0.5);
	}

	private static void assertSentence(final String part, final ImagePlus image, final Object... keysAndValues) {
		final Exception exc = assertThrows(IllegalArgumentException.class, () -> Commands.run(RetimeStack.class, image,
			keysAndValues));
		assertTrue(exc.getMessage().contains(part), exc.getMessage());
	}
}
