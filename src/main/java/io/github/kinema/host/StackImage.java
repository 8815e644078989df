package io.github.kinema.host;

import java.awt.Rectangle;
import java.util.List;
import java.util.stream.IntStream;

import ij.ImagePlus;
import ij.process.ImageProcessor;
import ij.process.LUT;
import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Planes;
import io.github.kinema.tile.RecentCache;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.basictypeaccess.DataAccess;
import net.imglib2.img.basictypeaccess.array.ByteArray;
import net.imglib2.img.basictypeaccess.array.FloatArray;
import net.imglib2.img.basictypeaccess.array.ShortArray;
import net.imglib2.img.cell.Cell;
import net.imglib2.img.cell.CellGrid;
import net.imglib2.img.cell.LazyCellImg;
import net.imglib2.type.NativeType;
import net.imglib2.type.numeric.RealType;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.type.numeric.integer.UnsignedShortType;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;

/**
 * An ImageJ stack as an ImgLib2 image of shape {@code [X, Y, C, Z, T]}.
 * <p>
 * One plane is one cell, which wraps ImageJ's array without a copy; the planes
 * of a virtual stack are read when they are needed, and the few used last are
 * kept. The channels of an RGB image are its red, green and blue. The pixel
 * arrays are those the image had when this was made: closing the image later
 * does not take them away, drawing into it does show.
 * </p>
 */
public final class StackImage {

	/** Planes of a virtual stack that are kept while memory lasts. */
	private static final int KEPT = 16;

	/** Smooth lookup tables go through 3 to 6 levels from value to value; palettes through more than 100. */
	private static final double UNRELATED = 25;

	private final int width;
	private final int height;
	private final int channels;
	private final int slices;
	private final int frames;
	private final int bitDepth;
	private final boolean palette;
	private final PlaneReader reader;
	private final RecentCache<Integer, Object> recent = new RecentCache<>(KEPT);

	public StackImage(final ImagePlus image) {
		palette = isPalette(image);
		width = image.getWidth();
		height = image.getHeight();
		channels = image.getNChannels();
		slices = image.getNSlices();
		frames = image.getNFrames();
		bitDepth = image.getBitDepth();
		reader = PlaneReader.of(image);
	}

	/** Whether neighbouring values of an 8-bit image are unrelated colours. */
	private static boolean isPalette(final ImagePlus image) {
		final ImageProcessor plane = image.getProcessor();
		if (image.getBitDepth() != 8 || !plane.isColorLut()) return false;
		// NB: ImageJ takes some palettes, and every image with a threshold, for smooth ones.
		return !plane.isPseudoColorLut() || meanStep(plane.getLut()) > UNRELATED;
	}

	/** How far the colours of neighbouring values lie apart, in levels of red, green and blue together. */
	private static double meanStep(final LUT colours) {
		double sum = 0;
		for (int i = 1; i < 256; i++) sum += Math.abs(colours.getRed(i) - colours.getRed(i - 1)) + Math.abs(colours.getGreen(
			i) - colours.getGreen(i - 1)) + Math.abs(colours.getBlue(i) - colours.getBlue(i - 1));
		return sum / 255;
	}

	/** Columns. */
	public int width() {
		return width;
	}

	/** Rows. */
	public int height() {
		return height;
	}

	/** Channels of the image; an RGB image has one. */
	public int channels() {
		return channels;
	}

	/** Planes of each channel along an axis. */
	public int length(final StackAxis axis) {
		return axis == StackAxis.TIME ? frames : slices;
	}

	/** 8, 16, 24 (RGB) or 32. */
	public int bitDepth() {
		return bitDepth;
	}

	/** How many planes of numbers one of ImageJ's planes is: 3 for RGB. */
	int colours() {
		return isRGB() ? 3 : 1;
	}

	/**
	 * Copies one plane of numbers; all arguments from 0.
	 *
	 * @param channel counts the colours of an RGB image as channels
	 */
	@SuppressWarnings({ "unchecked", "rawtypes" }) // NB: ImageJ tells the pixel type at run time only.
	Plane plane(final int channel, final int slice, final int frame) {
		return Planes.copy((RandomAccessibleInterval) img(), channel, slice, frame);
	}

	/**
	 * Copies a part of one plane of numbers, and reads no more than that; all arguments from 0.
	 *
	 * @param channel counts the colours of an RGB image as channels
	 */
	@SuppressWarnings({ "unchecked", "rawtypes" }) // NB: ImageJ tells the pixel type at run time only.
	Plane part(final Rectangle part, final int channel, final int slice, final int frame) {
		final long[] min = { part.x, part.y, channel, slice, frame };
		final long[] max = { part.x + part.width - 1L, part.y + part.height - 1L, channel, slice, frame };
		return Planes.copy((RandomAccessibleInterval) Views.interval((RandomAccessibleInterval) img(), min, max), //
			channel, slice, frame);
	}

	/** All channels, or the colours, at a slice and frame, from 0. */
	List<Plane> planes(final int slice, final int frame) {
		return IntStream.range(0, colours() * channels).mapToObj(c -> plane(c, slice, frame)).toList();
	}

	/** Whether pixels are three bytes in an int. */
	public boolean isRGB() {
		return bitDepth == 24;
	}

	/** @throws IllegalArgumentException if there is nothing between two values, as in palette images */
	void checkMixable() {
		if (palette) throw palette();
	}

	/** @throws IllegalArgumentException if there is nothing between two values, as in palette images */
	static void checkMixable(final ImagePlus image) {
		if (isPalette(image)) throw palette();
	}

	private static IllegalArgumentException palette() {
		return new IllegalArgumentException("This is an 8-bit palette image: its values are numbers of " +
			"colours, and between two of them lies no other colour. Convert it first with Image > Type > RGB Color.");
	}

	/**
	 * Makes sure that there is a channel to drive the motion.
	 *
	 * @param guide from 1; 0 all
	 * @throws IllegalArgumentException if there is none of that number
	 */
	void checkGuide(final int guide) {
		final int count = isRGB() ? 3 : channels;
		if (guide > count) {
			throw new IllegalArgumentException("guide=" + guide + ": the image has " + count +
				(count == 1 ? " channel" : " channels") + ". Name one of them, or 0 for all.");
		}
	}

	/** Index from 1 of a plane in ImageJ's order. All arguments from 0; {@code channel} of the image, not of RGB. */
	public int index(final int channel, final int slice, final int frame) {
		return 1 + channel + channels * (slice + slices * frame);
	}

	/** Channel, slice and frame, from 0, of a plane in ImageJ's order, from 1. */
	int[] position(final int index) {
		final int i = index - 1;
		return new int[] { i % channels, i / channels % slices, i / channels / slices };
	}

	/** Number of ImageJ's planes. */
	int size() {
		return channels * slices * frames;
	}

	/** ImageJ's own pixel array of a plane: to be read, never written. */
	public Object pixels(final int index) {
		return reader.isVirtual() ? recent.get(index, reader::read) : reader.read(index);
	}

	/** The label of a plane; null if it has none. */
	public String label(final int index) {
		return reader.label(index);
	}

	/**
	 * The image, shape {@code [X, Y, C, Z, T]}; a change of the file below a
	 * virtual stack surfaces as {@link IllegalStateException} when a plane is read.
	 */
	public RandomAccessibleInterval<? extends RealType<?>> img() {
		return switch (bitDepth) {
			case 8 -> cells(new UnsignedByteType(), i -> new ByteArray((byte[]) pixels(i)), channels);
			case 16 -> cells(new UnsignedShortType(), i -> new ShortArray((short[]) pixels(i)), channels);
			case 32 -> cells(new FloatType(), i -> new FloatArray((float[]) pixels(i)), channels);
			default -> cells(new UnsignedByteType(), i -> new ByteArray(component(i)), 3 * channels);
		};
	}

	/** The image with the given axis last, shape {@code [X, Y, C, N, A]}. */
	@SuppressWarnings({ "unchecked", "rawtypes" }) // NB: ImageJ tells the pixel type at run time only.
	RandomAccessibleInterval<? extends RealType<?>> along(final StackAxis axis) {
		return axis == StackAxis.TIME ? img() : Views.permute((RandomAccessibleInterval) img(), 3, 4);
	}

	private interface Access<A> {

		A get(int plane);
	}

	private <T extends NativeType<T>, A extends DataAccess> LazyCellImg<T, A> cells(final T type,
		final Access<A> access, final int c)
	{
		final int[] plane = { width, height, 1, 1, 1 };
		final CellGrid grid = new CellGrid(new long[] { width, height, c, slices, frames }, plane);
		return new LazyCellImg<>(grid, type, i -> {
			final long[] min = new long[5];
			grid.getCellGridPositionFlat(i, min);
			return new Cell<>(plane, min, access.get((int) i + 1));
		});
	}

	/** One of the colours of an RGB plane; the number of the plane counts colours as channels. */
	private byte[] component(final int plane) {
		final int[] rgb = (int[]) pixels((plane - 1) / 3 + 1);
		final int shift = 16 - 8 * ((plane - 1) % 3);
		final byte[] values = new byte[rgb.length];
		for (int i = 0; i < values.length; i++)
			values[i] = (byte) (rgb[i] >> shift);
		return values;
	}
}
