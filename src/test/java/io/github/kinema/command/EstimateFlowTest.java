package io.github.kinema.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.concurrent.CancellationException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import ij.IJ;
import ij.ImagePlus;
import ij.gui.Overlay;
import ij.gui.Roi;
import ij.gui.TextRoi;
import ij.io.FileSaver;
import ij.measure.Calibration;
import ij.process.StackConverter;
import io.github.kinema.host.TestImages;

/** Motion that is known comes out in pixels, with the looks and the words that explain it. */
class EstimateFlowTest {

	private static Map<String, Object> run(final ImagePlus image, final Object... keysAndValues) {
		final Object[] all = Arrays.copyOf(keysAndValues, keysAndValues.length + 2);
		all[all.length - 2] = "device";
		all[all.length - 1] = "cpu";
		return Commands.run(EstimateFlow.class, image, all);
	}

	private static ImagePlus flow(final ImagePlus image, final Object... keysAndValues) {
		return (ImagePlus) run(image, keysAndValues).get("output");
	}

	private static float[] plane(final ImagePlus image, final int n) {
		return (float[]) image.getStack().getPixels(n);
	}

	/** The mean away from the borders, where things come into sight and leave it. */
	private static double mean(final ImagePlus image, final int n) {
		double sum = 0;
		int count = 0;
		for (int y = 10; y < image.getHeight() - 10; y++)
			for (int x = 10; x < image.getWidth() - 10; x++, count++) sum += plane(image, n)[x + y * image.getWidth()];
		return sum / count;
	}

	@ParameterizedTest
	@CsvSource({ "8, 1, time", "16, 2, time", "24, 1, time", "32, 1, slices", "8, 2, slices" })
	void motionIsInPixelsAlongXAndY(final int bitDepth, final int channels, final String axis) {
		final boolean time = axis.equals("time");
		final ImagePlus image = TestImages.moving(bitDepth == 24 ? 8 : bitDepth, 64, 48, channels, time ? 2 : 3, time ? 3 : 2,
			1.75, -0.5);
		if (bitDepth == 24) new StackConverter(image).convertToRGB();
		image.setOpenAsHyperStack(true);
		final ImagePlus flow = flow(image, "axis", axis, "method", "classical");
		assertArrayEquals(new int[] { 64, 48, 2, 2, 2 }, flow.getDimensions());
		assertEquals(32, flow.getBitDepth());
		assertEquals(image.getTitle() + "-flow", flow.getTitle());
		for (int n = 1; n <= 8; n++) {
			assertEquals(n % 2 == 1 ? 1.75 : -0.5, mean(flow, n), 0.05, "plane " + n);
			// NB: along time, slices follow each other within a frame; along slices, they are the pairs.
			final int pair = time ? (n - 1) / 4 : (n - 1) / 2 % 2;
			assertEquals("flow " + (n % 2 == 1 ? "x " : "y ") + (pair + 1) + " to " + (pair + 2), flow.getStack().getSliceLabel(n));
		}
		assertEquals(0.6, flow.getCalibration().frameInterval);
		assertEquals(1.5, flow.getCalibration().pixelDepth);
		assertEquals(0.25, flow.getCalibration().pixelWidth);
		assertTrue(flow.getInfoProperty().contains("in px"), flow.getInfoProperty());
		assertEquals(-flow.getDisplayRangeMin(), flow.getDisplayRangeMax());
		assertTrue(flow.getDisplayRangeMax() >= 1.7, "shown up to " + flow.getDisplayRangeMax());
	}

	@Test
	void theGuideChannelShowsTheMotion() {
		final ImagePlus image = TestImages.moving(8, 64, 48, 2, 1, 2, 2, 1);
		final ImagePlus other = TestImages.moving(8, 64, 48, 1, 1, 2, -1, 0);
		for (int f = 1; f <= 2; f++) image.getStack().setPixels(other.getStack().getPixels(f), 2 * f);
		assertEquals(2, mean(flow(image, "guide", 1), 1), 0.05);
		assertEquals(-1, mean(flow(image, "guide", 2), 1), 0.05);
	}

	@Test
	void theUnitIsThatOfTheFlowNotOfTheImage() {
		final ImagePlus image = TestImages.moving(8, 64, 48, 1, 1, 2, 1, 0);
		image.getCalibration().setFunction(Calibration.STRAIGHT_LINE, new double[] { 0, 2 }, "mV");
		final Map<String, Object> outputs = run(image, "confidence", true);
		final Calibration flow = ((ImagePlus) outputs.get("output")).getCalibration();
		assertEquals("px", flow.getValueUnit());
		assertFalse(flow.calibrated());
		assertEquals("Gray Value", ((ImagePlus) outputs.get("outputconfidence")).getCalibration().getValueUnit());
		assertEquals("mV", image.getCalibration().getValueUnit());
		assertTrue(image.getCalibration().calibrated());
	}

	@Test
	void aVirtualStackGivesTheSame() {
		final ImagePlus image = TestImages.moving(16, 40, 32, 2, 2, 3, 1, 1);
		final ImagePlus expected = flow(image);
		final ImagePlus flow = flow(TestImages.virtual(image));
		for (int n = 1; n <= expected.getStackSize(); n++) assertArrayEquals(plane(expected, n), plane(flow, n));
	}

	@Test
	void framesThatTellNothingAreNamed() {
		final ImagePlus image = TestImages.moving(8, 40, 32, 1, 1, 5, 1, 0);
		image.getStack().setPixels(((byte[]) image.getStack().getPixels(2)).clone(), 3);
		Arrays.fill((byte[]) image.getStack().getPixels(5), (byte) 0);
		final ByteArrayOutputStream log = new ByteArrayOutputStream();
		final PrintStream before = System.out;
		final Map<String, Object> outputs;
		System.setOut(new PrintStream(log));
		try {
			outputs = run(image, "confidence", true);
		}
		finally {
			System.setOut(before);
		}
		assertTrue(log.toString().contains("flow of \"moving\" from frame 2 to 3 is 0, with a confidence of 0: both are the same."), log.toString());
		assertTrue(log.toString().contains("from frame 4 to 5 is 0, with a confidence of 0: one of both shows nothing."), log.toString());
		final ImagePlus flow = (ImagePlus) outputs.get("output");
		final ImagePlus confidence = (ImagePlus) outputs.get("outputconfidence");
		for (final int pair : new int[] { 2, 4 }) {
			assertArrayEquals(new float[40 * 32], plane(flow, 2 * pair - 1));
			assertArrayEquals(new float[40 * 32], plane(confidence, pair));
		}
		assertEquals(1, mean(flow, 1), 0.1);
	}

	@Test
	void whatIsNoNumberSpreadsNowhere() {
		final ImagePlus image = TestImages.moving(32, 64, 48, 1, 1, 2, 1, 1);
		for (int i = 0; i < 30; i++) plane(image, 1)[20 + i % 6 + 64 * (20 + i / 6)] = i % 2 == 0 ? Float.NaN : Float.POSITIVE_INFINITY;
		final Map<String, Object> outputs = run(image, "confidence", true, "colour", true, "arrows", true);
		for (int n = 1; n <= 2; n++) {
			for (final float value : plane((ImagePlus) outputs.get("output"), n)) assertTrue(Float.isFinite(value));
			assertEquals(1, mean((ImagePlus) outputs.get("output"), n), 0.1);
		}
		assertEquals(0, plane((ImagePlus) outputs.get("outputconfidence"), 1)[22 + 64 * 22]);
	}

	@ParameterizedTest
	@CsvSource({ "1, 1", "1, 17", "30, 1", "3, 2", "9, 8" })
	void anySizeHasAllOutputs(final int width, final int height) {
		final Map<String, Object> outputs = run(TestImages.random(8, width, height, 1, 1, 2), "confidence", true, "colour", true,
			"arrows", true);
		for (int n = 1; n <= 2; n++)
			for (final float value : plane((ImagePlus) outputs.get("output"), n)) assertTrue(Float.isFinite(value));
		for (final float value : plane((ImagePlus) outputs.get("outputconfidence"), 1)) assertTrue(value >= 0 && value <= 1);
		assertEquals(width, ((ImagePlus) outputs.get("outputcolour")).getWidth());
	}

	@Test
	void confidenceIsLowWhereTheFramesContradictEachOther() {
		final ImagePlus image = TestImages.moving(8, 96, 80, 1, 1, 2, 2, 0);
		for (int y = 30; y < 50; y++)
			for (int x = 30; x < 50; x++) image.getStack().getProcessor(2).set(x, y, (x * 53 + y * 91) % 256);
		final ImagePlus confidence = (ImagePlus) run(image, "confidence", true).get("outputconfidence");
		double inside = 0;
		for (int y = 34; y < 46; y++)
			for (int x = 34; x < 46; x++) inside += plane(confidence, 1)[x + y * 96] / 144;
		assertTrue(inside < 0.3, "confidence of what is gone: " + inside);
		assertTrue(plane(confidence, 1)[70 + 60 * 96] > 0.8, "of what is there: " + plane(confidence, 1)[70 + 60 * 96]);
		assertEquals(0, plane(confidence, 1)[95 + 60 * 96], "of what leaves the image");
		assertEquals("flow confidence 1 to 2", confidence.getProp("Slice_Label"));
		assertTrue(confidence.getInfoProperty().contains("0 (not at all) to 1"));
	}

	@Test
	void coloursHaveOneStatedScaleAndAWheel() {
		final ImagePlus image = TestImages.moving(8, 96, 80, 1, 1, 3, 2, 0);
		final ImagePlus colour = (ImagePlus) run(image, "colour", true).get("outputcolour");
		assertEquals(24, colour.getBitDepth());
		assertEquals(2, colour.getNFrames());
		final int[] rgb = colour.getPixel(20, 40);
		assertTrue(rgb[0] > 180 && rgb[1] < 60 && rgb[2] < 60, "to the right is red, not " + Arrays.toString(rgb));
		assertEquals(2, colour.getOverlay().size());
		assertTrue(((TextRoi) colour.getOverlay().get(1)).getText().strip().matches("2\\.\\d px"));
		assertTrue(colour.getInfoProperty().contains("full colours are 2."), colour.getInfoProperty());
		assertNull(run(image).get("outputcolour"));
	}

	@Test
	void arrowsBelongToTheirFrames(@TempDir final File folder) {
		final ImagePlus image = TestImages.moving(8, 96, 80, 1, 2, 3, 2, 1);
		final ImagePlus flow = flow(image, "arrows", true);
		final String path = new File(folder, "flow.tif").getPath();
		assertTrue(new FileSaver(flow).saveAsTiff(path));
		final ImagePlus saved = IJ.openImage(path);
		for (final ImagePlus shown : new ImagePlus[] { flow, saved }) {
			// NB: the arrows of two slices of two pairs of frames, then a plate, an arrow and a text as the key.
			assertEquals(7, shown.getOverlay().size());
			assertTrue(((TextRoi) shown.getOverlay().get(6)).getText().contains("micron/sec"));
			assertNotNull(shown.getOverlay().get(6).getFillColor(), "a plate under the text");
			assertTrue(shown.getOverlay().get(4).getBounds().contains(shown.getOverlay().get(5).getBounds()), "and under the arrow");
			for (int i = 0; i < 4; i++) {
				final Roi arrows = shown.getOverlay().get(i);
				assertEquals(i % 2 + 1, arrows.getZPosition());
				assertEquals(i / 2 + 1, arrows.getTPosition());
				assertTrue(arrows.getBounds().width > 60, "arrows all over the image");
			}
			assertTrue(shown.getInfoProperty().contains("times as long as the motion"));
			assertEquals("flow y 2 to 3", shown.getStack().getSliceLabel(8));
		}
	}

	@Test
	void theKeyOfArrowsHoldsInAllDirections() {
		final ImagePlus image = TestImages.moving(8, 96, 80, 1, 1, 2, 2, 1);
		assertTrue(key(image).contains("micron/sec"));
		image.getCalibration().pixelHeight *= 2;
		assertTrue(key(image).endsWith(" px"), "a px is longer down than across");
	}

	private static String key(final ImagePlus image) {
		final Overlay overlay = flow(image, "arrows", true).getOverlay();
		return ((TextRoi) overlay.get(overlay.size() - 1)).getText().strip();
	}

	@Test
	void aModelCorrectsItAndIsNamed() {
		final ImagePlus image = TestImages.moving(32, 64, 48, 1, 1, 3, 1.75, -0.5);
		((float[]) image.getStack().getPixels(1))[20 + 20 * 64] = Float.NaN;
		final Map<String, Object> classical = run(image, "method", "classical", "confidence", true);
		final Map<String, Object> learned = new HashMap<>();
		final String log = Commands.logged(() -> learned.putAll(run(image, "method", "learned", "model", "drift", "confidence", true,
			"colour", true)));
		assertTrue(log.contains("model drift (sha256 3c1ad00e") && log.contains("CPUExecutionProvider"), log);
		final ImagePlus flow = (ImagePlus) learned.get("output");
		final ImagePlus trust = (ImagePlus) learned.get("outputconfidence");
		for (int n = 1; n <= 2; n++) {
			final float[] trusted = plane((ImagePlus) classical.get("outputconfidence"), n);
			int corrected = 0;
			for (int i = 0; i < trusted.length; i++) {
				final float change = plane(flow, 2 * n)[i] - plane((ImagePlus) classical.get("output"), 2 * n)[i];
				assertTrue(change > -1e-3 && change < 0.5 + 1e-3, "changed by " + change);
				if (trusted[i] > 0) continue;
				assertEquals(0.5, change, 1e-3);
				assertEquals(plane((ImagePlus) classical.get("output"), 2 * n - 1)[i], plane(flow, 2 * n - 1)[i], 1e-3);
				corrected++;
			}
			assertTrue(corrected > 20, corrected + " pixels");
		}
		assertEquals(0, plane(trust, 1)[20 + 20 * 64]);
		assertTrue(plane(trust, 2)[20 + 20 * 64] > 0.8);
		for (final Object each : List.of(flow, trust, learned.get("outputcolour"))) {
			final String info = ((ImagePlus) each).getInfoProperty();
			assertTrue(info.contains("\"model\":\"drift\",\"sha256\":\"3c1ad00e") && info.contains("algorithmicallyEnhanced"), info);
			assertEquals(each == trust, info.contains("an error of 1 px halves it"), info);
			assertEquals(each != trust, info.contains("A model has corrected"), info);
		}
		assertFalse(((ImagePlus) classical.get("output")).getInfoProperty().contains("model has"));
	}

	@Test
	void automaticTakesAModelThatDeservesIt(@TempDir final Path home) throws IOException {
		final ImagePlus image = TestImages.moving(8, 40, 32, 1, 1, 2, 1, 0);
		final float[] classical = plane(flow(image, "method", "classical"), 2);
		assertArrayEquals(classical, plane(flow(image, "model", "drift"), 2));
		assertArrayEquals(classical, plane(flow(image, "model", "nothing"), 2));
		final Path folder = Files.createDirectories(home.resolve(".kinema/models/eager"));
		final Path drift = Path.of("src/test/resources/models/drift");
		Files.copy(drift.resolve("weights.onnx"), folder.resolve("weights.onnx"));
		Files.writeString(folder.resolve("rdf.yaml"), Files.readString(drift.resolve("rdf.yaml")).replace("automatic: false",
			"automatic: true"));
		final String before = System.setProperty("user.home", home.toString());
		try {
			final float[] corrected = plane(flow(image, "model", "eager"), 2);
			assertEquals(0.5, IntStream.range(0, classical.length).mapToDouble(i -> corrected[i] - classical[i]).max().orElseThrow(),
				1e-3);
		}
		finally {
			System.setProperty("user.home", before);
		}
	}

	@Test
	void wrongInputIsNamed() {
		assertSentence("one frame and one slice", TestImages.random(8, 9, 9, 2, 1, 1));
		assertSentence("guide=3: the image has 2 channels", TestImages.random(8, 9, 9, 2, 1, 2), "guide", 3);
		assertSentence("method=best", TestImages.random(8, 9, 9, 2, 1, 2), "method", "best");
		assertSentence("There is no model \"nothing\"", TestImages.random(8, 9, 9, 2, 1, 2), "method", "learned", "model", "nothing");
		assertSentence("it does not correct the flow", TestImages.random(8, 9, 9, 2, 1, 2), "method", "learned", "model", "refine");
		assertSentence("axis=slices", TestImages.random(8, 9, 9, 2, 1, 2), "axis", "slices");
		final ImagePlus palette = TestImages.random(24, 9, 9, 1, 1, 2);
		new StackConverter(palette).convertToIndexedColor(7);
		assertThrows(IllegalArgumentException.class, () -> flow(palette));
	}

	private static void assertSentence(final String part, final ImagePlus image, final Object... keysAndValues) {
		final Exception exc = assertThrows(IllegalArgumentException.class, () -> run(image, keysAndValues));
		assertTrue(exc.getMessage().contains(part), exc.getMessage());
	}

	@Test
	void escapeStopsIt() {
		final ImagePlus image = TestImages.moving(8, 64, 48, 1, 1, 3, 1, 0);
		Thread.currentThread().interrupt();
		try {
			assertThrows(CancellationException.class, () -> flow(image));
		}
		finally {
			Thread.interrupted();
		}
	}
}
