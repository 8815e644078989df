package io.github.kinema.host;

import java.awt.Color;
import java.awt.geom.Path2D;

import ij.ImagePlus;
import ij.gui.Overlay;
import ij.gui.Roi;
import ij.gui.ShapeRoi;
import ij.measure.Calibration;
import io.github.kinema.motion.Flow;

/**
 * Draws flow as arrows on a grid: each the mean of the vectors of its cell, longer
 * or shorter than the motion by one factor for the whole stack. Immutable.
 */
final class FlowArrows {

	/** Arrows side by side along the longer side of the image, about. */
	private static final int ARROWS = 32;

	/** The closest two arrows, in px. */
	private static final int CLOSEST = 6;

	/** The longest arrow, in cells. */
	private static final double LONGEST = 1.5;

	/** Length of the head, as a share of the arrow, and half of its width. */
	private static final double HEAD = 0.35;
	private static final double HALF_WIDTH = 0.18;

	/** Shorter arrows than this are not drawn, in px. */
	private static final double SHORTEST = 0.5;

	/** Room around the arrow that explains them, in px. */
	private static final int GAP = 4;

	private static final Color COLOUR = Color.BLACK;

	private final double scale;
	private final int cell;

	/** @param scale length that nearly all vectors stay below, in px */
	FlowArrows(final int width, final int height, final double scale) {
		this.scale = scale;
		cell = Math.max(CLOSEST, Math.max(width, height) / ARROWS);
	}

	/** How many times as long as the motion arrows are: 1, 2 or 5 times a power of ten. */
	double magnification() {
		final double most = LONGEST * cell / scale;
		final double power = Math.pow(10, Math.floor(Math.log10(most)));
		return power * (most >= 5 * power ? 5 : most >= 2 * power ? 2 : 1);
	}

	/** All arrows of a flow, as one shape. */
	Roi of(final Flow flow) {
		final Path2D.Float path = new Path2D.Float();
		for (int y = 0; y < flow.height(); y += cell)
			for (int x = 0; x < flow.width(); x += cell)
				addMean(flow, x, y, path);
		return shape(path);
	}

	private void addMean(final Flow flow, final int left, final int top, final Path2D path) {
		final int right = Math.min(flow.width(), left + cell);
		final int bottom = Math.min(flow.height(), top + cell);
		double u = 0;
		double v = 0;
		for (int y = top; y < bottom; y++) {
			for (int x = left; x < right; x++) {
				u += flow.u()[x + y * flow.width()];
				v += flow.v()[x + y * flow.width()];
			}
		}
		final double factor = magnification() / ((right - left) * (bottom - top));
		add((left + right) / 2.0, (top + bottom) / 2.0, u * factor, v * factor, path);
	}

	private static void add(final double x, final double y, final double u, final double v, final Path2D path) {
		if (!(Math.hypot(u, v) >= SHORTEST)) return;
		path.moveTo(x, y);
		path.lineTo(x + u, y + v);
		path.moveTo(x + (1 - HEAD) * u - HALF_WIDTH * v, y + (1 - HEAD) * v + HALF_WIDTH * u);
		path.lineTo(x + u, y + v);
		path.lineTo(x + (1 - HEAD) * u + HALF_WIDTH * v, y + (1 - HEAD) * v - HALF_WIDTH * u);
	}

	private static Roi shape(final Path2D path) {
		// NB: ImageJ makes no shape of nothing.
		if (path.getCurrentPoint() == null) path.moveTo(0, 0);
		final ShapeRoi roi = new ShapeRoi(path);
		roi.setStrokeColor(COLOUR);
		return roi;
	}

	/** An arrow as long as the scale, on a plate, labelled in px and, where pixels are calibrated and square, in their unit. */
	Overlay key(final ImagePlus image, final StackAxis axis) {
		final Overlay overlay = new Overlay();
		if (!FlowLegend.hasRoom(image.getWidth(), image.getHeight())) return overlay;
		final Path2D.Float path = new Path2D.Float();
		final int y = image.getHeight() - cell;
		final int length = (int) Math.ceil(scale * magnification());
		add(cell, y, scale * magnification(), 0, path);
		final Roi label = FlowLegend.label(text(image, axis), cell + length + GAP, Math.max(0, y - 8), COLOUR);
		overlay.add(FlowLegend.plate(cell - GAP, label.getBounds().y, length + 2 * GAP, label.getBounds().height));
		overlay.add(shape(path));
		overlay.add(label);
		return overlay;
	}

	/** The scale in px and, where the image is calibrated, in its units: these differ by direction unless pixels are square. */
	private String text(final ImagePlus image, final StackAxis axis) {
		final Calibration calibration = image.getCalibration();
		if (!calibration.scaled() || calibration.pixelWidth != calibration.pixelHeight) return FlowLegend.text(scale) + " px";
		final double distance = scale * calibration.pixelWidth;
		final boolean timed = axis == StackAxis.TIME && calibration.frameInterval > 0;
		return FlowLegend.text(scale) + " px, " + (timed //
			? FlowLegend.text(distance / calibration.frameInterval) + " " + calibration.getUnit() + "/" + calibration.getTimeUnit()
			: FlowLegend.text(distance) + " " + calibration.getUnit());
	}
}
