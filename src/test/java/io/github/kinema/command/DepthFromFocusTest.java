package io.github.kinema.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.concurrent.CancellationException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import ij.CompositeImage;
import ij.IJ;
import ij.ImagePlus;
import ij.ImageStack;
import ij.process.ImageProcessor;
import io.github.kinema.host.TestImages;
import io.github.kinema.motion.FocusScene;

/** Depth from focus of every kind of stack. */
class DepthFromFocusTest {

	private static final int WIDTH = 70;
	private static final int HEIGHT = 50;
	private static final int SLICES = 7;

	private static final FocusScene SCENE = new FocusScene(WIDTH, HEIGHT, SLICES, 0.8, 0, 4);

	/** A focus stack whose channels and frames all show the scene. */
	private static ImagePlus stack(final int bitDepth, final int channels, final int frames) {
		final ImageStack stack = new ImageStack(WIDTH, HEIGHT);
		for (int t = 0; t < frames; t++) {
			for (int z = 0; z < SLICES; z++) {
				for (int c = 0; c < channels; c++) {
					final ImageProcessor plane = IJ.createImage("", WIDTH, HEIGHT, 1, bitDepth).getProcessor();
					final float[] values = SCENE.slice(t % 2 == 0 ? z : SLICES - 1 - z).values();
					for (int i = 0; i < values.length; i++) {
						final int value = Math.max(0, Math.min(255, Math.round(values[i])));
						if (bitDepth == 24) plane.set(i, value << 16 | value << 8 | value);
						else plane.setf(i, bitDepth == 16 ? 100 * value : value);
					}
					stack.addSlice(plane);
				}
			}
		}
		final ImagePlus image = new ImagePlus("scene.tif", stack);
		image.setDimensions(channels, SLICES, frames);
		image.setOpenAsHyperStack(true);
		return channels > 1 ? new CompositeImage(image, CompositeImage.COMPOSITE) : image;
	}

	private static Map<String, Object> run(final ImagePlus image, final Object... more) {
		final Object[] keys = new Object[2 + more.length];
		System.arraycopy(new Object[] { "device", "cpu" }, 0, keys, 0, 2);
		System.arraycopy(more, 0, keys, 2, more.length);
		return Commands.run(DepthFromFocus.class, image, keys);
	}

	private static ImagePlus height(final ImagePlus image, final Object... more) {
		return (ImagePlus) run(image, more).get("output");
	}

	@ParameterizedTest
	@ValueSource(ints = { 8, 16, 24, 32 })
	void everyTypeGivesTheSameHeight(final int bitDepth) {
		final Map<String, Object> outputs = run(stack(bitDepth, 1, 1));
		final ImagePlus height = (ImagePlus) outputs.get("output");
		assertEquals("scene-height", height.getTitle());
		assertEquals(32, height.getBitDepth());
		assertEquals("slices", height.getCalibration().getValueUnit());
		double error = 0;
		for (int i = 0; i < WIDTH * HEIGHT; i++) {
			error += Math.abs(height.getProcessor().getf(i) - SCENE.truth().values()[i]) / WIDTH / HEIGHT;
		}
		assertTrue(error < 0.15, "mean error " + error);
		final ImagePlus sharp = (ImagePlus) outputs.get("outputsharp");
		assertEquals("scene-sharp", sharp.getTitle());
		assertEquals(bitDepth, sharp.getBitDepth());
		assertNull(outputs.get("outputconfidence"));
		assertNull(outputs.get("outputsurface"));
		assertTrue(height.getInfoProperty().contains("Depth From Focus..."), height.getInfoProperty());
		assertTrue(height.getInfoProperty().contains("slice 1 is 0"), height.getInfoProperty());
		assertTrue(sharp.getInfoProperty().contains("none is as measured"), sharp.getInfoProperty());
	}

	@Test
	void heightsAreInUnitsOfDepthFromTheOrigin() {
		final ImagePlus image = stack(8, 1, 1);
		final ImagePlus plain = height(image);
		image.getCalibration().pixelDepth = 2.5;
		image.getCalibration().zOrigin = 3;
		image.getCalibration().setUnit("micron");
		final ImagePlus height = height(image);
		assertEquals("micron", height.getCalibration().getValueUnit());
		assertTrue(height.getInfoProperty().contains("slice n lies at (n - 1) x 2.5 micron, less the origin"));
		for (int i = 0; i < WIDTH * HEIGHT; i++) {
			assertEquals(2.5 * (plain.getProcessor().getf(i) - 3), height.getProcessor().getf(i), 1e-4);
		}
	}

	@Test
	void eachFrameGoesByItselfAndAllShareADisplayRange() {
		final ImagePlus image = stack(8, 2, 2);
		final ImagePlus read = TestImages.virtual(image);
		read.setPosition(2, 3, 2);
		final Map<String, Object> outputs = run(read, "confidence", true, "surface", true, "smooth", 0.0);
		final ImagePlus height = (ImagePlus) outputs.get("output");
		final ImagePlus sharp = (ImagePlus) outputs.get("outputsharp");
		assertArrayEquals(new int[] { WIDTH, HEIGHT, 1, 1, 2 }, height.getDimensions());
		assertArrayEquals(new int[] { WIDTH, HEIGHT, 2, 1, 2 }, sharp.getDimensions());
		assertTrue(sharp.isComposite());
		assertArrayEquals(new int[] { WIDTH, HEIGHT, 1, 1, 2 }, ((ImagePlus) outputs.get("outputconfidence")).getDimensions());
		final ImagePlus surface = (ImagePlus) outputs.get("outputsurface");
		assertEquals(24, surface.getBitDepth());
		assertEquals(2, surface.getNFrames());
		final int[] drawn = (int[]) surface.getStack().getPixels(1);
		assertTrue(java.util.Arrays.stream(drawn).filter(rgb -> (rgb & 0xffffff) != 0xffffff).count() > drawn.length / 10);
		for (final Object shown : outputs.values()) assertEquals(2, ((ImagePlus) shown).getT(), shown + " shows another frame");
		final double low = height.getDisplayRangeMin();
		height.setPosition(1, 1, 2);
		assertEquals(low, height.getDisplayRangeMin());
		// NB: the second frame goes the other way through the focus, in steps of 1.5 micron.
		double sum = 0;
		for (int i = 0; i < WIDTH * HEIGHT; i++) {
			sum += Math.abs(height.getStack().getProcessor(1).getf(i) + height.getStack().getProcessor(2).getf(i) - 1.5 * (SLICES -
				1));
		}
		assertTrue(sum / WIDTH / HEIGHT < 0.02, "mean difference " + sum / WIDTH / HEIGHT);
	}

	/** Red and green, shown one at a time, are yellow together; the height has a ruler. */
	@Test
	void aSurfaceHasTheColoursOfAllChannels() {
		final CompositeImage image = (CompositeImage) stack(8, 2, 1);
		image.setMode(CompositeImage.COLOR);
		final int[] drawn = (int[]) ((ImagePlus) run(image, "surface", true).get("outputsurface")).getProcessor().getPixels();
		int yellow = 0;
		for (final int rgb : drawn) {
			if ((rgb & 0xff) < 0x20 && (rgb >> 8 & 0xff) > 0x40 && Math.abs((rgb >> 16 & 0xff) - (rgb >> 8 & 0xff)) < 2) yellow++;
		}
		assertTrue(yellow > drawn.length / 20, yellow + " pixels are yellow");
		assertEquals(0, drawn[20 + 570 * 800] & 0xffffff, "the ruler");
	}

	@Test
	void oneChannelMeasuresAndTheOthersFollow() {
		final ImagePlus image = stack(8, 2, 1);
		for (int z = 0; z < SLICES; z++) image.getStack().getProcessor(1 + 2 * z).set(10 * z);
		final Map<String, Object> outputs = run(image, "channel", 2, "smooth", 0.0);
		final ImageProcessor height = ((ImagePlus) outputs.get("output")).getProcessor();
		final ImageProcessor follower = ((ImagePlus) outputs.get("outputsharp")).getStack().getProcessor(1);
		for (int i = 0; i < WIDTH * HEIGHT; i++) assertEquals(10 * height.getf(i), follower.getf(i), 8);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "2|1|1|has 2 slices: depth from focus needs at least 3 slices",
		"1|9|1|If the frames are these, make them slices", "1|1|1|has 1 slice", "5|1|2|channel=2: the image has 1 channel" })
	void whatIsNoFocusStackIsASentence(final int slices, final int frames, final int channel, final String part) {
		final ImagePlus image = IJ.createHyperStack("none", 20, 20, 1, slices, frames, 8);
		final Exception exc = assertThrows(IllegalArgumentException.class, () -> run(image, "channel", channel == 1 ? 0
			: channel));
		assertTrue(exc.getMessage().contains(part), exc.getMessage());
	}

	@Test
	void blackAndConstantStacksAreASentence() {
		for (final String fill : new String[] { "black", "white" }) {
			final ImagePlus image = IJ.createImage("nothing", "8-bit " + fill, 20, 20, 5);
			final Exception exc = assertThrows(IllegalArgumentException.class, () -> run(image));
			assertTrue(exc.getMessage().startsWith("\"nothing\" shows no detail in any slice"), exc.getMessage());
		}
	}

	@Test
	void unknownPixelsStayUnknownWithoutSmoothingAndSpreadNowhere() {
		final ImagePlus image = stack(32, 1, 1);
		for (int z = 1; z <= SLICES; z++) image.getStack().getProcessor(z).setf(20, 20, Float.NaN);
		final ImageProcessor height = height(image, "smooth", 0.0).getProcessor();
		for (int i = 0; i < WIDTH * HEIGHT; i++) assertEquals(i == 20 + 20 * WIDTH, Float.isNaN(height.getf(i)));
		for (int z = 1; z <= SLICES; z++) image.getStack().getProcessor(z).set(Float.NaN);
		assertThrows(IllegalArgumentException.class, () -> run(image));
	}

	@Test
	void cancelledInTheMiddleItMakesNothing() {
		Thread.currentThread().interrupt();
		assertThrows(CancellationException.class, () -> run(stack(8, 1, 1)));
		assertTrue(Thread.interrupted());
		assertFalse(Thread.currentThread().isInterrupted());
	}
}
