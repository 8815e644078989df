package io.github.kinema.host;

import java.awt.Color;
import java.awt.GraphicsEnvironment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import ij.gui.Plot;
import ij.gui.PlotWindow;
import ij.macro.Interpreter;

/** How models learn: a plot that follows in a window, where there are any. Any thread may ask for it. */
final class LossPlot {

	private static final Color[] COLOURS = { Color.BLUE, Color.RED, new Color(0, 140, 0), Color.MAGENTA, Color.ORANGE };

	private final String title;
	private final String axis;
	private final String[] curves;
	private final List<double[]> points = new ArrayList<>();
	private volatile Plot plot;
	private PlotWindow window;

	/**
	 * @param axis what is learned less or more of, for people
	 * @param curves what each curve says
	 */
	LossPlot(final String title, final String axis, final String... curves) {
		this.title = title;
		this.axis = axis;
		this.curves = curves;
	}

	/**
	 * Hears how it goes.
	 *
	 * @param step number of the steps so far
	 * @param values one for each curve; NaN if it is not known
	 */
	void add(final double step, final double... values) {
		final double[] point = Arrays.copyOf(values, values.length + 1);
		point[values.length] = step;
		points.add(point);
		plot = drawn();
		if (GraphicsEnvironment.isHeadless() || Interpreter.isBatchMode()) return;
		// NB: a window that was closed stays so.
		if (window == null) window = plot.show();
		else if (window.isVisible()) window.drawPlot(plot);
	}

	private Plot drawn() {
		final Plot drawn = new Plot(title, "Step", axis);
		drawn.setLineWidth(2);
		for (int c = 0; c < curves.length; c++) {
			drawn.setColor(COLOURS[c]);
			drawn.add("line", column(curves.length), column(c));
		}
		drawn.setColor(Color.BLACK);
		drawn.setLegend(String.join("\t", curves), Plot.AUTO_POSITION);
		drawn.setLimitsToFit(false);
		return drawn;
	}

	private double[] column(final int k) {
		return points.stream().mapToDouble(point -> point[k]).toArray();
	}

	/** As it is now; null if nothing has been heard. */
	Plot plot() {
		return plot;
	}
}
