package io.github.kinema.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CancellationException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import ij.IJ;
import ij.ImagePlus;
import ij.ImageStack;
import ij.measure.ResultsTable;
import ij.process.ImageProcessor;
import io.github.kinema.camera.SceneFootage;
import io.github.kinema.host.TestImages;
import io.github.kinema.scene.SceneKind;

/** The camera of every kind of stack. */
class TrackCameraTest {

	private static final int WIDTH = 128;
	private static final int HEIGHT = 96;
	private static final int FRAMES = 5;

	/** Of a diagonal of 56 degrees. */
	static final double FIELD = 46.1;

	static ImagePlus recording(final SceneKind kind, final int bitDepth, final boolean time) {
		return recording(kind, bitDepth, time, FRAMES);
	}

	static ImagePlus recording(final SceneKind kind, final int bitDepth, final boolean time, final int frames) {
		final SceneFootage scene = SceneFootage.of(kind, WIDTH, HEIGHT, frames, 3, 0.5);
		final ImageStack stack = new ImageStack(WIDTH, HEIGHT);
		for (int frame = 0; frame < frames; frame++) {
			final ImageProcessor plane = IJ.createImage("", WIDTH, HEIGHT, 1, bitDepth).getProcessor();
			final float[] values = scene.footage().frames().apply(frame).get(0).values();
			for (int i = 0; i < values.length; i++) {
				final int value = Math.round(values[i]);
				if (bitDepth == 24) plane.set(i, value << 16 | value << 8 | value);
				else plane.setf(i, bitDepth == 16 ? 100 * value : value);
			}
			stack.addSlice(plane);
		}
		final ImagePlus image = new ImagePlus("scene.tif", stack);
		image.setDimensions(1, time ? 1 : frames, time ? frames : 1);
		return image;
	}

	private static Map<String, Object> run(final ImagePlus image, final Object... more) {
		final Object[] keys = new Object[4 + more.length];
		System.arraycopy(new Object[] { "device", "cpu", "field", FIELD }, 0, keys, 0, 4);
		System.arraycopy(more, 0, keys, 4, more.length);
		return Commands.run(TrackCamera.class, image, keys);
	}

	@Test
	void everyTypeAndAxisGivesTheSamePosesAndTheFirstIsTheOrigin() {
		final ResultsTable table = (ResultsTable) run(recording(SceneKind.ORBIT, 8, true)).get("camera");
		assertEquals("scene-camera", table.getTitle());
		assertEquals(FRAMES, table.size());
		assertEquals(0, table.getValue("tx", 0), 1e-12);
		assertEquals(1, table.getValue("qw", 0), 1e-12);
		assertEquals(4, table.getValue("timestamp", 4), 1e-12);
		assertTrue(Double.isNaN(table.getValue("Homography", 0)));
		assertTrue(table.getValue("Homography", 1) > 0.3 && table.getValue("Homography", 1) <= 1);
		assertTrue(Math.hypot(table.getValue("tx", 4), table.getValue("tz", 4)) > 0.01);
		final ImagePlus slices = TestImages.virtual(recording(SceneKind.ORBIT, 24, false));
		final ResultsTable other = (ResultsTable) run(slices, "guide", 2, "path", false).get("camera");
		for (final String column : new String[] { "tx", "ty", "tz", "qx", "qy", "qz", "qw" }) {
			assertEquals(table.getValue(column, 4), other.getValue(column, 4), 1e-9, column);
		}
	}

	@Test
	void timesAreThoseOfTheStackAndThePictureSaysWhatItIs() {
		final ImagePlus image = recording(SceneKind.ORBIT, 16, true);
		image.getCalibration().frameInterval = 0.04;
		final Map<String, Object> outputs = run(image, "focal", 150.4);
		assertEquals(0.16, ((ResultsTable) outputs.get("camera")).getValue("timestamp", 4), 1e-9);
		final ImagePlus picture = (ImagePlus) outputs.get("output");
		assertEquals("scene-path", picture.getTitle());
		assertEquals(24, picture.getBitDepth());
		assertTrue(picture.getInfoProperty().contains("Track Camera..."), picture.getInfoProperty());
		final int[] rgb = (int[]) picture.getProcessor().getPixels();
		// Blue at the beginning, red at the end.
		assertTrue(Arrays.stream(rgb).filter(p -> (p & 0xff) > (p >> 16 & 0xff) + 100).count() > 20);
		assertTrue(Arrays.stream(rgb).filter(p -> (p >> 16 & 0xff) > (p & 0xff) + 100).count() > 20);
	}

	@ParameterizedTest
	@CsvSource({ "STATIC_CAMERA, stands still", "ROTATION, stays in its place" })
	void withoutParallaxThereIsASentence(final SceneKind kind, final String part) {
		final Exception exc = assertThrows(IllegalArgumentException.class, () -> run(recording(kind, 8, true)));
		assertTrue(exc.getMessage().startsWith("\"scene.tif\" has no parallax"), exc.getMessage());
		assertTrue(exc.getMessage().contains(part), exc.getMessage());
	}

	@Test
	void whatIsNoRecordingIsASentence() {
		for (final double field : new double[] { 0, 180 }) {
			final Exception exc = assertThrows(IllegalArgumentException.class, () -> run(recording(SceneKind.ORBIT, 8, true),
				"field", field));
			assertTrue(exc.getMessage().contains("field="), exc.getMessage());
		}
		assertSentence(IJ.createImage("one", 20, 20, 1, 8), "has one frame and one slice");
		assertSentence(IJ.createHyperStack("both", 20, 20, 1, 3, 3, 8), "Choose one of the slices");
		assertSentence(IJ.createHyperStack("black", 50, 50, 1, 1, 3, 8), "show too little");
		final ImagePlus unknown = IJ.createHyperStack("unknown", 50, 50, 1, 1, 3, 32);
		for (int t = 1; t <= 3; t++) unknown.getStack().getProcessor(t).set(Float.NaN);
		assertSentence(unknown, "show too little");
	}

	private static void assertSentence(final ImagePlus image, final String part) {
		final Exception exc = assertThrows(IllegalArgumentException.class, () -> run(image));
		assertTrue(exc.getMessage().contains(part), exc.getMessage());
	}

	@Test
	void cancelledInTheMiddleItMakesNothing() {
		Thread.currentThread().interrupt();
		assertThrows(CancellationException.class, () -> run(recording(SceneKind.ORBIT, 8, true)));
		assertTrue(Thread.interrupted());
		assertFalse(Thread.currentThread().isInterrupted());
	}
}
