package io.github.kinema.host;

import java.awt.Color;

import ij.ImagePlus;
import ij.process.LUT;
import io.github.kinema.tile.Plane;

/** Colours that show heights: from dark to light, as evenly as the eye sees them (the stops of viridis, which are free). */
final class HeightColours {

	private static final int[] STOPS = { 0x440154, 0x414487, 0x2a788e, 0x22a884, 0x7ad151, 0xfde725 };

	private HeightColours() {}

	/** Gives an image these colours and one display range, from the lowest to the highest of all its planes. */
	static void show(final ImagePlus image, final Iterable<Plane> planes) {
		float low = Float.POSITIVE_INFINITY;
		float high = Float.NEGATIVE_INFINITY;
		for (final Plane plane : planes) {
			for (final float value : plane.values()) {
				if (value < low) low = value;
				if (value > high) high = value;
			}
		}
		image.setLut(table());
		image.getStack().setColorModel(table());
		if (low < high) image.setDisplayRange(low, high);
	}

	private static LUT table() {
		final byte[][] colours = new byte[3][256];
		for (int i = 0; i < 256; i++) {
			final double at = i / 255.0 * (STOPS.length - 1);
			final int stop = Math.min((int) at, STOPS.length - 2);
			final float[] a = new Color(STOPS[stop]).getRGBColorComponents(null);
			final float[] b = new Color(STOPS[stop + 1]).getRGBColorComponents(null);
			for (int c = 0; c < 3; c++) colours[c][i] = (byte) Math.round(255 * (a[c] + (at - stop) * (b[c] - a[c])));
		}
		return new LUT(colours[0], colours[1], colours[2]);
	}
}
