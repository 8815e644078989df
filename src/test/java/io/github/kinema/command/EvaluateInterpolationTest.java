package io.github.kinema.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;

import org.junit.jupiter.api.Test;

import ij.ImagePlus;
import ij.gui.Plot;
import ij.measure.ResultsTable;
import io.github.kinema.host.TestImages;

/** What a scientist shows a reviewer. */
class EvaluateInterpolationTest {

	@Test
	void theBlendOfAStackHasTheErrorsOfItsDefinition() {
		final ImagePlus image = TestImages.random(16, 24, 20, 2, 2, 5);
		final Map<String, Object> outputs = Commands.run(EvaluateInterpolation.class, image, "methods", "blend", "errors",
			true);
		final ResultsTable table = (ResultsTable) outputs.get("results");
		assertEquals(3, table.size());
		int least = Integer.MAX_VALUE;
		int most = 0;
		for (int row = 0; row < 2; row++) {
			final int frame = 2 + 2 * row;
			assertEquals(frame, table.getValue("Frame", row));
			assertEquals("blend", table.getStringValue("Method", row));
			double absolute = 0;
			double signed = 0;
			for (int z = 1; z <= 2; z++) {
				for (int c = 1; c <= 2; c++) {
					for (int p = 0; p < 480; p++) {
						final int before = image.getStack().getProcessor(image.getStackIndex(c, z, frame - 1)).get(p);
						final int after = image.getStack().getProcessor(image.getStackIndex(c, z, frame + 1)).get(p);
						final int measured = image.getStack().getProcessor(image.getStackIndex(c, z, frame)).get(p);
						least = Math.min(least, measured);
						most = Math.max(most, measured);
						absolute += Math.abs(Math.rint((before + after) / 2.0) - measured);
						signed += Math.rint((before + after) / 2.0) - measured;
					}
				}
			}
			assertEquals(absolute / 1920, table.getValue("MAE", row), 1e-6);
			assertEquals(signed / 1920, table.getValue("Bias", row), 1e-6);
		}
		assertEquals(most - least, table.getValue("Peak", 0), "the range of what was left out");
		assertEquals("all", table.getStringValue("Frame", 2));
		assertEquals((table.getValue("PSNR", 0) + table.getValue("PSNR", 1)) / 2, table.getValue("PSNR", 2), 1e-9);
		final ImagePlus errors = (ImagePlus) outputs.get("output");
		assertArrayEquals(new int[] { 24, 20, 1, 2, 2 }, errors.getDimensions());
		double mean = 0;
		for (int n = 1; n <= 2; n++)
			mean += errors.getStack().getProcessor(n).getStats().mean / 2;
		assertEquals(table.getValue("MAE", 0), mean, 1e-2);
	}

	@Test
	void flowBeatsBlendOnMotionAndSaysHowFarThingsMoved() {
		final ImagePlus image = TestImages.moving(8, 96, 80, 1, 1, 7, 3, 1);
		final Map<String, Object> outputs = Commands.run(EvaluateInterpolation.class, image, "methods",
			"blend, flow,automatic");
		final ResultsTable table = (ResultsTable) outputs.get("results");
		assertEquals(3 * 3 + 3, table.size());
		assertEquals("medium", table.getStringValue("Displacement", 0), "6.3 pixels from a kept frame to the next");
		final double blend = table.getValue("PSNR", 9);
		final double flow = table.getValue("PSNR", 10);
		assertTrue(flow > blend + 6, flow + " dB by flow, " + blend + " dB by blend");
		assertEquals(flow, table.getValue("PSNR", 11), "automatic is flow here");
		assertArrayEquals(new float[] { 2, 4, 6 }, ((Plot) outputs.get("plot")).getXValues());
	}

	@Test
	void anEqualStackIsRebuiltWithoutError() {
		final ImagePlus image = TestImages.moving(32, 30, 20, 1, 3, 5, 0, 0);
		for (final String axis : new String[] { "time", "slices" }) {
			final ResultsTable table = (ResultsTable) Commands.run(EvaluateInterpolation.class, image, "axis", axis).get(
				"results");
			if (axis.equals("time")) assertEquals(Double.POSITIVE_INFINITY, table.getValue("PSNR", table.size() - 1));
			assertEquals("still", table.getStringValue("Displacement", 0));
		}
	}

	@Test
	void wrongInputIsNamed() {
		final ImagePlus image = TestImages.random(8, 8, 8, 1, 1, 4);
		assertSentence("step=4", image, "step", 4);
		assertSentence("step=1", image, "step", 1);
		assertSentence("\"magic\"", image, "methods", "blend, magic");
		assertSentence("methods is empty", image, "methods", " , ");
		assertSentence("guide=3", image, "guide", 3);
		assertSentence("takes at least 3", TestImages.random(8, 8, 8, 1, 1, 2));
	}

	private static void assertSentence(final String part, final ImagePlus image, final Object... keysAndValues) {
		final Exception exc = assertThrows(IllegalArgumentException.class, () -> Commands.run(EvaluateInterpolation.class,
			image, keysAndValues));
		assertTrue(exc.getMessage().contains(part), exc.getMessage());
	}
}
