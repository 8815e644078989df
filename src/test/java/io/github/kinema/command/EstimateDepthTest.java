package io.github.kinema.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CancellationException;

import org.junit.jupiter.api.Test;

import ij.ImagePlus;
import ij.gui.Line;
import ij.gui.Roi;
import io.github.kinema.scene.SceneKind;

/** Depth of stacks that a moving camera has recorded. */
class EstimateDepthTest {

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
