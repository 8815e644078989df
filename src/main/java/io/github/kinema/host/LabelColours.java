package io.github.kinema.host;

import java.awt.Color;

import ij.process.LUT;

/** Colours that tell neighbouring numbers apart: 0 is black. */
final class LabelColours {

	/** The golden ratio: its multiples spread evenly over the circle of hues. */
	private static final float STEP = 0.618034f;

	private LabelColours() {}

	static LUT lut() {
		final byte[][] rgb = new byte[3][256];
		for (int i = 1; i < 256; i++) {
			final Color colour = Color.getHSBColor(i * STEP, i % 3 == 0 ? 0.55f : 0.95f, i % 2 == 0 ? 0.75f : 1);
			rgb[0][i] = (byte) colour.getRed();
			rgb[1][i] = (byte) colour.getGreen();
			rgb[2][i] = (byte) colour.getBlue();
		}
		return new LUT(rgb[0], rgb[1], rgb[2]);
	}
}
