package io.github.kinema.host;

import java.awt.Rectangle;
import java.util.List;
import java.util.stream.IntStream;

import ij.ImagePlus;
import io.github.kinema.tile.Plane;

/**
 * The image that guides a filter: its channels, or colours, at a slice and frame
 * of the image that is filtered. Thread-safe.
 */
final class GuideStack {

	private final StackImage guide;
	private final boolean single;
	private List<Plane> only;

	/** @param guide that has been checked to fit */
	GuideStack(final ImagePlus guide) {
		this.guide = new StackImage(guide);
		single = guide.getNSlices() * guide.getNFrames() == 1;
	}

	/**
	 * Makes sure that a guide has one plane for all, or as many as the image (channels
	 * apart, which are features).
	 *
	 * @param slices slices of the image that have a guide of their own
	 * @throws IllegalArgumentException if it does not
	 */
	static void checkPlanes(final ImagePlus image, final int slices, final ImagePlus guide) {
		StackImage.checkMixable(guide);
		final int frames = image.getNFrames();
		final int own = guide.getNSlices() * guide.getNFrames();
		final boolean same = slices == guide.getNSlices() && frames == guide.getNFrames();
		// NB: what is a slice here may well be a frame there.
		final boolean line = own == slices * frames && Math.min(slices, frames) == 1 && //
			Math.min(guide.getNSlices(), guide.getNFrames()) == 1;
		if (own == 1 || same || line) return;
		throw new IllegalArgumentException("guide=" + guide.getTitle() + ": the guide has " + //
			planes(guide.getNSlices(), guide.getNFrames()) + ", \"" + image.getTitle() + "\" has " + planes(slices, frames) +
			". It needs one plane for all, or one for each.");
	}

	private static String planes(final int slices, final int frames) {
		return slices + (slices == 1 ? " slice" : " slices") + " and " + frames + (frames == 1 ? " frame" : " frames");
	}

	/** @throws IllegalArgumentException if the guide is the image itself */
	static void checkOther(final ImagePlus image, final ImagePlus guide) {
		if (guide == image) throw new IllegalArgumentException("guide=" + guide.getTitle() +
			": this is the image itself. Open the image that is to guide it, and choose that one.");
	}

	/** @throws IllegalArgumentException if the guide is not of the image's width and height */
	static void checkSize(final ImagePlus image, final ImagePlus guide) {
		if (image.getWidth() == guide.getWidth() && image.getHeight() == guide.getHeight()) return;
		throw new IllegalArgumentException("guide=" + guide.getTitle() + ": the guide is " + size(guide) + ", \"" +
			image.getTitle() + "\" is " + size(image) + ". Use a guide of the same width and height.");
	}

	/** Width and height in words. */
	static String size(final ImagePlus image) {
		return image.getWidth() + " x " + image.getHeight() + " pixels";
	}

	/** How many features there are. */
	int features() {
		return guide.colours() * guide.channels();
	}

	/** The features for a slice and frame, from 0, of an image of {@code slices} slices. */
	List<Plane> features(final int slice, final int frame, final int slices) {
		if (!single) return read(slice, frame, slices);
		synchronized (this) {
			if (only == null) only = read(0, 0, 1);
			return only;
		}
	}

	/** A part of these features. */
	List<Plane> features(final Rectangle part, final int slice, final int frame, final int slices) {
		final int[] at = position(slice, frame, slices);
		return IntStream.range(0, features()).mapToObj(c -> guide.part(part, c, at[0], at[1])).toList();
	}

	private List<Plane> read(final int slice, final int frame, final int slices) {
		final int[] at = position(slice, frame, slices);
		return guide.planes(at[0], at[1]);
	}

	/** Slice and frame of the guide. */
	private int[] position(final int slice, final int frame, final int slices) {
		final int at = single ? 0 : slice + slices * frame;
		final int own = guide.length(StackAxis.SLICES);
		return new int[] { at % own, at / own };
	}
}
