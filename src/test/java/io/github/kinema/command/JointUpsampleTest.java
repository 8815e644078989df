package io.github.kinema.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Rectangle;
import java.util.concurrent.CancellationException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import ij.IJ;
import ij.ImagePlus;
import ij.gui.OvalRoi;
import ij.gui.Overlay;
import ij.gui.PolygonRoi;
import ij.gui.Roi;
import ij.process.ImageProcessor;
import io.github.kinema.host.TestImages;
import io.github.kinema.model.ModelStore;

/** Upsampling of every kind of stack by a guide. */
class JointUpsampleTest {

	/** Left half 50, right half 150. */
	private static ImagePlus halves(final int bitDepth, final int width, final int height, final int planes) {
		final ImagePlus image = IJ.createImage("halves", width, height, planes, bitDepth);
		for (int n = 1; n <= planes; n++)
			for (int y = 0; y < height; y++)
				for (int x = 0; x < width; x++) {
					final int value = x < width / 2 ? 50 : 150;
					if (bitDepth == 24) image.getStack().getProcessor(n).set(x, y, value << 16 | value / 2 << 8 | value / 5);
					else image.getStack().getProcessor(n).setf(x, y, value);
				}
		return image;
	}

	private static ImagePlus upsampled(final ImagePlus image, final ImagePlus guide, final Object... more) {
		final Object[] keys = new Object[6 + more.length];
		System.arraycopy(new Object[] { "guide", guide, "range", 10.0, "device", "cpu" }, 0, keys, 0, 6);
		System.arraycopy(more, 0, keys, 6, more.length);
		return Commands.output(JointUpsample.class, image, keys);
	}

	@ParameterizedTest
	@CsvSource({ "8, 40, 32", "16, 40, 32", "24, 40, 32", "32, 40, 32", "32, 34, 27", "8, 10, 8" })
	void edgesAreThoseOfTheGuide(final int bitDepth, final int width, final int height) {
		final ImagePlus image = halves(bitDepth, 10, 8, 2);
		final ImagePlus result = upsampled(image, halves(8, width, height, 1));
		assertEquals(bitDepth, result.getBitDepth());
		assertEquals(2, result.getStackSize());
		assertEquals("halves-upsampled", result.getTitle());
		for (int n = 1; n <= 2; n++) {
			final ImageProcessor plane = result.getStack().getProcessor(n);
			assertEquals(width, plane.getWidth());
			assertEquals(height, plane.getHeight());
			for (int y = 0; y < height; y++)
				for (int x = 0; x < width; x++)
					assertEquals(x < width / 2 ? 50 : 150, bitDepth == 24 ? plane.get(x, y) >> 16 & 0xff : plane.getf(x, y), 1,
						x + ", " + y);
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 8, 16, 24, 32 })
	void aModelDoesItAndIsNamed(final int bitDepth) {
		final ImagePlus image = halves(bitDepth, 10, 8, 2);
		final ImagePlus guide = halves(8, 40, 32, 1);
		final ImagePlus[] result = new ImagePlus[1];
		final String log = Commands.logged(() -> result[0] = upsampled(image, guide, "method", "learned"));
		final String sha256 = ModelStore.SHIPPED.find(ModelStore.UPSAMPLING).sha256();
		assertTrue(log.contains("model upsampling (sha256 " + sha256 + "), ONNX Runtime"), log);
		assertTrue(result[0].getInfoProperty().contains("by the model upsampling (sha256 " + sha256 + ")"), result[0]
			.getInfoProperty());
		assertEquals(bitDepth, result[0].getBitDepth());
		final ImagePlus lazy = upsampled(TestImages.virtual(image), guide, "method", "learned", "lazy", true);
		for (int n = 1; n <= 2; n++) {
			final ImageProcessor plane = result[0].getStack().getProcessor(n);
			for (int i = 0; i < 40 * 32; i++) {
				final float value = bitDepth == 24 ? plane.get(i) >> 16 & 0xff : plane.getf(i);
				assertEquals(i % 40 < 20 ? 50 : 150, value, i % 40 == 19 || i % 40 == 20 ? 49 : 10);
				assertEquals(plane.get(i), lazy.getStack().getProcessor(n).get(i));
			}
		}
		assertFalse(upsampled(image, guide).getInfoProperty().contains("sha256"));
	}

	@Test
	void hyperstacksAndAllThatIsKnownOfThemAreKept() {
		final ImagePlus image = TestImages.random(16, 9, 7, 2, 3, 2);
		image.getCalibration().xOrigin = 2;
		image.setRoi(new Roi(1, 2, 3, 4));
		image.setOverlay(new Overlay(new Roi(2, 1, 4, 3)));
		final ImagePlus result = upsampled(image, TestImages.random(8, 36, 28, 1, 3, 2));
		assertArrayEquals(new int[] { 36, 28, 2, 3, 2 }, result.getDimensions());
		assertTrue(result.isComposite());
		assertEquals(0.25 / 4, result.getCalibration().pixelWidth, 1e-12);
		assertEquals(1.5, result.getCalibration().pixelDepth);
		assertEquals(8, result.getCalibration().xOrigin);
		assertEquals(new Roi(4, 8, 12, 16).getBounds(), result.getRoi().getBounds());
		assertEquals(new Roi(8, 4, 16, 12).getBounds(), result.getOverlay().get(0).getBounds());
		assertEquals("plane 7", result.getStack().getSliceLabel(7));
		assertTrue(result.getInfoProperty().contains("Joint Upsample..."), result.getInfoProperty());
		final ImagePlus lazy = upsampled(TestImages.virtual(image), TestImages.random(8, 36, 28, 1, 3, 2), "lazy", true);
		assertTrue(lazy.getStack().isVirtual());
		for (int n = 1; n <= 12; n++)
			assertArrayEquals((short[]) result.getStack().getPixels(n), (short[]) lazy.getStack().getProcessor(n).getPixels());
	}

	@Test
	void anOvalStaysAnOval() {
		final ImagePlus image = halves(8, 10, 8, 1);
		image.setRoi(new OvalRoi(2, 1, 6, 5));
		image.setOverlay(new Overlay(new OvalRoi(1, 2, 3, 4)));
		image.getOverlay().add(new PolygonRoi(new int[] { 0, 4, 4 }, new int[] { 0, 0, 4 }, 3, Roi.POLYGON));
		final ImagePlus result = upsampled(image, halves(8, 80, 64, 1));
		assertEquals(Roi.OVAL, result.getRoi().getType());
		assertEquals(new Rectangle(16, 8, 48, 40), result.getRoi().getBounds());
		assertEquals(Roi.OVAL, result.getOverlay().get(0).getType());
		assertEquals(new Rectangle(8, 16, 24, 32), result.getOverlay().get(0).getBounds());
		assertEquals(new Rectangle(0, 0, 32, 32), result.getOverlay().get(1).getBounds());
		assertEquals(new Rectangle(2, 1, 6, 5), image.getRoi().getBounds());
	}

	/** NB: 62 x 50 by 8 is 7.75 x 6.25. */
	@ParameterizedTest
	@CsvSource({ "62, 50, 8, 6, true", "62, 50, 7, 6, true", "62, 50, 8, 7, true", "62, 50, 8, 5, false", "100, 100, 10, 9, false",
		"100, 75, 13, 10, true", "100, 75, 13, 11, false", "7, 5, 1, 1, true" })
	void roundingByOneRatioIsAllowed(final int width, final int height, final int w, final int h, final boolean fits) {
		final ImagePlus image = halves(8, w, h, 1);
		final ImagePlus guide = halves(8, width, height, 1);
		if (fits) assertEquals(width, upsampled(image, guide).getWidth());
		else assertThrows(IllegalArgumentException.class, () -> upsampled(image, guide));
	}

	@Test
	void unknownPixelsAreFilled() {
		final ImagePlus image = halves(32, 10, 8, 1);
		for (int y = 0; y < 8; y++) image.getProcessor().setf(3, y, Float.NaN);
		final ImageProcessor plane = upsampled(image, halves(16, 40, 32, 1)).getProcessor();
		for (int i = 0; i < 40 * 32; i++) assertEquals(i % 40 < 20 ? 50 : 150, plane.getf(i), 1);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "9|8|The guide must be the larger one", "40|40|the same field of view",
		"100|32|the same field of view" })
	void aGuideThatDoesNotFitIsASentence(final int width, final int height, final String part) {
		final Exception exc = assertThrows(IllegalArgumentException.class, () -> upsampled(halves(8, 10, 8, 1), halves(8, width,
			height, 1)));
		assertTrue(exc.getMessage().contains(part), exc.getMessage());
	}

	@ParameterizedTest
	@ValueSource(strings = { "space", "range" })
	void aSigmaOfNothingIsASentence(final String key) {
		final Exception exc = assertThrows(IllegalArgumentException.class, () -> upsampled(halves(8, 10, 8, 1), halves(8, 40, 32,
			1), key, 0.0));
		assertTrue(exc.getMessage().startsWith(key + "=0: " + key + " takes a number above 0"), exc.getMessage());
	}

	@Test
	void theGuideHasToBeAnotherImageWithAPlaneForEach() {
		final ImagePlus image = halves(8, 10, 8, 1);
		assertTrue(assertThrows(IllegalArgumentException.class, () -> upsampled(image, image)).getMessage().contains(
			"this is the image itself"));
		assertTrue(assertThrows(IllegalArgumentException.class, () -> upsampled(image, halves(8, 40, 32, 3))).getMessage() //
			.contains("the guide has 3 slices and 1 frame"));
	}

	@Test
	void cancelledInTheMiddleItMakesNothing() {
		Thread.currentThread().interrupt();
		assertThrows(CancellationException.class, () -> upsampled(halves(8, 10, 8, 9), halves(8, 40, 32, 1)));
		assertTrue(Thread.interrupted());
		assertFalse(Thread.currentThread().isInterrupted());
	}
}
