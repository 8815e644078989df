package io.github.kinema.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.file.Path;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import ij.IJ;
import ij.ImagePlus;
import ij.ImageStack;
import ij.io.FileSaver;
import ij.plugin.ChannelSplitter;
import ij.plugin.Duplicator;
import ij.process.LUT;
import io.github.kinema.host.TestImages;

/** Synthetic frames come out again as they went in. */
class KeepMeasuredFramesTest {

	@TempDir
	Path folder;

	@ParameterizedTest
	@CsvSource({ "8,1,1,5,false", "16,2,3,4,false", "32,1,4,1,false", "24,1,1,3,false", "16,2,3,4,true", "8,1,5,1,true" })
	void aSavedAndReopenedTiffGivesTheOriginalBack(final int depth, final int c, final int z, final int t,
		final boolean lazy)
	{
		final ImagePlus image = TestImages.random(depth, 11, 7, c, z, t);
		for (int n = 1; n <= image.getStackSize(); n++)
			image.getStack().setSliceLabel(null, n);
		final ImagePlus result = Commands.output(InterpolateFrames.class, image, "factor", 3, "lazy", lazy, "method",
			"blend");
		final ImagePlus reopened = reopened(result, "x3.tif");
		final ImagePlus kept = Commands.output(KeepMeasuredFrames.class, reopened);
		assertArrayEquals(image.getDimensions(), kept.getDimensions());
		for (int n = 1; n <= image.getStackSize(); n++) {
			assertSamePixels(image, kept, n);
			assertNull(kept.getStack().getSliceLabel(n));
		}
		assertEquals(image.getCalibration().frameInterval, kept.getCalibration().frameInterval);
		assertEquals(image.getCalibration().pixelDepth, kept.getCalibration().pixelDepth);
		assertTrue(reopened.getInfoProperty().contains("{\"kinema\":"), reopened.getInfoProperty());
	}

	private ImagePlus reopened(final ImagePlus image, final String name) {
		final File file = folder.resolve(name).toFile();
		assertTrue(new FileSaver(image).saveAsTiff(file.getPath()));
		return IJ.openImage(file.getPath());
	}

	private static void assertSamePixels(final ImagePlus expected, final ImagePlus actual, final int n) {
		for (int y = 0; y < expected.getHeight(); y++)
			for (int x = 0; x < expected.getWidth(); x++)
				assertArrayEquals(expected.getStack().getProcessor(n).getPixel(x, y, (int[]) null),
					actual.getStack().getProcessor(n).getPixel(x, y, (int[]) null));
	}

	@Test
	void bothAxesAndSplitChannels() {
		final ImagePlus image = TestImages.random(16, 9, 9, 2, 3, 3);
		final ImagePlus time = Commands.output(InterpolateFrames.class, image, "method", "blend");
		final ImagePlus both = Commands.output(InterpolateFrames.class, time, "method", "blend", "axis", "slices");
		assertArrayEquals(new int[] { 9, 9, 2, 5, 5 }, both.getDimensions());
		final ImagePlus kept = Commands.output(KeepMeasuredFrames.class, both);
		assertArrayEquals(image.getDimensions(), kept.getDimensions());
		for (int n = 1; n <= image.getStackSize(); n++)
			assertSamePixels(image, kept, n);
		final ImagePlus second = ChannelSplitter.split(both)[1];
		final ImagePlus keptSecond = Commands.output(KeepMeasuredFrames.class, second);
		assertArrayEquals(new int[] { 9, 9, 1, 3, 3 }, keptSecond.getDimensions());
		assertSamePixels(ChannelSplitter.split(image)[1], keptSecond, 5);
		final ImagePlus duplicate = new Duplicator().run(both);
		assertArrayEquals(image.getDimensions(), Commands.output(KeepMeasuredFrames.class, duplicate).getDimensions());
	}

	@Test
	void repairedFramesAreRemovedToo() {
		final ImagePlus image = TestImages.random(8, 9, 9, 1, 1, 6);
		final ImagePlus repaired = Commands.output(RepairFrames.class, image, "frames", "1, 3-4", "method", "blend");
		final ImagePlus kept = Commands.output(KeepMeasuredFrames.class, repaired);
		assertEquals(3, kept.getNFrames());
		assertEquals("plane 2", kept.getStack().getSliceLabel(1));
		assertEquals("plane 5", kept.getStack().getSliceLabel(2));
	}

	@Test
	void aSingleSyntheticPlaneKeepsItsMark() {
		final ImagePlus image = TestImages.random(16, 9, 9, 1, 1, 3);
		for (final boolean lazy : new boolean[] { false, true }) {
			final ImagePlus plane = Commands.output(RetimeStack.class, image, "positions", "1.5", "method", "blend", "lazy",
				lazy);
			final ImagePlus reopened = reopened(plane, "plane.tif");
			assertEquals("synthetic t=1.5 of 1|2 blend", reopened.getProp("Slice_Label"));
			final Exception exc = assertThrows(IllegalArgumentException.class, () -> Commands.run(KeepMeasuredFrames.class,
				reopened));
			assertTrue(exc.getMessage().contains("nothing measured would be left"), exc.getMessage());
		}
	}

	@Test
	void aLutOfRandomColoursDoesNotHinder() {
		final ImagePlus image = TestImages.random(8, 9, 9, 1, 1, 3);
		final ImagePlus result = Commands.output(InterpolateFrames.class, image, "method", "blend");
		final byte[][] palette = new byte[3][256];
		final Random random = new Random(1);
		for (final byte[] component : palette)
			random.nextBytes(component);
		final ImageStack stack = result.getStack().duplicate();
		stack.setColorModel(new LUT(palette[0], palette[1], palette[2]));
		final ImagePlus coloured = new ImagePlus("coloured", stack);
		assertThrows(IllegalArgumentException.class, () -> Commands.run(InterpolateFrames.class, coloured));
		assertEquals(3, Commands.output(KeepMeasuredFrames.class, coloured).getStackSize());
	}

	@Test
	void nothingToRemoveIsSaid() {
		final ImagePlus image = TestImages.random(8, 9, 9, 1, 1, 3);
		final Exception none = assertThrows(IllegalArgumentException.class, () -> Commands.run(KeepMeasuredFrames.class,
			image));
		assertTrue(none.getMessage().contains("no slice that is labelled as synthetic"), none.getMessage());
		final ImagePlus result = Commands.output(InterpolateFrames.class, image, "method", "blend");
		result.getStack().deleteSlice(1);
		result.getStack().deleteSlice(2);
		result.getStack().deleteSlice(3);
		final ImagePlus synthetic = new ImagePlus("rest", result.getStack());
		final Exception all = assertThrows(IllegalArgumentException.class, () -> Commands.run(KeepMeasuredFrames.class,
			synthetic));
		assertTrue(all.getMessage().contains("nothing measured would be left"), all.getMessage());
	}
}
