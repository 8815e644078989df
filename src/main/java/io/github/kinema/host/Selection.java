package io.github.kinema.host;

import ij.IJ;
import ij.ImagePlus;

/** What becomes of a selection. */
public final class Selection {

	private Selection() {}

	/** Says in the log that a selection limits nothing, if there is one. */
	public static void sayIgnored(final ImagePlus image) {
		if (image.getRoi() != null)
			IJ.log("Kinema: the selection on \"" + image.getTitle() + "\" limits nothing; whole frames are computed.");
	}
}
