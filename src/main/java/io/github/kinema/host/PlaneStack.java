package io.github.kinema.host;

import java.util.List;

import ij.ImagePlus;
import ij.measure.Calibration;
import io.github.kinema.tile.Plane;

/**
 * An image as a line of positions, each with all of its channels: frame by frame
 * of the first slice, then of the next. What is a slice here may be a frame there.
 */
final class PlaneStack {

	private static final double SAME_INTERVAL = 1e-6;

	private final ImagePlus image;
	private final StackImage stack;
	/** What stored integers mean; null: themselves. */
	private final float[] meaning;

	private PlaneStack(final ImagePlus image, final float[] meaning) {
		this.image = image;
		this.meaning = meaning;
		stack = new StackImage(image);
	}

	/** An image with its values as they are stored. */
	static PlaneStack stored(final ImagePlus image) {
		return new PlaneStack(image, null);
	}

	/** An image with the values that ImageJ shows: calibrated, where integers stand for other numbers. */
	static PlaneStack calibrated(final ImagePlus image) {
		final boolean integer = image.getBitDepth() == 8 || image.getBitDepth() == 16;
		return new PlaneStack(image, integer ? image.getCalibration().getCTable() : null);
	}

	/** The title of the image. */
	String name() {
		return image.getTitle();
	}

	/** Slices, or 1 if there are no frames: then the slices are counted as frames. */
	int slices() {
		return image.getNFrames() == 1 ? 1 : image.getNSlices();
	}

	/** Consecutive positions. */
	int frames() {
		return image.getNFrames() == 1 ? image.getNSlices() : image.getNFrames();
	}

	/** All positions. */
	int size() {
		return slices() * frames();
	}

	/** Channels, or the three colours of an RGB image. */
	int channels() {
		return image.getNChannels() * stack.colours();
	}

	/** Whether pixels are red, green and blue. */
	boolean isRGB() {
		return stack.isRGB();
	}

	/** The greatest value that a pixel can hold; 0 if pixels are not integers. */
	double greatest() {
		return stack.bitDepth() == 32 ? 0 : stack.bitDepth() == 16 ? 65535 : 255;
	}

	/** All channels at a position, from 0. */
	List<Plane> planes(final int index) {
		final int frame = index % frames();
		final List<Plane> planes = image.getNFrames() == 1 ? stack.planes(frame, 0) : stack.planes(index / frames(), frame);
		if (meaning != null) planes.forEach(plane -> calibrate(plane.values()));
		return planes;
	}

	/** NB: these are copies of the pixels. */
	private void calibrate(final float[] values) {
		for (int i = 0; i < values.length; i++)
			values[i] = meaning[(int) values[i]];
	}

	/**
	 * Makes sure that another image shows the same pixels at the same times.
	 *
	 * @param key of that image in the command
	 * @throws IllegalArgumentException if not
	 */
	void checkSame(final String key, final PlaneStack other) {
		final String pair = key + "=" + other.name() + ": it ";
		if (image.getWidth() != other.image.getWidth() || image.getHeight() != other.image.getHeight())
			throw new IllegalArgumentException(pair + "is " + GuideStack.size(other.image) + ", \"" + name() + "\" is " + GuideStack
				.size(image) + ". Compare images of the same width and height.");
		if (slices() != other.slices() || frames() != other.frames()) throw new IllegalArgumentException(pair + "has " + other
			.count() + ", \"" + name() + "\" has " + count() + ". Compare stacks of the same length.");
		final double interval = interval();
		final double others = other.interval();
		if (frames() > 1 && interval > 0 && others > 0 && Math.abs(interval - others) > SAME_INTERVAL * interval)
			throw new IllegalArgumentException(pair + "has a frame each " + others + " " + other.unit() + ", \"" + name() +
				"\" each " + interval + " " + unit() + ". Compare frames of the same times, or correct Image > Properties...");
	}

	private String count() {
		return frames() + (frames() == 1 ? " frame" : " frames") + (slices() == 1 ? "" : " of " + slices() + " slices");
	}

	private double interval() {
		final Calibration calibration = image.getCalibration();
		return image.getNFrames() == 1 ? 0 : calibration.frameInterval;
	}

	private String unit() {
		return image.getCalibration().getTimeUnit();
	}
}
