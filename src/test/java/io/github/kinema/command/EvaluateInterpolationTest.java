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
import ij.process.ImageProcessor;
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
	void whatTheConfidenceKnowsIsSaid() {
		final ImagePlus image = TestImages.moving(8, 96, 80, 2, 1, 5, 3, 1);
		// The left half stands still, and no method errs there.
		for (int n = 3; n <= 10; n++) {
			final ImageProcessor still = image.getStack().getProcessor(2 - n % 2);
			still.setRoi(0, 0, 48, 80);
			image.getStack().getProcessor(n).insert(still.crop(), 0, 0);
		}
		final Map<String, Object> outputs = Commands.run(EvaluateInterpolation.class, image, "methods", "blend, flow, learned",
			"model", "refine");
		final ResultsTable table = (ResultsTable) outputs.get("results");
		assertTrue(Double.isNaN(table.getValue("Rank_correlation", 0)));
		for (int method = 0; method < 3; method++) {
			final double correlation = table.getValue("Rank_correlation", table.size() - 3 + method);
			// The test's network does not know that its corrections are wrong where nothing moves.
			assertTrue(correlation > (method == 2 ? 0 : 0.3) && correlation <= 1, correlation + " of method " + method);
		}
		final Plot plot = (Plot) outputs.get("reliability");
		final float[] predicted = plot.getXValues();
		assertTrue(predicted.length > 5, predicted.length + " points");
		for (int p = 1; p < predicted.length; p++) assertTrue(predicted[p] > predicted[p - 1]);
		final Exception exc = assertThrows(IllegalArgumentException.class, () -> Commands.run(EvaluateInterpolation.class,
			image, "methods", "learned", "model", "nowhere"));
		assertTrue(exc.getMessage().contains("There is no model \"nowhere\""), exc.getMessage());
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
