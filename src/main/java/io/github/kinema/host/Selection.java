package io.github.kinema.host;

import java.awt.Rectangle;

import ij.IJ;
import ij.ImagePlus;
import ij.gui.Roi;
import ij.process.ImageProcessor;

/** What becomes of a selection: the area that a filter is limited to. Immutable. */
public final class Selection {

	private final int width;
	private final Rectangle bounds;
	private final byte[] mask;

	/** @param mask of the bounds, row by row, 0 outside; null if all of them are inside */
	private Selection(final int width, final Rectangle bounds, final byte[] mask) {
		this.width = width;
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
		if (shape == null) return new Selection(image.getWidth(), bounds, null);
		final byte[] mask = new byte[bounds.width * bounds.height];
		for (int y = 0; y < bounds.height; y++)
			for (int x = 0; x < bounds.width; x++)
				mask[x + y * bounds.width] = (byte) shape.get(x + bounds.x - whole.x, y + bounds.y - whole.y);
		return new Selection(image.getWidth(), bounds, mask);
	}

	/** The smallest rectangle around it. */
	Rectangle bounds() {
		return new Rectangle(bounds);
	}

	/** Whether a pixel of the image is inside. */
	boolean contains(final int x, final int y) {
		return bounds.contains(x, y) && (mask == null || mask[x - bounds.x + (y - bounds.y) * bounds.width] != 0);
	}

	/**
	 * Puts together the inside of a computed plane and the outside of the original.
	 *
	 * @param selection null for all of it
	 * @param computed ImageJ's pixel array
	 * @param original of the same type and size; not written to
	 */
	static Object inside(final Selection selection, final Object computed, final Object original) {
		if (selection == null) return computed;
		final Object merged = PixelArrays.copy(original);
		final Rectangle b = selection.bounds;
		for (int y = b.y; y < b.y + b.height; y++) {
			for (int from = b.x; from < b.x + b.width;) {
				int to = from;
				while (to < b.x + b.width && selection.contains(to, y)) to++;
				final int at = from + y * selection.width;
				if (to > from) System.arraycopy(computed, at, merged, at, to - from);
				from = to + 1;
			}
		}
		return merged;
	}
}
