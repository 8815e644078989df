package io.github.kinema.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.concurrent.CancellationException;

import org.junit.jupiter.api.Test;

import ij.IJ;
import ij.ImagePlus;
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
	void badInputIsASentence() {
		assertSentence(IJ.createHyperStack("black", 50, 50, 1, 1, 3, 8), "show too little");
		assertSentence(IJ.createImage("one", 20, 20, 1, 8), "has one frame and one slice");
		assertSentence(IJ.createHyperStack("black", 50, 50, 1, 1, 3, 8), "field=", "field", 0.0);
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
