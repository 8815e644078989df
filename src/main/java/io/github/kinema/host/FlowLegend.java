package io.github.kinema.host;

import java.awt.Color;
import java.awt.Font;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

import ij.gui.ImageRoi;
import ij.gui.Overlay;
import ij.gui.Roi;
import ij.gui.TextRoi;
import ij.process.ColorProcessor;
import io.github.kinema.motion.FlowColours;

/** Explains in overlays what pictures of flow mean. */
final class FlowLegend {

	/** The wheel takes this part of the shorter side ... */
	private static final int PART = 8;

	/** ... but has no larger radius, in px. */
	private static final int LARGEST = 48;

	/** Images whose shorter side is below this have no room for text, in px. */
	private static final int ROOM = 64;

	private static final int MARGIN = 3;

	/** What text stands on: without it, arrows would cross it out. */
	private static final Color PLATE = new Color(255, 255, 255, 210);

	/** Shorter motion is not magnified any more, in px. */
	private static final float LEAST = 0.01f;

	private FlowLegend() {}

	/** A length as people write it, of two digits and not below; 1 if nothing moves. */
	static double roundedUp(final double length) {
		return length > 0 ? new BigDecimal(Math.max(LEAST, (float) length)).round(new MathContext(2, RoundingMode.UP)).doubleValue() : 1;
	}

	/** A number as people write it. */
	static String text(final double number) {
		return new BigDecimal(number).round(new MathContext(3)).stripTrailingZeros().toPlainString();
	}

	/** A wheel of all colours in the upper right corner, its radius labelled with the scale in px. */
	static Overlay wheel(final double scale, final int width, final int height) {
		final int radius = Math.max(1, Math.min(LARGEST, Math.min(width, height) / PART));
		final int side = 2 * radius + 1;
		final ColorProcessor wheel = new ColorProcessor(side, side);
		final FlowColours colours = new FlowColours(radius);
		for (int y = -radius; y <= radius; y++)
			for (int x = -radius; x <= radius; x++)
				if (Math.hypot(x, y) <= radius) wheel.set(x + radius, y + radius, colours.of(x, y));
		final ImageRoi roi = new ImageRoi(Math.max(0, width - side - MARGIN), Math.min(MARGIN, Math.max(0, height - side)),
			wheel);
		roi.setZeroTransparent(true);
		final Overlay overlay = new Overlay(roi);
		if (hasRoom(width, height)) {
			final Roi label = label(text(scale) + " px", 0, MARGIN + side, Color.BLACK);
			label.setLocation(width - label.getBounds().width - MARGIN, MARGIN + side);
			overlay.add(label);
		}
		return overlay;
	}

	/** A light plate under the key of a picture. */
	static Roi plate(final int x, final int y, final int width, final int height) {
		final Roi plate = new Roi(x, y, width, height);
		plate.setFillColor(PLATE);
		return plate;
	}

	/** Text on a plate at a place; nothing is said of its size. */
	static TextRoi label(final String text, final int x, final int y, final Color colour) {
		final TextRoi label = new TextRoi(x, y, text, new Font(Font.SANS_SERIF, Font.PLAIN, 12));
		label.setStrokeColor(colour);
		label.setFillColor(PLATE);
		return label;
	}

	/** Whether there is room for text. */
	static boolean hasRoom(final int width, final int height) {
		return Math.min(width, height) >= ROOM;
	}
}
