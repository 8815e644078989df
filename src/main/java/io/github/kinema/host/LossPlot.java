package io.github.kinema.host;

import java.awt.Color;
import java.awt.GraphicsEnvironment;
import java.util.ArrayList;
import java.util.List;

import ij.gui.Plot;
import ij.gui.PlotWindow;
import ij.macro.Interpreter;
import io.github.kinema.model.FineTuning;

/** How a model learns: a plot that follows in a window, where there are any. Any thread may ask for it. */
final class LossPlot implements FineTuning.Listener {

	private final String title;
	private final List<Double> steps = new ArrayList<>();
	private final List<Double> learned = new ArrayList<>();
	private final List<Double> checked = new ArrayList<>();
	private volatile Plot plot;
	private PlotWindow window;

	LossPlot(final String title) {
		this.title = title;
	}

	@Override
	public void checked(final int step, final double lessons, final double others) {
		steps.add((double) step);
		learned.add(lessons);
		checked.add(others);
		plot = drawn();
		if (GraphicsEnvironment.isHeadless() || Interpreter.isBatchMode()) return;
		// NB: a window that was closed stays so.
		if (window == null) window = plot.show();
		else if (window.isVisible()) window.drawPlot(plot);
	}

	private Plot drawn() {
		final Plot drawn = new Plot(title, "Step", "Loss");
		drawn.setLineWidth(2);
		drawn.setColor(Color.BLUE);
		drawn.add("line", array(steps), array(learned));
		drawn.setColor(Color.RED);
		drawn.add("line", array(steps), array(checked));
		drawn.setColor(Color.BLACK);
		drawn.setLegend("lessons\tothers, not learned from", Plot.AUTO_POSITION);
		drawn.setLimitsToFit(false);
		return drawn;
	}

	private static double[] array(final List<Double> values) {
		return values.stream().mapToDouble(Double::doubleValue).toArray();
	}

	/** As it is now; null if nothing has been heard. */
	Plot plot() {
		return plot;
	}
}
