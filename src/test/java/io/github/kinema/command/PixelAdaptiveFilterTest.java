package io.github.kinema.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Objects;
import java.util.concurrent.CancellationException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import ij.CompositeImage;
import ij.IJ;
import ij.ImagePlus;
import ij.gui.OvalRoi;
import ij.gui.Overlay;
import ij.gui.Roi;
import ij.process.ImageProcessor;
import ij.plugin.LutLoader;
import ij.process.LUT;
import io.github.kinema.host.TestImages;

/** The pixel-adaptive filter on every kind of stack, against its definition. */
class PixelAdaptiveFilterTest {

	private static final int RADIUS = 2;
	private static final double SPACE = 1.5;

	private static ImagePlus filtered(final ImagePlus image, final Object... keysAndValues) {
		return Commands.output(PixelAdaptiveFilter.class, image, keysAndValues);
	}

	private static ImagePlus filtered(final ImagePlus image, final double range) {
		return filtered(image, "radius", RADIUS, "space", SPACE, "range", range, "window", "square", "device", "cpu");
	}

	/** By the definition: one component of pixel (x, y), weighted by the differences of all components of the guide. */
	private static double expected(final ImageProcessor plane, final int component, final ImageProcessor[] guide, final int x,
		final int y, final double range)
	{
		double sum = 0;
		double weights = 0;
		for (int v = Math.max(0, y - RADIUS); v <= Math.min(plane.getHeight() - 1, y + RADIUS); v++) {
			for (int u = Math.max(0, x - RADIUS); u <= Math.min(plane.getWidth() - 1, x + RADIUS); u++) {
				double squared = 0;
				for (final ImageProcessor feature : guide)
					for (int c = 0; c < feature.getNChannels(); c++)
						squared += Math.pow((value(feature, c, u, v) - value(feature, c, x, y)) / range, 2);
				final double weight = Math.exp(-squared / 2 - ((u - x) * (u - x) + (v - y) * (v - y)) / (2 * SPACE * SPACE));
				sum += weight * value(plane, component, u, v);
				weights += weight;
			}
		}
		return sum / weights;
	}

	private static double value(final ImageProcessor plane, final int component, final int x, final int y) {
		return plane.getBitDepth() == 24 ? plane.get(x, y) >> 16 - 8 * component & 0xff : plane.getf(x, y);
	}

	@ParameterizedTest
	@CsvSource({ "8, 2, 3, 2", "16, 3, 1, 2", "24, 1, 2, 2", "32, 2, 2, 1", "8, 1, 1, 1", "32, 1, 1, 5" })
	void everyPlaneOfEveryTypeIsFilteredByItself(final int bitDepth, final int c, final int z, final int t) {
		final ImagePlus image = TestImages.moving(bitDepth, 21, 17, c, z, t, 1.3, 0.4);
		final ImagePlus before = image.duplicate();
		final double range = bitDepth == 16 ? 2500 : bitDepth == 32 ? 0.025 : 25;
		final ImagePlus result = filtered(image, range);
		assertEquals(bitDepth, result.getBitDepth());
		assertArrayEquals(image.getDimensions(), result.getDimensions());
		assertEquals(image.isComposite(), result.isComposite());
		final double tolerance = bitDepth == 32 ? 1e-6 : 0.501;
		for (int n = 1; n <= image.getStackSize(); n++) {
			assertTrue(Objects.deepEquals(before.getStack().getPixels(n), image.getStack().getPixels(n)), "the input");
			final ImageProcessor in = image.getStack().getProcessor(n);
			final ImageProcessor out = result.getStack().getProcessor(n);
			for (int y = 0; y < 17; y += 4)
				for (int x = 0; x < 21; x += 4)
					for (int k = 0; k < in.getNChannels(); k++)
						assertEquals(expected(in, k, new ImageProcessor[] { in }, x, y, range), value(out, k, x, y), tolerance,
							"plane " + n + " at " + x + ", " + y);
		}
	}

	@Test
	void allThatIsKnownOfTheImageIsKept() {
		final ImagePlus image = TestImages.random(16, 12, 10, 2, 2, 3);
		image.setTitle("cells.tif");
		image.setProperty("Info", "objective 60x");
		image.setPosition(2, 1, 3);
		((CompositeImage) image).setChannelLut(LUT.createLutFromColor(java.awt.Color.CYAN), 2);
		image.setDisplayRange(100, 9000);
		final Overlay overlay = new Overlay(new Roi(1, 2, 3, 4));
		overlay.get(0).setPosition(1, 2, 3);
		image.setOverlay(overlay);
		image.getCalibration().xOrigin = 4;
		final ImagePlus result = filtered(image, 500);
		assertEquals("cells-filtered", result.getTitle());
		assertEquals(image.getCalibration().toString(), result.getCalibration().toString());
		assertEquals(4, result.getCalibration().xOrigin);
		assertEquals(image.getCalibration().frameInterval, result.getCalibration().frameInterval);
		assertEquals(image.getCurrentSlice(), result.getCurrentSlice());
		assertEquals(9000, result.getDisplayRangeMax());
		assertArrayEquals(image.getLuts()[1].getBytes(), result.getLuts()[1].getBytes());
		assertEquals(1, result.getOverlay().size());
		for (int n = 1; n <= image.getStackSize(); n++)
			assertEquals("plane " + n, result.getStack().getSliceLabel(n), "measured then and there, so the label stays");
		final String info = result.getInfoProperty();
		assertTrue(info.startsWith("objective 60x\n\nKinema "), info);
		assertTrue(info.contains("Pixel-Adaptive Filter..."), info);
		assertTrue(info.contains("none is as measured"), info);
		assertTrue(info.contains("guide=this image features=intensity radius=2 space=1.5 range=500 "), info);
		assertTrue(info.contains("\"source\":\"cells.tif\""), info);
		assertThrows(IllegalArgumentException.class, () -> Commands.run(KeepMeasuredFrames.class, result));
	}

	@ParameterizedTest
	@ValueSource(ints = { 8, 16, 24, 32 })
	void aSelectionLimitsTheFilter(final int bitDepth) {
		final ImagePlus image = TestImages.moving(bitDepth, 24, 20, 1, 1, 2, 1.3, 0.4);
		final double range = bitDepth == 16 ? 9000 : bitDepth == 32 ? 0.09 : 90;
		final ImagePlus whole = filtered(image, range);
		final OvalRoi oval = new OvalRoi(-4, 5, 17, 11);
		image.setRoi(oval);
		final ImagePlus result = filtered(image, range);
		int inside = 0;
		for (int n = 1; n <= 2; n++) {
			for (int y = 0; y < 20; y++) {
				for (int x = 0; x < 24; x++) {
					final boolean in = oval.contains(x, y);
					if (in) inside++;
					final ImagePlus expected = in ? whole : image;
					for (int k = 0; k < image.getProcessor().getNChannels(); k++)
						assertEquals(value(expected.getStack().getProcessor(n), k, x, y), value(result.getStack().getProcessor(n), k,
							x, y), bitDepth == 32 ? 1e-8 : 0, x + ", " + y + " is " + (in ? "inside" : "outside"));
				}
			}
		}
		assertTrue(inside > 100);
		assertEquals(oval.getBounds(), result.getRoi().getBounds());
		image.setRoi(new Roi(30, 30, 5, 5));
		assertSentence("lies outside of the image", image);
		image.setRoi(new ij.gui.Line(0, 0, 5, 5));
		assertTrue(Objects.deepEquals(whole.getStack().getPixels(1), filtered(image, range).getStack().getPixels(1)));
	}

	/** NB: no more is computed than the selection needs; that must not show. */
	@ParameterizedTest
	@ValueSource(strings = { "intensity", "patch" })
	void whatLiesBesideASmallSelectionStillCounts(final String features) {
		final ImagePlus image = TestImages.random(8, 60, 50, 2, 3, 1);
		final ImagePlus guide = TestImages.random(16, 60, 50, 1, 3, 1);
		for (final ImagePlus other : new ImagePlus[] { null, guide }) {
			final Object[] keys = { "guide", other, "features", features, "radius", 3, "iterations", 3, "range", 30_000.0, "volume",
				true, "border", "mirror", "device", "cpu" };
			image.killRoi();
			final ImagePlus whole = filtered(image, keys);
			image.setRoi(new Roi(22, 21, 9, 7));
			final ImagePlus part = filtered(image, keys);
			for (int n = 1; n <= 6; n++)
				for (int i = 0; i < 3000; i++) {
					final boolean in = i % 60 >= 22 && i % 60 < 31 && i / 60 >= 21 && i / 60 < 28;
					assertEquals((in ? whole : image).getStack().getProcessor(n).get(i), part.getStack().getProcessor(n).get(i), 1e-9,
						"pixel " + i);
				}
		}
	}

	@ParameterizedTest
	@CsvSource({ "1, 1", "2, 1", "1, 6", "3, 6" })
	void anotherImageGuidesWithAllItsChannels(final int guideChannels, final int guideFrames) {
		final ImagePlus image = TestImages.random(8, 15, 13, 2, 1, 6);
		final ImagePlus guide = TestImages.moving(16, 15, 13, guideChannels, 1, guideFrames, 1.1, 0.7);
		final ImagePlus result = filtered(image, "guide", guide, "radius", RADIUS, "space", SPACE, "range", 3000.0, "window",
			"square", "device", "cpu");
		for (int n = 1; n <= image.getStackSize(); n++) {
			final int frame = guideFrames == 1 ? 1 : image.convertIndexToPosition(n)[2];
			final ImageProcessor[] features = new ImageProcessor[guideChannels];
			for (int c = 0; c < guideChannels; c++)
				features[c] = guide.getStack().getProcessor(guide.getStackIndex(c + 1, 1, frame));
			for (int y = 0; y < 13; y += 3)
				for (int x = 0; x < 15; x += 3)
					assertEquals(expected(image.getStack().getProcessor(n), 0, features, x, y, 3000), value(result.getStack()
						.getProcessor(n), 0, x, y), 0.501);
		}
	}

	/** NB: slabs of slices must not show. */
	@Test
	void aVolumeIsTheSameInSlabsAndAtOnce() {
		final ImagePlus image = TestImages.moving(32, 13, 11, 2, 9, 2, 0.7, 0.4);
		image.getCalibration().pixelDepth = 0.25;
		final ImagePlus lazy = filtered(image, "radius", 2, "range", 0.02, "volume", true, "iterations", 2, "lazy", true);
		final ImagePlus result = filtered(image, "radius", 2, "range", 0.02, "volume", true, "iterations", 2);
		final ImagePlus flat = filtered(image, "radius", 2, "range", 0.02, "iterations", 2);
		assertTrue(lazy.getStack().isVirtual());
		for (int n = 1; n <= image.getStackSize(); n++) {
			assertArrayEquals((float[]) result.getStack().getPixels(n), (float[]) lazy.getStack().getPixels(n), 1e-9f);
			assertFalse(Objects.deepEquals(flat.getStack().getPixels(n), result.getStack().getPixels(n)));
		}
	}

	/** NB: a deep voxel leaves the neighbours of other slices next to no weight. */
	@Test
	void theVoxelsDepthCounts() {
		final ImagePlus image = TestImages.moving(32, 13, 11, 1, 5, 1, 0.7, 0.4);
		image.getCalibration().pixelDepth = 100 * image.getCalibration().pixelWidth;
		final ImagePlus deep = filtered(image, "range", 0.02, "volume", true);
		final ImagePlus flat = filtered(image, "range", 0.02);
		image.getCalibration().setZUnit("sec");
		final ImagePlus foreign = filtered(image, "range", 0.02, "volume", true);
		assertArrayEquals((float[]) flat.getStack().getPixels(3), (float[]) deep.getStack().getPixels(3), 1e-6f);
		assertFalse(Objects.deepEquals(deep.getStack().getPixels(3), foreign.getStack().getPixels(3)), "no common unit");
	}

	@Test
	void aVirtualStackGivesTheSame() {
		final ImagePlus image = TestImages.random(16, 12, 10, 2, 2, 2);
		final ImagePlus virtual = TestImages.virtual(image);
		final ImagePlus expected = filtered(image, 9000);
		final ImagePlus result = filtered(virtual, 9000);
		for (int n = 1; n <= 8; n++)
			assertArrayEquals((short[]) expected.getStack().getPixels(n), (short[]) result.getStack().getPixels(n));
	}

	@Test
	void aPixelThatHoldsNoNumberStaysAndDoesNotSpread() {
		final ImagePlus image = TestImages.moving(32, 15, 13, 1, 1, 1, 0, 0);
		image.getProcessor().setf(7, 6, Float.NaN);
		final ImageProcessor alone = filtered(image, 0.05).getProcessor();
		final ImagePlus guide = TestImages.moving(8, 15, 13, 1, 1, 1, 0, 0);
		final ImageProcessor joint = filtered(image, "guide", guide, "range", 50.0, "device", "cpu").getProcessor();
		for (int i = 0; i < 15 * 13; i++) {
			assertEquals(i == 7 + 6 * 15, Float.isNaN(alone.getf(i)), "own guide, " + i);
			assertFalse(Float.isNaN(joint.getf(i)), "a guide that knows the pixel fills it, " + i);
		}
	}

	@Test
	void noiseSetsTheRange() {
		final ImagePlus image = IJ.createImage("flat", "32-bit black", 200, 150, 1);
		image.getProcessor().add(100);
		image.getProcessor().noise(4);
		final ImagePlus result = filtered(image, "device", "cpu");
		final double range = Double.parseDouble(result.getInfoProperty().replaceAll("(?s).* range=([0-9.]+) .*", "$1"));
		assertEquals(10, range, 0.5, "2.5 times the noise");
		assertTrue(result.getProcessor().getStats().stdDev < 1.2, "" + result.getProcessor().getStats().stdDev);
		final ImagePlus constant = IJ.createImage("constant", "8-bit black", 20, 15, 1);
		assertEquals(0, filtered(constant, "device", "cpu").getProcessor().getStats().max);
	}

	@Test
	void patchesAndShapesAndBordersDiffer() {
		final ImagePlus image = TestImages.random(8, 20, 20, 1, 1, 1);
		final Object plain = filtered(image, "range", 60.0).getProcessor().getPixels();
		for (final String[] other : new String[][] { { "features", "patch" }, { "window", "square" }, { "border", "mirror" } })
			assertFalse(Objects.deepEquals(plain, filtered(image, "range", 60.0, other[0], other[1]).getProcessor()
				.getPixels()), other[0]);
	}

	@Test
	void wrongInputIsASentence() {
		final ImagePlus image = TestImages.random(8, 12, 10, 1, 3, 2);
		assertSentence("range=0: range takes a number above 0, or estimate.", image, "range", 0.0);
		assertSentence("range=-3: range takes a number above 0", image, "range", -3.0);
		assertSentence("space=0: space takes a number above 0.", image, "space", 0.0);
		assertSentence("radius=12: the window reaches beyond", image, "radius", 12);
		assertSentence("radius=0: radius takes a whole number of at least 1.", image, "radius", 0);
		assertSentence("iterations=0", image, "iterations", 0);
		assertSentence("the guide is 13 x 10 pixels", image, "guide", TestImages.random(8, 13, 10, 1, 3, 2));
		assertSentence("the guide has 2 slices and 3 frames", image, "guide", TestImages.random(8, 12, 10, 1, 2, 3));
		assertSentence("the guide has 6 slices and 1 frame", image, "guide", TestImages.random(8, 12, 10, 1, 6, 1));
		assertSentence("device=gpu", image, "device", "gpu");
		final ImagePlus palette = TestImages.random(8, 12, 10, 1, 1, 1);
		palette.setLut(new LUT(shuffled(97), shuffled(31), shuffled(57)));
		assertSentence("8-bit palette image", palette);
		palette.getProcessor().setThreshold(10, 100, ImageProcessor.NO_LUT_UPDATE);
		assertSentence("8-bit palette image", palette);
		final ImagePlus other = TestImages.random(8, 12, 10, 1, 1, 1);
		other.getProcessor().setColorModel(LutLoader.getLut("3-3-2 RGB"));
		assertSentence("8-bit palette image", other);
		assertSentence("8-bit palette image", TestImages.random(8, 12, 10, 1, 1, 1), "guide", other);
	}

	private static byte[] shuffled(final int factor) {
		final byte[] values = new byte[256];
		for (int i = 0; i < 256; i++) values[i] = (byte) (i * factor);
		return values;
	}

	private static void assertSentence(final String part, final ImagePlus image, final Object... keysAndValues) {
		final Exception exc = assertThrows(IllegalArgumentException.class, () -> Commands.run(PixelAdaptiveFilter.class, image,
			keysAndValues));
		assertTrue(exc.getMessage().contains(part), exc.getMessage());
	}

	@Test
	void whatDoesNothingIsSaid() {
		final ImagePlus image = TestImages.random(8, 12, 10, 1, 1, 2);
		image.setRoi(new ij.gui.PointRoi(3, 4));
		final String point = Commands.logged(() -> filtered(image, 50));
		assertTrue(point.contains("the selection on \"random\" (Point) has no area; whole frames are computed."), point);
		image.setRoi(new Roi(1, 2, 3, 4));
		final String flat = Commands.logged(() -> filtered(image, "range", 50.0, "volume", true));
		assertTrue(flat.contains("volume does nothing on \"random\", which has one slice"), flat);
		assertFalse(flat.contains("selection"), flat);
		image.getCalibration().setFunction(ij.measure.Calibration.STRAIGHT_LINE, new double[] { 0, 0.01 }, "OD");
		final String raw = Commands.logged(() -> filtered(image, 50));
		assertTrue(raw.contains("range is in raw values of \"random\""), raw);
		final ImagePlus guide = TestImages.random(8, 12, 10, 1, 1, 1);
		final String none = Commands.logged(() -> filtered(image, "range", 50.0, "guide", guide));
		assertFalse(none.contains("range") || none.contains("volume") || none.contains("selection"), none);
	}

	@Test
	void cancelledInTheMiddleItMakesNothing() {
		final ImagePlus image = TestImages.random(8, 64, 64, 1, 20, 1);
		Thread.currentThread().interrupt();
		assertThrows(CancellationException.class, () -> filtered(image, "volume", true));
		assertTrue(Thread.interrupted());
	}

	/** NB: the frames that interpolation made can still be taken out of a filtered stack, but none is as measured. */
	@Test
	void aFilteredInterpolationSaysSo() {
		final ImagePlus image = TestImages.moving(8, 16, 12, 1, 1, 3, 1, 0);
		final ImagePlus frames = Commands.output(InterpolateFrames.class, image, "method", "blend");
		final ImagePlus result = filtered(frames, "range", 20.0);
		assertEquals("synthetic t=1.5 of 1|2 blend", result.getStack().getSliceLabel(2));
		final ImagePlus kept = Commands.output(KeepMeasuredFrames.class, result);
		assertEquals(3, kept.getStackSize());
		assertFalse(kept.getInfoProperty().contains("every slice is as measured"), kept.getInfoProperty());
		assertTrue(kept.getInfoProperty().contains("Pixel-Adaptive Filter..."), kept.getInfoProperty());
	}
}
