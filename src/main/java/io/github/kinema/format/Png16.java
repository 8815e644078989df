package io.github.kinema.format;

import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.stream.IntStream;

import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** PNG with 16 bits for each sample, one (grey) or three (RGB), by Java's own plug-in, sample by sample as stored. */
final class Png16 {

	private Png16() {}

	/**
	 * Reads the samples.
	 *
	 * @param bands 1 or 3
	 * @param what the file should hold, in words
	 * @throws java.io.UncheckedIOException if the file is damaged, or has other samples
	 */
	static Raster read(final Path file, final int bands, final String what) throws IOException {
		final PngChunks header = PngChunks.of(file);
		if (header.bits() != 16 || header.colour() != (bands == 1 ? PngChunks.GREY : PngChunks.RGB)) {
			throw BrokenFile.of(file, "is not " + what + ", which takes 16 bits for each of " + (bands == 1 ? "one grey sample"
				: "three colours") + ": it has " + header.bits() + " bits of PNG colour type " + header.colour(),
				"Choose another format.");
		}
		final ImageReader reader = ImageIO.getImageReadersByFormatName("png").next();
		try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
			reader.setInput(in, true, true);
			final Raster raster = reader.read(0).getRaster();
			// NB: where the file calls one value transparent, a band more than it holds says so.
			return raster.createChild(0, 0, raster.getWidth(), raster.getHeight(), 0, 0, IntStream.range(0, bands).toArray());
		}
		finally {
			reader.dispose();
		}
	}

	/** Makes room for samples. */
	static WritableRaster raster(final int width, final int height, final int bands) {
		return Raster.createInterleavedRaster(DataBuffer.TYPE_USHORT, width, height, bands, null);
	}

	/** Writes samples. */
	static void write(final OutputStream out, final WritableRaster raster) throws IOException {
		final ColorSpace space = ColorSpace.getInstance(raster.getNumBands() == 1 ? ColorSpace.CS_GRAY : ColorSpace.CS_sRGB);
		final ColorModel model = new ComponentColorModel(space, false, false, Transparency.OPAQUE, DataBuffer.TYPE_USHORT);
		final ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
		try (ImageOutputStream image = new MemoryCacheImageOutputStream(out)) {
			writer.setOutput(image);
			writer.write(new BufferedImage(model, raster, false, null));
		}
		finally {
			writer.dispose();
		}
	}
}
