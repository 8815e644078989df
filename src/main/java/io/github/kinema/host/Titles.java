package io.github.kinema.host;

import ij.ImagePlus;
import ij.WindowManager;

/** Titles of results. */
public final class Titles {

	private Titles() {}

	/** A title no open image has: that of {@code image} without the ending of a file, and a suffix. */
	public static String derived(final ImagePlus image, final String suffix) {
		return unused(image.getTitle().replaceFirst("\\.[A-Za-z]\\w{0,3}$", "") + suffix);
	}

	/** A title no open image or table has: this one, or this one with a number. */
	static String unused(final String base) {
		// NB: ImageJ's own getUniqueName takes the end of "cells-2x" for a number and cuts it off.
		String title = base;
		for (int i = 1; WindowManager.getImage(title) != null || WindowManager.getWindow(title) != null; i++)
			title = base + "-" + i;
		return title;
	}
}
