package io.github.kinema.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Objects;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import ij.IJ;
import ij.ImagePlus;
import ij.process.ImageProcessor;
import io.github.kinema.host.TestImages;

/** Only broken frames are replaced, those named and those found. */
class RepairFramesTest {

	private static final int LENGTH = 14;

	@ParameterizedTest
	@CsvSource({ "8, time", "16, time", "24, time", "32, time", "8, slices", "16, slices", "24, slices", "32, slices" })
	void brokenFramesAreFoundAndReplaced(final int bitDepth, final String axis) {
		final boolean time = axis.equals("time");
		final int channels = bitDepth == 24 ? 1 : 2;
		final ImagePlus image = TestImages.moving(bitDepth, 40, 32, channels, time ? 2 : LENGTH, time ? LENGTH : 2, 1.3, 0.4);
		for (int n = 1; n <= image.getStackSize(); n++) {
			image.getStack().setSliceLabel("plane " + n, n);
			final int frame = frame(image, time, n);
			final ImageProcessor plane = image.getStack().getProcessor(n);
			if (frame == 4) fill(plane, 0);
			if (frame == 9) fill(plane, bitDepth == 32 ? Float.NaN : bitDepth == 24 ? 0xffffff : (1 << bitDepth) - 1);
			if (frame == 12) image.getStack().setPixels(pixelsBefore(image, time, n), n);
		}
		final ImagePlus before = image.duplicate();
		final String[] log = new String[1];
		final ImagePlus[] result = new ImagePlus[1];
		log[0] = Commands.logged(() -> result[0] = Commands.output(RepairFrames.class, image, "axis", axis, "method", "blend"));
		assertEquals(image.getStackSize(), result[0].getStackSize());
		assertEquals(image.getTitle() + "-repaired", result[0].getTitle());
		for (int n = 1; n <= image.getStackSize(); n++) {
			assertPixels(before.getStack().getPixels(n), image.getStack().getPixels(n), "input plane " + n);
			final int frame = frame(image, time, n);
			final String label = result[0].getStack().getSliceLabel(n);
			if (frame == 4 || frame == 9 || frame == 12) {
				assertEquals("synthetic t=" + frame + " of " + (frame - 1) + "|" + (frame + 1) + " blend", label);
			}
			else {
				assertEquals("plane " + n, label);
				assertPixels(image.getStack().getPixels(n), result[0].getStack().getPixels(n), "plane " + n);
			}
		}
		final String name = "Kinema: \"moving\": frame ";
		assertTrue(log[0].contains(name + "4 is blank: its contrast is 0.0 times that of the other frames."), log[0]);
		assertTrue(log[0].contains(name + (bitDepth == 32 ? "9 is blank: 0% of its pixels are finite numbers."
			: "9 is saturated: 100% of its pixels are at ")), log[0]);
		assertTrue(log[0].contains(name + "12 is duplicated: it is identical to frame 11, bit by bit."), log[0]);
		assertEquals(3, log[0].lines().filter(line -> line.startsWith(name)).count(), log[0]);
	}

	@Test
	void aDefectOfOneSliceIsFoundAtItsTime() {
		final ImagePlus image = TestImages.moving(8, 40, 32, 1, 3, 12, 1.3, 0.4);
		image.getStack().getProcessor(image.getStackIndex(1, 1, 6)).add(120);
		final ImagePlus result = Commands.output(RepairFrames.class, image, "axis", "time", "method", "blend");
		for (int n = 1; n <= image.getStackSize(); n++) {
			final String label = result.getStack().getSliceLabel(n);
			assertEquals(frame(image, true, n) == 6, label != null && label.startsWith("synthetic"), label);
		}
	}

	@Test
	void aVirtualStackIsRepairedToo() {
		final ImagePlus image = TestImages.moving(16, 40, 32, 1, 1, 12, 1.3, 0.4);
		fill(image.getStack().getProcessor(6), 0);
		final ImagePlus virtual = TestImages.virtual(image);
		final ImagePlus result = Commands.output(RepairFrames.class, virtual, "method", "blend");
		final ImagePlus expected = Commands.output(RepairFrames.class, image, "method", "blend", "frames", "6");
		for (int n = 1; n <= 12; n++) assertPixels(expected.getStack().getPixels(n), result.getStack().getPixels(n), "plane " + n);
	}

	@Test
	void namedFramesAreReplacedAndNoOthers() {
		final ImagePlus image = TestImages.random(16, 9, 9, 2, 1, 9);
		final ImagePlus result = Commands.output(RepairFrames.class, image, "frames", "2, 5-6", "method", "blend", "cuts", false);
		for (int n = 1; n <= image.getStackSize(); n++) {
			final boolean named = List.of(2, 5, 6).contains(frame(image, true, n));
			assertEquals(named, result.getStack().getSliceLabel(n).startsWith("synthetic"));
			if (!named) assertPixels(image.getStack().getPixels(n), result.getStack().getPixels(n), "plane " + n);
		}
	}

	/** NB: what is to be replaced must not pass for a scene of its own. */
	@Test
	void runsOfForeignFramesAreNoScene() {
		final ImagePlus image = TestImages.moving(8, 96, 80, 1, 1, 20, 1, 0.5);
		for (int n = 10; n <= 12; n++) {
			image.getStack().getProcessor(n).flipVertical();
			image.getStack().getProcessor(n).invert();
		}
		final ImagePlus result = Commands.output(RepairFrames.class, image, "frames", "10-12", "method", "flow");
		for (int n = 10; n <= 12; n++)
			assertEquals("synthetic t=" + n + " of 9|13 flow", result.getStack().getSliceLabel(n));
	}

	@Test
	void framesAtTheEndsAreCopiesOfTheirNeighbours() {
		final ImagePlus image = TestImages.random(8, 9, 9, 1, 1, 5);
		final ImagePlus result = Commands.output(RepairFrames.class, image, "frames", "1-2, 5", "method", "blend");
		final String[] labels = { "synthetic t=1 of 3|3 nearest", "synthetic t=2 of 3|3 nearest", "plane 3", "plane 4",
			"synthetic t=5 of 4|4 nearest" };
		for (int n = 1; n <= 5; n++)
			assertEquals(labels[n - 1], result.getStack().getSliceLabel(n));
		assertPixels(image.getStack().getPixels(3), result.getStack().getPixels(1), "the nearest frame");
	}

	@Test
	void wrongInputIsNamed() {
		final ImagePlus image = TestImages.moving(8, 40, 32, 1, 1, 9, 1.3, 0.4);
		final ImagePlus copy = Commands.output(RepairFrames.class, image, "frames", "automatic");
		for (int n = 1; n <= 9; n++)
			assertPixels(image.getStack().getPixels(n), copy.getStack().getPixels(n), "a copy where nothing is broken");
		assertSentence("frames=2.5", image, "frames", "2.5");
		assertSentence("frames is empty", image, "frames", "");
		assertSentence("10 lies outside", image, "frames", "10");
		final ImagePlus blank = IJ.createImage("blank", 8, 8, 5, 8);
		assertSentence("All 5 frames are blank", blank, "frames", "automatic", "axis", "slices");
		assertFalse(image.isLocked());
	}

	private static void assertSentence(final String part, final ImagePlus image, final Object... keysAndValues) {
		final Exception exc = assertThrows(IllegalArgumentException.class, () -> Commands.run(RepairFrames.class, image,
			keysAndValues));
		assertTrue(exc.getMessage().contains(part), exc.getMessage());
	}

	private static int frame(final ImagePlus image, final boolean time, final int n) {
		return image.convertIndexToPosition(n)[time ? 2 : 1];
	}

	private static Object pixelsBefore(final ImagePlus image, final boolean time, final int n) {
		final int[] at = image.convertIndexToPosition(n);
		return image.getStack().getProcessor(image.getStackIndex(at[0], at[1] - (time ? 0 : 1), at[2] - (time ? 1 : 0)))
			.getPixelsCopy();
	}

	private static void fill(final ImageProcessor plane, final double value) {
		for (int i = 0; i < plane.getPixelCount(); i++) {
			if (plane.getBitDepth() == 32) plane.setf(i, (float) value);
			else plane.set(i, (int) value);
		}
	}

	private static void assertPixels(final Object expected, final Object actual, final String message) {
		assertTrue(Objects.deepEquals(expected, actual), message);
	}
}
