package io.github.kinema.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import ij.CompositeImage;
import ij.IJ;
import ij.ImagePlus;
import ij.VirtualStack;
import ij.gui.Overlay;
import ij.gui.Roi;
import ij.process.ByteProcessor;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;
import io.github.kinema.host.TestImages;

/** Interpolation of every kind of stack. */
class InterpolateFramesTest {

	static Stream<Arguments> kinds() {
		return Stream.of(8, 16, 24, 32).flatMap(depth -> Stream.of("time", "slices").flatMap(axis -> //
		Stream.of(false, true).flatMap(virtual -> Stream.of(false, true).map(lazy -> //
		Arguments.of(depth, axis, virtual, lazy)))));
	}

	@ParameterizedTest
	@MethodSource("kinds")
	void measuredFramesAreBitIdentical(final int depth, final String axis, final boolean virtual, final boolean lazy) {
		final int channels = depth == 24 ? 1 : 2;
		final ImagePlus memory = TestImages.random(depth, 13, 9, channels, 3, 4);
		final ImagePlus image = virtual ? TestImages.virtual(memory) : memory;
		for (final String method : new String[] { "flow", "blend" }) {
			final ImagePlus result = Commands.output(InterpolateFrames.class, image, "axis", axis, "factor", 3,
				"method", method, "lazy", lazy, "cuts", false);
			final boolean time = axis.equals("time");
			assertArrayEquals(new int[] { 13, 9, channels, time ? 3 : 7, time ? 10 : 4 }, result.getDimensions());
			assertEquals(depth, result.getBitDepth());
			assertEquals(lazy, result.getStack().isVirtual());
			for (int n = 1; n <= result.getStackSize(); n++) {
				final int[] czt = result.convertIndexToPosition(n);
				final int along = czt[time ? 2 : 1] - 1;
				final String label = result.getStack().getSliceLabel(n);
				if (along % 3 == 0) {
					final int source = image.getStackIndex(czt[0], time ? czt[1] : along / 3 + 1, time ? along / 3 + 1 : czt[2]);
					assertPixels(memory.getStack().getPixels(source), result.getStack().getPixels(n));
					assertEquals("plane " + source, label);
				}
				else {
					final String t = along % 3 == 1 ? ".333333" : ".666667";
					assertEquals("synthetic t=" + (along / 3 + 1) + t + " of " + (along / 3 + 1) + "|" + (along / 3 + 2) +
						" " + method, label);
				}
			}
		}
	}

	private static void assertPixels(final Object expected, final Object actual) {
		if (expected instanceof byte[] bytes) assertArrayEquals(bytes, (byte[]) actual);
		else if (expected instanceof short[] shorts) assertArrayEquals(shorts, (short[]) actual);
		else if (expected instanceof int[] rgb)
			// NB: the upper byte of ImageJ's RGB is not shown, and not kept by virtual stacks.
			assertArrayEquals(Arrays.stream(rgb).map(p -> p & 0xffffff).toArray(),
				Arrays.stream((int[]) actual).map(p -> p & 0xffffff).toArray());
		else assertArrayEquals((float[]) expected, (float[]) actual);
	}

	@Test
	void blendIsRoundedNotTruncated() {
		for (final int depth : new int[] { 8, 16, 24 }) {
			final ImagePlus image = TestImages.random(depth, 64, 64, 1, 1, 2);
			final ImagePlus result = Commands.output(InterpolateFrames.class, image, "method", "blend", "cuts", false);
			double drift = 0;
			for (int y = 0; y < 64; y++) {
				for (int x = 0; x < 64; x++) {
					final int[] a = image.getStack().getProcessor(1).getPixel(x, y, (int[]) null);
					final int[] b = image.getStack().getProcessor(2).getPixel(x, y, (int[]) null);
					final int[] m = result.getStack().getProcessor(2).getPixel(x, y, (int[]) null);
					for (int c = 0; c < m.length; c++)
						{
							assertEquals((int) Math.rint((a[c] + b[c]) / 2.0), m[c]);
							drift += m[c] - (a[c] + b[c]) / 2.0;
						}
				}
			}
			assertEquals(0, drift / (64 * 64), 0.05, "the mean does not drift");
		}
	}

	@Test
	void calibrationIsDividedAlongTheAxis() {
		final ImagePlus image = TestImages.random(8, 8, 8, 1, 3, 3);
		final ImagePlus time = Commands.output(InterpolateFrames.class, image, "factor", 4, "method", "blend");
		assertEquals(0.15, time.getCalibration().frameInterval, 1e-12);
		assertEquals(1.5, time.getCalibration().pixelDepth);
		assertEquals("micron", time.getCalibration().getUnit());
		final ImagePlus slices = Commands.output(InterpolateFrames.class, image, "factor", 4, "method", "blend", "axis",
			"slices");
		assertEquals(0.6, slices.getCalibration().frameInterval);
		assertEquals(0.375, slices.getCalibration().pixelDepth, 1e-12);
		assertEquals(0.6, image.getCalibration().frameInterval, "the input is untouched");
		image.getCalibration().zOrigin = 1;
		final ImagePlus origin = Commands.output(InterpolateFrames.class, image, "factor", 4, "method", "blend", "axis",
			"slices");
		assertEquals(image.getCalibration().getZ(2), origin.getCalibration().getZ(8), 1e-12, "the third slice stays where it is");
		final ImagePlus part = Commands.output(RetimeStack.class, image, "positions", "2-3:0.5", "method", "blend", "axis",
			"slices");
		assertEquals(image.getCalibration().getZ(2), part.getCalibration().getZ(2), 1e-12);
	}

	@Test
	void looksAndPlaceAreKept() {
		final ImagePlus image = TestImages.random(16, 8, 8, 2, 2, 3);
		((CompositeImage) image).setChannelLut(ij.process.LUT.createLutFromColor(java.awt.Color.MAGENTA), 2);
		image.setPosition(2, 2, 2);
		image.setDisplayRange(100, 5000);
		final Roi onFrame = new Roi(1, 1, 3, 3);
		onFrame.setPosition(1, 2, 3);
		image.setOverlay(new Overlay(onFrame));
		image.setProperty("Info", "as acquired");
		final ImagePlus result = Commands.output(InterpolateFrames.class, image, "factor", 5, "method", "blend");
		assertEquals(2, result.getC());
		assertEquals(2, result.getZ());
		assertEquals(6, result.getT());
		assertEquals(100, result.getDisplayRangeMin());
		assertEquals(5000, result.getDisplayRangeMax());
		assertEquals(((CompositeImage) image).getChannelLut(2), ((CompositeImage) result).getChannelLut(2));
		assertEquals(11, result.getOverlay().get(0).getTPosition());
		assertTrue(result.getInfoProperty().startsWith("as acquired\n"));
		assertEquals("as acquired", image.getInfoProperty());
	}

	@Test
	void flowFollowsAMovingPattern() {
		for (final int depth : new int[] { 8, 16, 32 }) {
			final ImagePlus image = TestImages.moving(depth, 96, 80, 1, 1, 2, 5, -3);
			final ImagePlus result = Commands.output(InterpolateFrames.class, image, "factor", 4, "method", "flow");
			final double scale = depth == 16 ? 100 : depth == 32 ? 1e-3 : 1;
			for (int k = 1; k < 4; k++) {
				double sum = 0;
				for (int y = 12; y < 68; y++)
					for (int x = 12; x < 84; x++)
						sum += Math.abs(result.getStack().getProcessor(k + 1).getf(x, y) - scale * TestImages.pattern( //
							x - 5 * k / 4.0, y + 3 * k / 4.0, 0));
				assertEquals(0, sum / (56 * 72) / scale, 0.7, "mean error in grey levels, " + depth + " bit, t=" + k + "/4");
			}
		}
	}

	@Test
	void confidenceIsOneWhereMeasured() {
		final ImagePlus image = TestImages.moving(8, 40, 30, 2, 2, 3, 1, 0);
		final ImagePlus confidence = (ImagePlus) Commands.run(InterpolateFrames.class, image, "confidence", true,
			"method", "flow").get("outputconfidence");
		assertArrayEquals(new int[] { 40, 30, 1, 2, 5 }, confidence.getDimensions());
		assertEquals(32, confidence.getBitDepth());
		for (int n = 1; n <= confidence.getStackSize(); n++) {
			final FloatProcessor plane = (FloatProcessor) confidence.getStack().getProcessor(n);
			final boolean measured = confidence.convertIndexToPosition(n)[2] % 2 == 1;
			for (final float value : (float[]) plane.getPixels())
				assertTrue(measured ? value == 1 : value >= 0 && value <= 1, "plane " + n + ": " + value);
		}
	}

	@Test
	void missingPixelsStayMissingAndDoNotSpread() {
		final ImagePlus image = TestImages.moving(32, 64, 48, 1, 1, 3, 2, 0);
		image.getStack().getProcessor(1).setf(30, 20, Float.NaN);
		image.getStack().getProcessor(2).setf(31, 20, Float.POSITIVE_INFINITY);
		for (final String method : new String[] { "flow", "blend" }) {
			final ImagePlus result = Commands.output(InterpolateFrames.class, image, "method", method);
			assertArrayEquals((float[]) image.getStack().getPixels(1), (float[]) result.getStack().getPixels(1));
			assertArrayEquals((float[]) image.getStack().getPixels(2), (float[]) result.getStack().getPixels(3));
			for (final float value : (float[]) result.getStack().getPixels(2))
				assertTrue(Math.abs(value) < 1, method + ": the other side fills in, " + value);
		}
		for (int n = 1; n <= 2; n++)
			for (int y = 10; y < 30; y++)
				for (int x = 20; x < 40; x++)
					image.getStack().getProcessor(n).setf(x, y, Float.NaN);
		final ImagePlus blend = Commands.output(InterpolateFrames.class, image, "method", "blend");
		assertTrue(Float.isNaN(blend.getStack().getProcessor(2).getf(30, 20)), "nobody knows this pixel");
	}

	@Test
	void constantFramesStayConstant() {
		for (final int depth : new int[] { 8, 16, 32 }) {
			final ImagePlus image = IJ.createImage("constant", 20, 15, 3, depth);
			for (int n = 1; n <= 3; n++) {
				final ImageProcessor plane = image.getStack().getProcessor(n);
				plane.setValue(7);
				plane.fill();
			}
			for (final String method : new String[] { "automatic", "flow", "blend" }) {
				final ImagePlus result = Commands.output(InterpolateFrames.class, image, "method", method);
				for (int n = 1; n <= 5; n++)
					assertEquals(7, result.getStack().getProcessor(n).getStats().min, 0);
				assertEquals(7, result.getStack().getProcessor(2).getStats().max, 0);
			}
		}
	}

	@Test
	void manyChannels() {
		final ImagePlus image = TestImages.random(16, 9, 9, 12, 1, 3);
		final ImagePlus result = Commands.output(InterpolateFrames.class, image, "method", "blend");
		assertArrayEquals(new int[] { 9, 9, 12, 1, 5 }, result.getDimensions());
	}

	@Test
	void strangeCalibrationDoesNotHinder() {
		final ImagePlus image = TestImages.random(8, 9, 9, 1, 1, 3);
		image.getCalibration().frameInterval = Double.NaN;
		assertEquals(5, Commands.output(InterpolateFrames.class, image, "method", "blend").getNFrames());
	}

	@Test
	void confidenceTellsAgreementFromGuesses() {
		final ImagePlus image = TestImages.moving(8, 64, 48, 1, 1, 2, 0, 0);
		for (int y = 10; y < 30; y++)
			for (int x = 20; x < 40; x++)
				image.getStack().getProcessor(2).set(x, y, 255 - image.getStack().getProcessor(2).get(x, y));
		for (final String method : new String[] { "flow", "blend" }) {
			final ImagePlus confidence = (ImagePlus) Commands.run(InterpolateFrames.class, image, "confidence", true,
				"method", method).get("outputconfidence");
			assertTrue(confidence.getStack().getProcessor(2).getf(55, 40) > 0.9, method + " where both sides agree");
			assertTrue(confidence.getStack().getProcessor(2).getf(30, 20) < 0.3, method + " where they contradict each other");
		}
	}

	@Test
	void aVirtualStackLargerThanMemoryIsReadPlaneByPlane() {
		final int side = 1024;
		final int frames = (int) (2 * Runtime.getRuntime().maxMemory() / (side * side));
		final VirtualStack stack = new VirtualStack(side, side) {

			@Override
			public int getSize() {
				return frames;
			}

			@Override
			public ImageProcessor getProcessor(final int n) {
				final ByteProcessor plane = new ByteProcessor(side, side);
				plane.set(n % side, 0, 200);
				return plane;
			}
		};
		stack.setBitDepth(8);
		final ImagePlus image = new ImagePlus("long", stack);
		image.setDimensions(1, 1, frames);
		final ImagePlus result = Commands.output(InterpolateFrames.class, image, "method", "blend", "lazy", true, "cuts",
			false);
		assertEquals(2 * frames - 1, result.getStackSize());
		for (int n = 1; n <= result.getStackSize(); n += 2)
			assertEquals(200, result.getStack().getProcessor(n).get((n + 1) / 2 % side, 0));
		final Exception exc = assertThrows(IllegalStateException.class, () -> Commands.run(InterpolateFrames.class, image,
			"method", "blend", "cuts", false));
		assertTrue(exc.getMessage().contains("Use lazy"), exc.getMessage());
	}

	@Test
	void aSceneCutIsNotCrossed() {
		final ImagePlus image = TestImages.moving(8, 96, 80, 1, 1, 8, 1, 1);
		for (int n = 5; n <= 8; n++)
			image.getStack().getProcessor(n).flipVertical();
		for (int n = 5; n <= 8; n++)
			image.getStack().getProcessor(n).invert();
		final ImagePlus result = Commands.output(InterpolateFrames.class, image, "factor", 4, "method", "flow");
		final ImagePlus across = Commands.output(InterpolateFrames.class, image, "factor", 4, "method", "flow", "cuts",
			false);
		for (int k = 1; k < 4; k++) {
			final int n = 13 + k;
			assertEquals("synthetic t=" + (4 + k / 4.0) + " of 4|5 nearest", result.getStack().getSliceLabel(n));
			assertPixels(image.getStack().getPixels(k == 1 ? 4 : 5), result.getStack().getPixels(n));
			assertTrue(across.getStack().getSliceLabel(n).endsWith(" flow"));
		}
		assertTrue(result.getStack().getSliceLabel(2).endsWith(" flow"));
	}

	@Test
	void aLazyResultOutlivesTheImageItWasMadeFrom() {
		for (final boolean virtual : new boolean[] { false, true }) {
			final ImagePlus memory = TestImages.random(8, 9, 9, 1, 1, 3);
			final ImagePlus image = virtual ? TestImages.virtual(memory) : memory.duplicate();
			final ImagePlus result = Commands.output(InterpolateFrames.class, image, "method", "blend", "lazy", true, "cuts",
				false);
			image.close();
			image.flush();
			assertEquals("plane 2", result.getStack().getSliceLabel(3));
			assertPixels(memory.getStack().getPixels(2), result.getStack().getPixels(3));
		}
	}

	@Test
	void cancelledInTheMiddleNothingIsMade() {
		final ImagePlus memory = TestImages.moving(8, 64, 48, 1, 1, 9, 1, 0);
		final int[] reads = { 0 };
		final VirtualStack stack = new VirtualStack(64, 48) {

			@Override
			public int getSize() {
				return 9;
			}

			@Override
			public ImageProcessor getProcessor(final int n) {
				reads[0]++;
				// NB: an interrupt stops a command just as Esc does.
				if (n == 5) Thread.currentThread().interrupt();
				return memory.getStack().getProcessor(n).duplicate();
			}
		};
		stack.setBitDepth(8);
		final ImagePlus image = new ImagePlus("cancelled", stack);
		image.setDimensions(1, 1, 9);
		assertThrows(CancellationException.class, () -> Commands.run(InterpolateFrames.class, image, "method", "flow", "cuts",
			false));
		assertTrue(Thread.interrupted());
		assertTrue(reads[0] < 9, "the rest was not read, " + reads[0]);
		assertEquals(9, image.getStackSize());
	}

	@Test
	void sizesOfOnePixelAndOddSizes() {
		for (final int[] size : new int[][] { { 1, 1 }, { 1, 17 }, { 17, 1 }, { 2, 3 }, { 33, 5 } }) {
			final ImagePlus image = TestImages.random(16, size[0], size[1], 1, 1, 3);
			for (final String method : new String[] { "flow", "blend", "automatic" })
				assertEquals(5, Commands.output(InterpolateFrames.class, image, "method", method).getStackSize());
		}
	}

	@Test
	void wrongInputIsNamed() {
		final ImagePlus single = TestImages.random(8, 8, 8, 3, 1, 1);
		assertSentence("one frame and one slice", single);
		final ImagePlus stack = TestImages.random(8, 8, 8, 1, 4, 1);
		assertSentence("axis=time", stack, "axis", "time");
		assertSentence("factor=65", stack, "factor", 65);
		assertSentence("factor=1", stack, "factor", 1);
		assertSentence("guide=2", stack, "guide", 2);
		assertSentence("method=magic", stack, "method", "magic");
		assertSentence("device=abacus", stack, "device", "abacus");
	}

	private static void assertSentence(final String part, final ImagePlus image, final Object... keysAndValues) {
		final Exception exc = assertThrows(IllegalArgumentException.class, () -> Commands.run(InterpolateFrames.class,
			image, keysAndValues));
		assertTrue(exc.getMessage().contains(part), exc.getMessage());
		assertTrue(exc.getMessage().endsWith("."), exc.getMessage());
	}
}
