package io.github.kinema.host;

import ij.CompositeImage;
import ij.ImagePlus;
import ij.process.LUT;

/** Colours for numbers of both signs: blue below 0, white at 0, red above. */
final class DivergingColours {

	private static final double MIDDLE = 127.5;

	private DivergingColours() {}

	/**
	 * Shows all channels of an image in these colours, one at a time.
	 *
	 * @param end the number that has full colour
	 */
	static CompositeImage show(final ImagePlus image, final double end) {
		final int slice = image.getZ();
		final int frame = image.getT();
		final CompositeImage shown = new CompositeImage(image, CompositeImage.COLOR);
		shown.setOpenAsHyperStack(true);
		for (int c = image.getNChannels(); c >= 1; c--) {
			shown.setPositionWithoutUpdate(c, slice, frame);
			shown.setChannelLut(lut(), c);
			shown.setDisplayRange(-end, end);
		}
		return shown;
	}

	private static LUT lut() {
		final byte[][] rgb = new byte[3][256];
		for (int i = 0; i < 256; i++) {
			final double away = (i - MIDDLE) / MIDDLE;
			// NB: the square root keeps small numbers apart from 0, which is most of what there is.
			final int faded = (int) Math.round(255 * (1 - Math.sqrt(Math.abs(away))));
			rgb[0][i] = (byte) (away < 0 ? faded : 255);
			rgb[1][i] = (byte) faded;
			rgb[2][i] = (byte) (away < 0 ? 255 : faded);
		}
		return new LUT(rgb[0], rgb[1], rgb[2]);
	}
}
