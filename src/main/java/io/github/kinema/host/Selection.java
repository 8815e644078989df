package io.github.kinema.host;

import java.awt.Rectangle;

import ij.IJ;
import ij.ImagePlus;
import ij.gui.Roi;
import ij.process.ImageProcessor;

/** What becomes of a selection: the area that a filter is limited to. Immutable. */
public final class Selection {

	private final int width;
	private final int height;
	private final Rectangle bounds;
	private final byte[] mask;

	/** @param mask of the bounds, row by row, 0 outside; null if all of them are inside */
	private Selection(final ImagePlus image, final Rectangle bounds, final byte[] mask) {
		width = image.getWidth();
		height = image.getHeight();
		this.bounds = bounds;
		this.mask = mask;
	}

	/** Says in the log that a selection limits nothing, if there is one. */
	public static void sayIgnored(final ImagePlus image) {
		if (image.getRoi() != null)
			IJ.log("Kinema: the selection on \"" + image.getTitle() + "\" limits nothing; whole frames are computed.");
	}

	/** The area selected on an image; null if there is none: then all of it counts. */
	static Selection area(final ImagePlus image) {
		final Roi roi = image.getRoi();
		if (roi == null || !roi.isArea()) return null;
		final Rectangle whole = roi.getBounds();
		final Rectangle bounds = whole.intersection(new Rectangle(image.getWidth(), image.getHeight()));
		if (bounds.isEmpty()) throw new IllegalArgumentException("The selection on \"" + image.getTitle() +
			"\" lies outside of the image. Move it, or remove it with Edit > Selection > Select None.");
		final ImageProcessor shape = roi.getMask();
		if (shape == null) return new Selection(image, bounds, null);
		final byte[] mask = new byte[bounds.width * bounds.height];
		for (int y = 0; y < bounds.height; y++)
			for (int x = 0; x < bounds.width; x++)
				mask[x + y * bounds.width] = (byte) shape.get(x + bounds.x - whole.x, y + bounds.y - whole.y);
		return new Selection(image, bounds, mask);
	}

	/** The rectangle around it, wider by a margin where the image is. */
	Rectangle within(final int margin) {
		final Rectangle wider = new Rectangle(bounds);
		wider.grow(margin, margin);
		return wider.intersection(new Rectangle(width, height));
	}

	/** Whether a pixel of the image is inside. */
	boolean contains(final int x, final int y) {
		return bounds.contains(x, y) && (mask == null || mask[x - bounds.x + (y - bounds.y) * bounds.width] != 0);
	}

	/**
	 * Puts together the inside of what was computed and the outside of the original.
	 *
	 * @param computed ImageJ's pixel array of a part of the plane
	 * @param part where that part lies
	 * @param original the whole plane, of the same type; not written to
	 */
	Object inside(final Object computed, final Rectangle part, final Object original) {
		final Object merged = PixelArrays.copy(original);
		for (int y = bounds.y; y < bounds.y + bounds.height; y++) {
			for (int from = bounds.x; from < bounds.x + bounds.width;) {
				int to = from;
				while (to < bounds.x + bounds.width && contains(to, y)) to++;
				final int at = from - part.x + (y - part.y) * part.width;
				if (to > from) System.arraycopy(computed, at, merged, from + y * width, to - from);
				from = to + 1;
			}
		}
		return merged;
	}
}
