package io.github.kinema.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.GraphicsEnvironment;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;

import org.junit.jupiter.api.Test;

import ij.IJ;
import ij.ImagePlus;
import ij.gui.Roi;
import ij.plugin.frame.RoiManager;
import io.github.kinema.scene.SceneKind;

/** What moves by itself in a stack. */
class SegmentMotionTest {

	private static Map<String, Object> run(final ImagePlus image, final Object... more) {
		final Object[] keys = new Object[4 + more.length];
		System.arraycopy(new Object[] { "device", "cpu", "field", TrackCameraTest.FIELD }, 0, keys, 0, 4);
		System.arraycopy(more, 0, keys, 4, more.length);
		return Commands.run(SegmentMotion.class, image, keys);
	}

	@Test
	void theMaskIsWhereThingsHaveNumbers() {
		final ImagePlus image = TrackCameraTest.recording(SceneKind.STATIC_CAMERA, 8, true);
		final Map<String, Object> outputs = run(image, "labels", true, "smallest", 20);
		final ImagePlus mask = (ImagePlus) outputs.get("output");
		final ImagePlus things = (ImagePlus) outputs.get("outputlabels");
		assertEquals("scene-moving", mask.getTitle());
		assertEquals(8, mask.getBitDepth());
		assertEquals(image.getNFrames(), mask.getNFrames());
		assertEquals(16, things.getBitDepth());
		assertTrue(mask.getInfoProperty().contains("the camera stands still"), mask.getInfoProperty());
		int moving = 0;
		for (int frame = 1; frame <= 5; frame++) {
			for (int i = 0; i < image.getWidth() * image.getHeight(); i++) {
				final int value = mask.getStack().getProcessor(frame).get(i);
				assertEquals(value == 255, things.getStack().getProcessor(frame).get(i) > 0);
				if (value == 255) moving++;
			}
		}
		assertTrue(moving > 0.02 * 5 * image.getWidth() * image.getHeight(), moving + " pixels");
		assertNull(run(image).get("outputlabels"));
	}

	@Test
	void aModelTellsAndIsNamed() {
		final ImagePlus image = TrackCameraTest.recording(SceneKind.STATIC_CAMERA, 32, true);
		for (int i = 0; i < 400; i++) ((float[]) image.getStack().getPixels(2))[i] = Float.NaN;
		final Map<String, Object> outputs = new HashMap<>();
		final String log = Commands.logged(() -> outputs.putAll(run(image, "method", "learned", "model", "apart", "smallest", 20,
			"labels", true)));
		assertTrue(log.contains("model apart (sha256 ") && log.contains("CPUExecutionProvider"), log);
		for (final String key : List.of("output", "outputlabels")) {
			final String info = ((ImagePlus) outputs.get(key)).getInfoProperty();
			assertTrue(info.contains("Found by a model") && info.contains("the camera stands still") && info.contains(
				"\"model\":\"apart\"") && info.contains("algorithmicallyEnhanced"), info);
		}
		final ImagePlus mask = (ImagePlus) outputs.get("output");
		int moving = 0;
		for (int frame = 1; frame <= mask.getNFrames(); frame++) for (final byte value : (byte[]) mask.getStack().getPixels(frame))
			if (value != 0) moving++;
		assertTrue(moving > 0.01 * mask.getNFrames() * mask.getWidth() * mask.getHeight(), moving + " pixels");
	}

	@Test
	void withWindowsTheOutlinesGoToTheManager() {
		assumeFalse(GraphicsEnvironment.isHeadless(), "There is no display, so there is no ROI Manager.");
		final ImagePlus mask = (ImagePlus) run(TrackCameraTest.recording(SceneKind.STATIC_CAMERA, 8, true), "rois", true,
			"smallest", 20).get("output");
		final RoiManager manager = RoiManager.getInstance();
		int area = 0;
		for (final Roi roi : manager.getRoisAsArray()) {
			assertTrue(roi.getName().startsWith("thing "), roi.getName());
			mask.setPosition(roi.getPosition());
			mask.setRoi(roi);
			assertEquals(255, mask.getStatistics().min);
			area += mask.getStatistics().pixelCount;
		}
		manager.close();
		int moving = 0;
		for (int frame = 1; frame <= 5; frame++) for (final byte value : (byte[]) mask.getStack().getPixels(frame)) if (value != 0)
			moving++;
		assertEquals(moving, area);
	}

	@Test
	void withoutWindowsItSaysThatThereIsNoManager() {
		assumeTrue(GraphicsEnvironment.isHeadless(), "There is a display, so there is a ROI Manager.");
		assertTrue(Commands.logged(() -> run(TrackCameraTest.recording(SceneKind.STATIC_CAMERA, 8, true), "rois", true)).contains(
			"there is no ROI Manager"));
	}

	@Test
	void badInputIsASentence() {
		assertSentence(IJ.createHyperStack("black", 50, 50, 1, 1, 3, 8), "show too little");
		assertSentence(IJ.createImage("one", 20, 20, 1, 8), "has one frame and one slice");
		assertSentence(IJ.createHyperStack("black", 50, 50, 1, 1, 3, 8), "field=", "field", 0.0);
		assertSentence(IJ.createHyperStack("black", 50, 50, 1, 1, 3, 8), "show too little", "method", "learned", "model", "apart");
		assertSentence(IJ.createImage("one", 20, 20, 1, 8), "has one frame and one slice", "method", "learned", "model", "apart");
		assertSentence(IJ.createHyperStack("black", 50, 50, 1, 1, 3, 8), "method=best", "method", "best");
		assertSentence(IJ.createHyperStack("black", 50, 50, 1, 1, 3, 8), "There is no model \"nothing\"", "method", "learned", "model",
			"nothing");
		assertSentence(IJ.createHyperStack("black", 50, 50, 1, 1, 3, 8), "it does not tell what moves by itself", "method", "learned",
			"model", "drift");
	}

	private static void assertSentence(final ImagePlus image, final String part, final Object... more) {
		final Exception exc = assertThrows(IllegalArgumentException.class, () -> run(image, more));
		assertTrue(exc.getMessage().contains(part), exc.getMessage());
	}

	@Test
	void cancelledInTheMiddleItMakesNothing() {
		final ImagePlus image = TrackCameraTest.recording(SceneKind.STATIC_CAMERA, 8, true);
		Thread.currentThread().interrupt();
		assertThrows(CancellationException.class, () -> run(image));
		assertTrue(Thread.interrupted());
	}
}
