package io.github.kinema.host;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import ij.ImagePlus;
import ij.ImageStack;
import ij.VirtualStack;
import ij.io.FileSaver;
import ij.plugin.FileInfoVirtualStack;
import ij.plugin.LutLoader;
import ij.process.ByteProcessor;
import ij.process.ImageProcessor;
import ij.process.LUT;
import net.imglib2.RandomAccess;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;

/** ImageJ stacks as ImgLib2 images. */
class StackImageTest {

	@TempDir
	Path folder;

	@ParameterizedTest
	@ValueSource(ints = { 8, 16, 24, 32 })
	void everyPixelIsWhereItBelongs(final int depth) {
		final int channels = depth == 24 ? 1 : 2;
		final ImagePlus memory = TestImages.random(depth, 5, 4, channels, 3, 2);
		for (final ImagePlus image : new ImagePlus[] { memory, TestImages.virtual(memory) }) {
			final RandomAccessibleInterval<? extends RealType<?>> img = new StackImage(image).img();
			assertArrayEquals(new long[] { 5, 4, depth == 24 ? 3 : 2, 3, 2 }, img.dimensionsAsLongArray());
			final RandomAccess<? extends RealType<?>> access = img.randomAccess();
			for (int t = 0; t < 2; t++)
				for (int z = 0; z < 3; z++)
					for (int c = 0; c < img.dimension(2); c++)
						for (int y = 0; y < 4; y++)
							for (int x = 0; x < 5; x++) {
								final ImageProcessor plane = memory.getStack().getProcessor(memory.getStackIndex(depth == 24 ? 1 : c + 1,
									z + 1, t + 1));
								final double expected = depth == 24 ? plane.getPixel(x, y) >> 16 - 8 * c & 255 : plane.getf(x, y);
								assertEquals(expected, access.setPositionAndGet(x, y, c, z, t).getRealDouble());
							}
		}
	}

	@Test
	void inMemoryPlanesAreNotCopied() {
		final ImagePlus image = TestImages.random(16, 5, 4, 1, 1, 3);
		final Object pixels = image.getStack().getPixels(2);
		final StackImage stack = new StackImage(image);
		assertSame(pixels, stack.pixels(2));
		image.close();
		assertSame(pixels, stack.pixels(2), "closing the image does not take its pixels away");
	}

	@Test
	void moreThanTwoToThe31PixelsAreAddressed() {
		final int planes = 70_000;
		final VirtualStack stack = new VirtualStack(256, 256) {

			@Override
			public int getSize() {
				return planes;
			}

			@Override
			public ImageProcessor getProcessor(final int n) {
				final ByteProcessor plane = new ByteProcessor(256, 256);
				plane.set(255, 255, n % 251);
				return plane;
			}
		};
		stack.setBitDepth(8);
		final ImagePlus image = new ImagePlus("long", stack);
		image.setDimensions(1, 1, planes);
		final RandomAccessibleInterval<? extends RealType<?>> img = new StackImage(image).img();
		assertTrue(256L * 256 * planes > 1L << 31);
		assertEquals(planes % 251, img.randomAccess().setPositionAndGet(255, 255, 0, 0, planes - 1).getRealDouble());
	}

	@Test
	void paletteImagesAreRefused() {
		final ImagePlus image = TestImages.random(8, 5, 4, 1, 1, 3);
		final byte[][] palette = new byte[3][256];
		final Random random = new Random(1);
		for (final byte[] component : palette)
			random.nextBytes(component);
		final LUT colours = new LUT(palette[0], palette[1], palette[2]);
		final ImagePlus indexed = withLut(image, colours);
		assertThrows(IllegalArgumentException.class, () -> new StackImage(indexed).checkMixable());
		final ImagePlus fire = withLut(image, new LUT(LutLoader.getLut("fire"), 0, 255));
		new StackImage(fire).checkMixable();
	}

	private static ImagePlus withLut(final ImagePlus image, final LUT lut) {
		final ImageStack stack = image.getStack().duplicate();
		stack.setColorModel(lut);
		return new ImagePlus("coloured", stack);
	}

	@Test
	void aFileThatChangesOrEndsEarlyIsSaid() throws IOException {
		final File file = folder.resolve("stack.tif").toFile();
		new FileSaver(TestImages.random(16, 32, 32, 1, 1, 10)).saveAsTiff(file.getPath());
		final ImagePlus image = FileInfoVirtualStack.openVirtual(file.getPath());
		final StackImage stack = new StackImage(image);
		stack.pixels(1);
		final long length = file.length();
		try (RandomAccessFile access = new RandomAccessFile(file, "rw")) {
			access.setLength(length / 2);
		}
		final Exception changed = assertThrows(IllegalStateException.class, () -> stack.pixels(9));
		assertTrue(changed.getMessage().contains("has changed on disk"), changed.getMessage());
		final Exception early = assertThrows(IllegalStateException.class, () -> new StackImage(image));
		assertTrue(early.getMessage().contains("of 10 planes"), early.getMessage());
		assertTrue(file.delete());
		final Exception gone = assertThrows(IllegalStateException.class, () -> new StackImage(image));
		assertTrue(gone.getMessage().contains("is not there any more"), gone.getMessage());
	}

	@Test
	void aFolderOfFilesIsWatched() throws IOException {
		final VirtualStack names = new VirtualStack(8, 8, null, folder.toString());
		for (int i = 1; i <= 3; i++) {
			new FileSaver(TestImages.random(8, 8, 8, 1, 1, 1)).saveAsTiff(folder.resolve(i + ".tif").toString());
			names.addSlice(i + ".tif");
		}
		names.setBitDepth(8);
		final StackImage stack = new StackImage(new ImagePlus("folder", (ImageStack) names));
		stack.pixels(1);
		assertTrue(folder.resolve("2.tif").toFile().delete());
		final Exception gone = assertThrows(IllegalStateException.class, () -> stack.pixels(2));
		assertTrue(gone.getMessage().contains("2.tif"), gone.getMessage());
	}
}
