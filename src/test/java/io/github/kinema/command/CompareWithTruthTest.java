package io.github.kinema.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CancellationException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import ij.ImagePlus;
import ij.ImageStack;
import ij.gui.Plot;
import ij.io.Opener;
import ij.macro.Interpreter;
import ij.measure.Calibration;
import ij.measure.ResultsTable;
import ij.process.ByteProcessor;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;
import ij.process.ShortProcessor;
import ij.process.StackStatistics;
import io.github.kinema.SharedData;
import io.github.kinema.host.TestImages;

/** Any method, the same numbers. */
class CompareWithTruthTest {

	@TempDir
	private Path folder;

	private boolean batch;

	@BeforeEach
	void begin() {
		// NB: the one list of open images that there is without a display.
		batch = Interpreter.batchMode;
		Interpreter.batchMode = true;
	}

	@AfterEach
	void end() {
		Interpreter.batchMode = batch;
	}

	/** Compares as a script does. */
	private static Map<String, Object> compare(final ImagePlus estimate, final ImagePlus truth, final String task,
		final Object... keysAndValues)
	{
		final Object[] all = Arrays.copyOf(new Object[] { "task", task, "truth", "active image" }, 4 + keysAndValues.length);
		System.arraycopy(keysAndValues, 0, all, 4, keysAndValues.length);
		try {
			Interpreter.addBatchModeImage(truth);
			Interpreter.addBatchModeImage(estimate);
			all[3] = String.valueOf(truth.getID());
			return Commands.run(CompareWithTruth.class, estimate, all);
		}
		finally {
			Interpreter.removeBatchModeImage(truth);
			Interpreter.removeBatchModeImage(estimate);
		}
	}

	private static ResultsTable table(final Map<String, Object> outputs) {
		return (ResultsTable) outputs.get("results");
	}

	private static ImagePlus image(final String title, final int channels, final int slices, final int frames,
		final float[]... planes)
	{
		final ImageStack stack = new ImageStack(4, planes[0].length / 4);
		for (final float[] plane : planes)
			stack.addSlice(new FloatProcessor(4, plane.length / 4, plane));
		final ImagePlus image = new ImagePlus(title, stack);
		image.setDimensions(channels, slices, frames);
		return image;
	}

	private static float[] plane(final float... values) {
		final float[] plane = new float[8];
		for (int i = 0; i < plane.length; i++)
			plane[i] = values[i % values.length];
		return plane;
	}

	@Test
	void flowIsPooledAndSplitByOcclusion() {
		final ImagePlus truth = image("truth", 2, 1, 2, plane(0), plane(0), plane(Float.NaN, 10), plane(0));
		final ImagePlus estimate = image("estimate", 2, 1, 2, plane(3, 0), plane(4, 0), plane(1, 10), plane(0, 1));
		final ImagePlus occlusion = image("occlusion", 1, 1, 2, plane(1, 0), plane(0));
		final Map<String, Object> outputs = compare(estimate, truth, "flow", "occlusion", occlusion);
		final ResultsTable table = table(outputs);
		assertEquals(3, table.size());
		assertEquals("all", table.getStringValue("Frame", 2));
		assertEquals(2.5, table.getValue("EPE", 0));
		assertEquals(1, table.getValue("EPE", 1));
		assertEquals((4 * 5 + 4 * 0 + 4 * 1) / 12.0, table.getValue("EPE", 2), 1e-12);
		assertEquals(1, table.getValue("EPE_median", 2));
		assertEquals(100 * 4 / 12.0, table.getValue("Fl", 2), 1e-9);
		assertEquals(0.5, table.getValue("EPE_visible", 2));
		assertEquals(5, table.getValue("EPE_occluded", 2));
		assertEquals(1, table.getValue("Coverage", 2));
		final ImagePlus errors = (ImagePlus) outputs.get("output");
		assertArrayEquals(new int[] { 4, 2, 1, 1, 2 }, errors.getDimensions());
		assertEquals(5, errors.getStack().getVoxel(0, 0, 0));
		assertTrue(Double.isNaN(errors.getStack().getVoxel(0, 0, 1)));
		assertEquals("estimate-over-frames", ((Plot) outputs.get("plot")).getTitle());
		assertEquals("estimate-cumulative", ((Plot) outputs.get("curve")).getTitle());
	}

	/** A point alone is no curve over frames. */
	@Test
	void aSingleFrameIsNotPlottedOverFrames() {
		final Map<String, Object> outputs = compare(image("estimate", 2, 1, 1, plane(3, 0), plane(4, 0)), image("truth", 2, 1, 1,
			plane(0), plane(0)), "flow");
		assertNull(outputs.get("plot"));
		assertNotNull(outputs.get("curve"));
	}

	@Test
	void depthIsAlignedFrameByFrameAndAveragedOverFrames() {
		final ImagePlus truth = image("truth", 1, 2, 1, plane(1, 2), plane(4, 2));
		final ImagePlus estimate = image("estimate", 1, 1, 2, plane(3, 6), plane(2, 2));
		final ResultsTable table = table(compare(estimate, truth, "depth"));
		assertEquals(1 / 3.0, table.getValue("Scale", 0), 1e-9);
		assertEquals(1.5, table.getValue("Scale", 1), 1e-9);
		assertEquals(0, table.getValue("AbsRel", 0), 1e-6);
		assertEquals((0.25 + 0.5) / 2, table.getValue("AbsRel", 1), 1e-6);
		assertEquals(table.getValue("AbsRel", 1) / 2, table.getValue("AbsRel", 2), 1e-6);
		final ImagePlus disparity = image("disparity", 1, 2, 1, plane(1, 0.5f), plane(0.25f, 0.5f));
		assertEquals(0, table(compare(disparity, truth, "depth", "inverse", true, "alignment", "none")).getValue("AbsRel", 2),
			1e-6);
	}

	@Test
	void segmentationIsPooled() {
		final ImagePlus truth = image("truth", 1, 1, 2, plane(1, 0, 0, 0), plane(0));
		final ImagePlus estimate = image("estimate", 1, 1, 2, plane(1, 1, 0, 0), plane(0));
		final Map<String, Object> outputs = compare(estimate, truth, "segmentation");
		final ResultsTable table = table(outputs);
		assertEquals(0.5, table.getValue("IoU_foreground", 2));
		assertEquals(12 / 14.0, table.getValue("IoU_background", 2), 1e-12);
		assertEquals((0.5 + 12 / 14.0) / 2, table.getValue("IoU", 2), 1e-12);
		assertNull(outputs.get("curve"));
	}

	/** An integer image and the numbers that its levels stand for. */
	private static ImagePlus calibrated(final ImagePlus values, final ImageProcessor levels, final double offset,
		final double slope)
	{
		final ImagePlus image = new ImagePlus("calibrated " + values.getTitle(), levels);
		for (int i = 0; i < levels.getPixelCount(); i++)
			levels.set(i, (int) Math.round((values.getProcessor().getf(i) - offset) / slope));
		image.getCalibration().setFunction(Calibration.STRAIGHT_LINE, new double[] { offset, slope }, "m");
		return image;
	}

	@Test
	void integersStandForWhatTheyAreCalibratedTo() {
		final ImagePlus depth = image("depth", 1, 1, 1, plane(1, 2.5f, 7.25f));
		final ImagePlus half = image("half", 1, 1, 1, plane(0.5f, 1.25f, 3.625f));
		final ImagePlus levels = calibrated(depth, new ShortProcessor(4, 2), 0, 1 / 256.0);
		assertEquals(0, table(compare(levels, depth, "depth", "alignment", "none")).getValue("AbsRel", 1), 1e-6);
		assertEquals(0.5, table(compare(half, levels, "depth", "alignment", "none")).getValue("AbsRel", 1), 1e-6);
		// Signed 16 bit, as ImageJ opens it: 0 is stored as 32768.
		final ImagePlus mask = image("mask", 1, 1, 1, plane(0, 1, 0, 1, 1));
		final ImagePlus signed = calibrated(mask, new ShortProcessor(4, 2), -32768, 1);
		final ResultsTable segmentation = table(compare(signed, mask, "segmentation"));
		assertEquals(1, segmentation.getValue("IoU_foreground", 1));
		assertEquals(1, segmentation.getValue("IoU_background", 1));
		// And 8 bit, of which 128 is no motion.
		final ImagePlus flow = image("flow", 2, 1, 1, plane(-3, 4), plane(5));
		final ImageStack stack = new ImageStack(4, 2);
		for (int c = 1; c <= 2; c++)
			stack.addSlice(calibrated(new ImagePlus("", flow.getStack().getProcessor(c)), new ByteProcessor(4, 2), -16, 0.125)
				.getProcessor());
		final ImagePlus bytes = new ImagePlus("bytes", stack);
		bytes.setDimensions(2, 1, 1);
		bytes.getCalibration().setFunction(Calibration.STRAIGHT_LINE, new double[] { -16, 0.125 }, "px");
		assertEquals(0, table(compare(bytes, flow, "flow")).getValue("EPE", 1), 1e-6);
	}

	@Test
	void errorsHaveAUnitOfTheirOwn() {
		final ImagePlus values = image("values", 1, 1, 1, plane(1, 2));
		final ImagePlus flow = image("flow", 2, 1, 1, plane(1, 2), plane(3));
		for (final ImagePlus image : new ImagePlus[] { values, flow }) image.getCalibration().setValueUnit("mV");
		assertEquals("px", errorUnit(flow, "flow"));
		assertEquals("Gray Value", errorUnit(values, "depth"));
		assertEquals("mV", errorUnit(values, "frames"));
		assertEquals("Gray Value", errorUnit(calibrated(values, new ByteProcessor(4, 2), 0, 0.5), "frames"));
	}

	private static String errorUnit(final ImagePlus image, final String task) {
		return ((ImagePlus) compare(image, image.duplicate(), task).get("output")).getCalibration().getValueUnit();
	}

	@Test
	void framesAreComparedAsTheyAreStored() {
		final ImagePlus truth = TestImages.moving(8, 64, 48, 1, 1, 5, 3, 0);
		final ImagePlus estimate = new ImagePlus("estimate", truth.getStack().convertToFloat());
		estimate.setDimensions(1, 1, 5);
		for (int n = 1; n <= 5; n++)
			// Rounds to the truth but for frames 2 and 4, which are brighter by one.
			estimate.getStack().getProcessor(n).add(n % 2 == 0 ? 1.3 : 0.4);
		final ResultsTable table = table(compare(estimate, truth, "frames"));
		assertEquals(Double.POSITIVE_INFINITY, table.getValue("PSNR", 0));
		assertEquals(20 * Math.log10(255), table.getValue("PSNR", 1), 1e-9);
		assertEquals(1, table.getValue("MAE", 1), 1e-9);
		assertEquals(0.4, table.getValue("Bias", 5), 1e-9);
		assertEquals(255, table.getValue("Peak", 5));
		assertEquals(20 * Math.log10(255), table.getValue("PSNR", 5), 1e-9, "of the frames that have errors");
		assertEquals(2, table.getValue("Flicker", 2), 1e-9);
		assertTrue(Double.isNaN(table.getValue("Flicker", 0)));
		assertEquals("", table.getStringValue("Displacement", 0));
		assertEquals("medium", table.getStringValue("Displacement", 1), "3 px from frame to frame");
		assertEquals(7, table.size(), "frames, all, and the one class of motion");
		assertEquals("medium", table.getStringValue("Displacement", 6));
		assertEquals(6, table(compare(estimate, truth, "frames", "classes", false)).size());
	}

	@Test
	void whatIsLeftOutShowsInTheCoverage() {
		final float nan = Float.NaN;
		final ImagePlus truth = image("truth", 1, 1, 2, plane(1, 2, 3, nan), plane(1, 2));
		final ImagePlus estimate = image("estimate", 1, 1, 2, plane(1, nan, nan, 7), plane(1, 2));
		final ResultsTable frames = table(compare(estimate, truth, "frames"));
		assertEquals(1 / 3.0, frames.getValue("Coverage", 0), 1e-9);
		assertEquals((1 / 3.0 + 1) / 2, frames.getValue("Coverage", 2), 1e-9, "each frame alike");
		final ResultsTable segmentation = table(compare(estimate, truth, "segmentation"));
		assertEquals(1 / 3.0, segmentation.getValue("Coverage", 0), 1e-9);
		assertEquals(10 / 14.0, segmentation.getValue("Coverage", 2), 1e-9, "pooled");
	}

	@Test
	void whatIsTooBrightIsStoredAsTheBrightestThereIs() {
		for (final ImageProcessor full : new ImageProcessor[] { new ByteProcessor(4, 2), new ShortProcessor(4, 2) }) {
			full.set(full.getBitDepth() == 8 ? 255 : 65535);
			full.set(0, 0);
			final ImagePlus estimate = image("estimate", 1, 1, 1, plane(70000));
			estimate.getProcessor().setf(0, -30);
			final ResultsTable table = table(compare(estimate, new ImagePlus("truth", full), "frames"));
			assertEquals(0, table.getValue("MAE", 1), full.getBitDepth() + " bit");
		}
	}

	@Test
	void sixteenBitsAndColoursAndSlices() {
		final ImagePlus deep = TestImages.random(16, 21, 13, 2, 2, 3);
		final Map<String, Object> outputs = compare(deep.duplicate(), deep, "frames", "classes", false);
		final ResultsTable table = table(outputs);
		assertEquals(7, table.size());
		assertEquals(2, table.getValue("Slice", 5));
		assertEquals(3, table.getValue("Frame", 5));
		assertEquals(1, table.getValue("SSIM", 6), 1e-9);
		final StackStatistics all = new StackStatistics(deep);
		assertEquals(all.max - all.min, table.getValue("Peak", 6), "the range of the truth");
		assertArrayEquals(new int[] { 21, 13, 1, 2, 3 }, ((ImagePlus) outputs.get("output")).getDimensions());
		final ImagePlus slices = TestImages.random(16, 5, 4, 1, 2, 3);
		final Plot plot = (Plot) compare(slices.duplicate(), slices, "depth").get("plot");
		assertEquals(2, plot.getNumPlotObjects(), "a line for each slice");
		assertArrayEquals(new float[] { 1, 2, 3 }, plot.getDataObjectArrays(1)[0]);
		final ImagePlus colour = TestImages.random(24, 9, 8, 1, 1, 1);
		assertEquals(0, table(compare(colour.duplicate(), colour, "frames")).getValue("MAE", 1));
	}

	@Test
	void onePixelWillDoAndMapsCanBeLeftOut() {
		for (final String task : new String[] { "frames", "depth", "segmentation", "flow" }) {
			final ImagePlus[] images = new ImagePlus[2];
			for (int i = 0; i < 2; i++) {
				final ImageStack stack = new ImageStack(1, 1);
				for (int c = 0; c < (task.equals("flow") ? 2 : 1); c++) stack.addSlice("", new float[] { 3 });
				images[i] = new ImagePlus(task + i, stack);
				images[i].setDimensions(stack.size(), 1, 1);
			}
			final Map<String, Object> outputs = compare(images[0], images[1], task, "errors", false);
			assertNull(outputs.get("output"));
			assertEquals("all", table(outputs).getStringValue("Frame", 1));
		}
	}

	@Test
	void camerasComeFromFiles() throws IOException {
		final StringBuilder truth = new StringBuilder();
		final StringBuilder estimate = new StringBuilder("# half as large\n");
		for (int i = 0; i < 8; i++) {
			truth.append(i).append(' ').append(2 * i).append(' ').append(i * i).append(" 0 0 0 0 1\n");
			estimate.append(i + 0.01).append(' ').append(i).append(' ').append(0.5 * i * i).append(" 0 0 0 0 1\n");
		}
		final String right = Files.writeString(folder.resolve("truth.txt"), truth).toString();
		final String estimated = Files.writeString(folder.resolve("estimate.txt"), estimate).toString();
		final ResultsTable table = table(Commands.run(CompareWithTruth.class, null, "task", "camera", "estimate", estimated,
			"truth", right));
		assertEquals(9, table.size());
		assertEquals(0, table.getValue("ATE", 8), 1e-9);
		assertEquals(2, table.getValue("Scale", 8), 1e-9);
		assertEquals(1, table.getValue("Coverage", 8));
		assertEquals("", table.getStringValue("Scale", 0), "one scale and one coverage for all");
		assertEquals("", table.getStringValue("Coverage", 0));
		assertEquals(0, table.getValue("Snippet_ATE", 0), 1e-9);
		assertSentence("have a true one within 0.001 s", null, "task", "camera", "estimate", estimated, "truth", right,
			"tolerance", 0.001);
		assertSentence("estimate is missing", null, "task", "camera", "truth", right);
		assertSentence("no such table or file", null, "task", "camera", "estimate", estimated, "truth", "nothing");
		Files.writeString(folder.resolve("truth.txt"), "1 2 3\n");
		assertThrows(UncheckedIOException.class, () -> Commands.run(CompareWithTruth.class, null, "task", "camera",
			"estimate", estimated, "truth", right));
	}

	@Test
	void whatDoesNotFitIsSaid() {
		final ImagePlus flow = image("flow", 2, 1, 1, plane(1), plane(1));
		final ImagePlus depth = image("depth", 1, 1, 1, plane(1));
		final ImagePlus unknown = image("unknown", 1, 1, 1, plane(Float.NaN));
		final ImagePlus large = image("large", 1, 1, 1, new float[12]);
		final ImagePlus two = image("two", 1, 1, 2, plane(1), plane(2));
		final ImagePlus slow = image("slow", 1, 1, 2, plane(1), plane(2));
		two.getCalibration().frameInterval = 1;
		slow.getCalibration().frameInterval = 2;
		assertUnfit("takes two, x and y", depth, depth.duplicate(), "flow");
		assertUnfit("has 2 channels", flow, flow.duplicate(), "depth");
		assertUnfit("truth=depth: it is 4 x 2 pixels, \"large\" is 4 x 3 pixels", large, depth, "depth");
		assertUnfit("truth=depth: it has 1 frame, \"two\" has 2 frames", two, depth, "segmentation");
		assertUnfit("has a frame each 1.0 sec, \"slow\" each 2.0", slow, two, "depth");
		assertUnfit("no pixel of it is known", depth, unknown, "depth");
		assertUnfit("has no value where the truth is known", unknown, depth, "segmentation");
		assertUnfit("cannot be compared with itself", depth, depth, "depth");
		assertUnfit("farthest=1.0", depth, depth.duplicate(), "depth", "nearest", 2, "farthest", 1);
		assertUnfit("Use occlusion=none", depth, depth.duplicate(), "depth", "occlusion", depth);
		assertUnfit("channels or colours", depth, flow, "frames");
		assertSentence("truth is missing", depth, "task", "depth");
		assertSentence("no open image has this title", depth, "task", "depth", "truth", "nowhere");
		assertSentence("There is no image open", null, "task", "depth", "truth", "nowhere");
	}

	private static void assertUnfit(final String part, final ImagePlus estimate, final ImagePlus truth,
		final String task, final Object... keysAndValues)
	{
		final String message = assertThrows(IllegalArgumentException.class, () -> compare(estimate, truth, task,
			keysAndValues)).getMessage();
		assertTrue(message.contains(part) && message.endsWith("."), message);
	}

	private static void assertSentence(final String part, final ImagePlus image, final Object... keysAndValues) {
		final String message = assertThrows(IllegalArgumentException.class, () -> Commands.run(CompareWithTruth.class, image,
			keysAndValues)).getMessage();
		assertTrue(message.contains(part) && message.endsWith("."), message);
	}

	@Test
	void theFlowOfSintelIsScored() {
		final File flow = SharedData.file("flow_sintel_alley1/gt/frame_0002.flo");
		final ImagePlus occlusion = new Opener().openImage(SharedData.file(
			"flow_sintel_alley1/gt/occlusions/frame_0002.png").getPath());
		final ImagePlus truth = Commands.output(OpenMotionFile.class, null, "file", flow.getPath());
		final ImagePlus still = truth.duplicate();
		still.setTitle("still");
		for (int n = 1; n <= 2; n++)
			Arrays.fill((float[]) still.getStack().getPixels(n), 0);
		final ResultsTable table = table(compare(still, truth, "flow", "occlusion", occlusion));
		assertEquals(3.0, table.getValue("EPE", 1), 0.05, "no motion at all errs by the mean motion");
		final double hidden = occlusion.getProcessor().getStats().mean / 255;
		assertTrue(hidden > 0.001 && hidden < 0.2);
		assertEquals(table.getValue("EPE", 1), (1 - hidden) * table.getValue("EPE_visible", 1) + hidden * table.getValue(
			"EPE_occluded", 1), 1e-6);
	}

	@Test
	void aCancelledComparisonStops() {
		final ImagePlus image = TestImages.random(8, 64, 48, 1, 1, 30);
		Thread.currentThread().interrupt();
		try {
			assertThrows(CancellationException.class, () -> compare(image.duplicate(), image, "frames"));
		}
		finally {
			Thread.interrupted();
		}
	}
}
