package io.github.kinema.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CancellationException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import ij.IJ;
import ij.ImagePlus;
import ij.gui.Line;
import ij.gui.Roi;
import ij.process.FloatProcessor;
import io.github.kinema.model.PyTorchJars;
import io.github.kinema.scene.SceneKind;

/** Depth of stacks that a moving camera has recorded. */
class EstimateDepthTest {

	@RegisterExtension
	private final EmptyHome home = new EmptyHome();

	private static Map<String, Object> run(final ImagePlus image, final Object... more) {
		final Object[] keys = new Object[4 + more.length];
		System.arraycopy(new Object[] { "device", "cpu", "field", TrackCameraTest.FIELD }, 0, keys, 0, 4);
		System.arraycopy(more, 0, keys, 4, more.length);
		return Commands.run(EstimateDepth.class, image, keys);
	}

	@Test
	void aKnownDistanceGivesUnits() {
		final ImagePlus image = TrackCameraTest.recording(SceneKind.ORBIT, 8, true);
		image.setT(3);
		final Map<String, Object> outputs = run(image, "confidence", true);
		final ImagePlus plain = (ImagePlus) outputs.get("output");
		assertEquals("scene-depth", plain.getTitle());
		assertArrayEquals(new int[] { image.getWidth(), image.getHeight(), 1, 1, image.getNFrames() }, plain.getDimensions());
		assertEquals(32, plain.getBitDepth());
		assertTrue(plain.getInfoProperty().contains("The unit is the median depth"), plain.getInfoProperty());
		// One unit is the median depth.
		final float[] first = ((float[]) plain.getStack().getPixels(1)).clone();
		Arrays.sort(first);
		assertEquals(1, first[first.length / 2], 0.25);
		final ImagePlus sure = (ImagePlus) outputs.get("outputconfidence");
		for (final float value : (float[]) sure.getStack().getPixels(1)) assertTrue(value >= 0 && value <= 1);
		// Between two pixels of a row of the same depth, the distance is that in pixels times depth over focal length.
		image.setRoi(new Line(30.5, 60.5, 90.5, 60.5));
		final ImagePlus known = (ImagePlus) run(image, "known", 5.0, "unit", "cm").get("output");
		assertEquals("cm", known.getCalibration().getValueUnit());
		final float[] z = (float[]) known.getStack().getPixels(3);
		final double focal = image.getWidth() / 2.0 / Math.tan(Math.toRadians(TrackCameraTest.FIELD) / 2);
		final double z1 = z[30 + 60 * image.getWidth()];
		final double z2 = z[90 + 60 * image.getWidth()];
		final double middle = (image.getWidth() - 1) / 2.0;
		final double across = ((90 - middle) * z2 - (30 - middle) * z1) / focal;
		final double down = (60 - (image.getHeight() - 1) / 2.0) * (z2 - z1) / focal;
		assertEquals(5, Math.hypot(Math.hypot(across, down), z2 - z1), 0.2);
		final double ratio = z1 / ((float[]) plain.getStack().getPixels(3))[30 + 60 * image.getWidth()];
		assertEquals(ratio, ((float[]) known.getStack().getPixels(5))[700] / ((float[]) plain.getStack().getPixels(5))[700], 1e-4);
		assertEquals(known.getDisplayRangeMax(), ratio * plain.getDisplayRangeMax(), 1e-3 * known.getDisplayRangeMax());
	}

	@Test
	void slicesAreFramesAsWell() {
		final ImagePlus depth = (ImagePlus) run(TrackCameraTest.recording(SceneKind.ORBIT, 8, false)).get("output");
		assertEquals(5, depth.getNSlices());
		assertEquals(1, depth.getNFrames());
	}

	@Test
	void withoutParallaxOrLineThereIsASentence() {
		final ImagePlus still = TrackCameraTest.recording(SceneKind.STATIC_CAMERA, 8, true);
		assertSentence(still, "the camera stands still");
		final ImagePlus image = TrackCameraTest.recording(SceneKind.ORBIT, 8, true);
		assertSentence(image, "has no straight line selected", "known", 2.0);
		image.setRoi(new Roi(2, 2, 20, 20));
		assertSentence(image, "has no straight line selected", "known", 2.0);
		image.setRoi(new Line(5, 5, 500, 5));
		assertSentence(image, "ends outside", "known", 2.0);
		assertSentence(image, "field=", "field", 180.0);
	}

	@Test
	void aModelSeesDepthInOneFrameAndSaysSo() throws IOException {
		importModel("inverse depth");
		final ImagePlus image = new ImagePlus("one.tif", new FloatProcessor(96, 80));
		for (int i = 0; i < 96 * 80; i++) image.getProcessor().setf(i, 100 + i / 96);
		image.getProcessor().setf(7, 9, Float.NaN);
		final Map<String, Object> outputs = run(image, "model", "relief", "adapt", "off", "surface", true);
		final ImagePlus depth = (ImagePlus) outputs.get("output");
		assertArrayEquals(new int[] { 96, 80, 1, 1, 1 }, depth.getDimensions());
		// The model's answer is how bright the frame is; it is darkest where it is twenty times as far as in the middle.
		final float[] z = (float[]) depth.getProcessor().getPixels();
		assertTrue(Float.isNaN(z[7 + 9 * 96]));
		assertEquals(20, z[50], 0.5);
		for (int y = 2; y < 78; y++) assertEquals(0.05 + 0.95 * (y - 0.1) / 39.4, 1 / z[50 + y * 96], 0.04, "row " + y);
		final String info = depth.getInfoProperty();
		assertTrue(info.contains("as the model \"relief\" guesses it") && info.contains("Nothing was measured") && info.contains(
			"Model relief (sha256 ") && info.contains("compositeWithTrainedAlgorithmicMedia"), info);
		final ImagePlus surface = (ImagePlus) outputs.get("outputsurface");
		assertEquals("one-surface", surface.getTitle());
		assertTrue(surface.getInfoProperty().contains("Estimate Depth..."), surface.getInfoProperty());
		final int[] rgb = (int[]) surface.getProcessor().getPixels();
		assertTrue(Arrays.stream(rgb).map(p -> p & 0xffffff).distinct().count() > 30);
		image.setRoi(new Line(10.5, 40.5, 80.5, 40.5));
		final ImagePlus known = (ImagePlus) run(image, "model", "relief", "adapt", "off", "known", 3.0).get("output");
		final double focal = 48 / Math.tan(Math.toRadians(TrackCameraTest.FIELD) / 2);
		assertEquals(3, 70 / focal * known.getProcessor().getf(50, 40), 0.05);
		assertSentence(image, "has one frame and one slice", "model", "relief");
		image.setRoi((Roi) null);
	}

	@Test
	void aStillCameraAndAModelThatGivesDepthAreEnough() throws IOException {
		importModel("depth");
		final ImagePlus still = TrackCameraTest.recording(SceneKind.STATIC_CAMERA, 16, false);
		final ImagePlus depth = (ImagePlus) run(still, "model", "relief", "adapt", "off").get("output");
		assertEquals(still.getNSlices(), depth.getNSlices());
		// What is bright is far, for such a model.
		final float[] grey = (float[]) still.getStack().getProcessor(2).convertToFloatProcessor().getPixels();
		final float[] z = (float[]) depth.getStack().getPixels(2);
		double bright = 0;
		double dark = 0;
		final float[] sorted = grey.clone();
		Arrays.sort(sorted);
		for (int i = 0; i < z.length; i++) {
			if (grey[i] > sorted[sorted.length * 9 / 10]) bright += z[i];
			if (grey[i] < sorted[sorted.length / 10]) dark += z[i];
		}
		assertTrue(bright > 1.5 * dark, bright + " " + dark);
	}

	@Test
	void aModelThatDoesNotExplainTheMotionChangesNothing() throws IOException {
		importModel("inverse depth");
		final ImagePlus image = TrackCameraTest.recording(SceneKind.ORBIT, 8, true);
		final ImagePlus plain = (ImagePlus) run(image).get("output");
		final ImagePlus[] other = new ImagePlus[1];
		final String log = Commands.logged(() -> other[0] = (ImagePlus) run(image, "model", "relief").get("output"));
		assertTrue(log.contains("the model \"relief\" fills in the depth of 0 of 5 frames of \"scene.tif\"; in the others"), log);
		for (int n = 1; n <= 5; n++) {
			assertArrayEquals((float[]) plain.getStack().getPixels(n), (float[]) other[0].getStack().getPixels(n));
		}
		assertFalse(other[0].getInfoProperty().contains("Model relief"), other[0].getInfoProperty());
	}

	@Test
	void modelsThatDoNotFitAreSentences() throws IOException {
		final ImagePlus image = TrackCameraTest.recording(SceneKind.ORBIT, 8, true);
		assertSentence(image, "adapt=off needs a model", "adapt", "off");
		assertSentence(image, "one is needed that makes depth of an image", "adapt", "off", "model", "upsampling");
		assertSentence(image, "There is no model \"deep\"", "model", "deep");
		assertSentence(image, "model is empty", "model", "");
		assertSentence(image, "a model does not say how sure it is", "adapt", "off", "model", "depth", "confidence", true);
		importModel("inverse depth");
		final ImagePlus nothing = IJ.createHyperStack("nothing", 70, 66, 1, 1, 2, 32);
		assertSentence(nothing, "all frames show one grey value, or none", "adapt", "off", "model", "relief");
		for (int t = 1; t <= 2; t++) nothing.getStack().getProcessor(t).set(Float.NaN);
		assertSentence(nothing, "all frames show one grey value, or none", "adapt", "off", "model", "relief");
		final ImagePlus still = TrackCameraTest.recording(SceneKind.STATIC_CAMERA, 8, true);
		assertSentence(still, "is what adapt=off gives", "model", "relief");
		Thread.currentThread().interrupt();
		assertThrows(CancellationException.class, () -> run(still, "adapt", "off", "model", "relief"));
		assertTrue(Thread.interrupted());
	}

	@Test
	void whatMovesIsGuessedAndThatIsSaid() {
		final ImagePlus image = TrackCameraTest.recording(SceneKind.ORBIT, 8, true);
		final ImagePlus[] depth = new ImagePlus[1];
		final String log = Commands.logged(() -> depth[0] = (ImagePlus) run(image, "model", "depth", "moving", "segmentation").get(
			"output"));
		assertTrue(log.contains("in 5 of 5 frames, the depth of what moves by itself, as the model \"segmentation\" tells, is what the " +
			"model \"depth\" guesses."), log);
		final String info = depth[0].getInfoProperty();
		assertTrue(info.matches("(?s).*What moves by itself, as the model \"segmentation\" \\(sha256 [0-9a-f]{64}\\) tells, has the " +
			"depth.*") && info.contains("Model depth (sha256 "), info);
		assertSentence(image, "is guessed by a model, and there is none. Use model=depth", "moving", "segmentation");
		assertSentence(image, "guesses the depth of all that it sees", "moving", "segmentation", "model", "depth", "adapt", "off");
		assertSentence(image, "moving is empty", "moving", "", "model", "depth");
		assertSentence(image, "The model \"depth\"", "moving", "depth", "model", "depth");
	}

	/** The camera first, then the models: they see what the motion is, and the one for depth is fitted to it as any other. */
	@Test
	void aModelLearnsFromTheRecordingAndIsNotKept() {
		PyTorchJars.assumeHere();
		final ImagePlus[] depth = new ImagePlus[1];
		final String log = Commands.logged(() -> depth[0] = (ImagePlus) run(TrackCameraTest.recording(SceneKind.ORBIT, 8, true, 7),
			"model", "moving-depth", "adapt", "learn").get("output"));
		assertTrue(log.contains("after 300 steps, the models moving-depth, moving-camera, moving-flow, moving-segmentation are better " +
			"on frames 5 to 7"), log);
		assertTrue(log.contains("the model \"adapted-scene-depth\" fills in the depth of"), log);
		assertEquals(7, depth[0].getNFrames());
		assertFalse(Files.exists(home.path().resolve(".kinema")));
		assertSentence(TrackCameraTest.recording(SceneKind.STATIC_CAMERA, 8, true, 7), "has no parallax", "model", "moving-depth",
			"adapt", "learn");
	}

	@Test
	void whatCannotLearnIsASentence() {
		final ImagePlus image = TrackCameraTest.recording(SceneKind.ORBIT, 8, true);
		assertSentence(image, "adapt=learn needs a model that learns: use model=depth", "adapt", "learn");
		assertSentence(image, "The model \"upsampling\" cannot be adapted: only depth", "adapt", "learn", "model", "upsampling");
		assertSentence(image, "has 5 frames: learning takes at least 6", "adapt", "learn", "model", "depth");
	}

	private void importModel(final String output) throws IOException {
		final Path file = home.path().resolve("relief.onnx");
		try (InputStream in = EstimateDepthTest.class.getResourceAsStream("/onnx/relief.onnx")) {
			Files.copy(in, file);
		}
		Commands.run(ImportModel.class, null, "file", file.toString(), "output", output);
	}

	private static void assertSentence(final ImagePlus image, final String part, final Object... more) {
		final Exception exc = assertThrows(IllegalArgumentException.class, () -> run(image, more));
		assertTrue(exc.getMessage().contains(part), exc.getMessage());
	}

	@Test
	void cancelledInTheMiddleItMakesNothing() {
		final ImagePlus image = TrackCameraTest.recording(SceneKind.ORBIT, 8, true);
		Thread.currentThread().interrupt();
		assertThrows(CancellationException.class, () -> run(image));
		assertTrue(Thread.interrupted());
		assertNull(image.getRoi());
	}
}
