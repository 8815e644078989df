package io.github.kinema.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.awt.GraphicsEnvironment;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.command.CommandInfo;
import org.scijava.module.Module;
import org.scijava.plugin.Parameter;

import ij.IJ;
import ij.ImagePlus;
import ij.WindowManager;
import ij.gui.Plot;
import ij.gui.PlotWindow;

/** Tests the plot that follows while a model learns. */
class LossPlotTest {

	/** Gives a plot. */
	public static final class Giving implements Command {

		@Parameter(type = ItemIO.OUTPUT)
		private Plot plot;

		@Override
		public void run() {}
	}

	private final LossPlot loss = new LossPlot("my loss", "Loss", "one", "other");

	@BeforeEach
	void thereAreWindows() {
		assumeFalse(GraphicsEnvironment.isHeadless(), "There is no display, so no plot is shown.");
	}

	@AfterEach
	void close() {
		IJ.run("Close All");
	}

	private static void show(final Plot plot) throws Exception {
		final Module module = new CommandInfo(Giving.class).createModule();
		module.setOutput("plot", plot);
		Outputs.show(module);
	}

	@Test
	void itIsShownOnce() throws Exception {
		assertNull(loss.plot());
		for (int step = 1; step <= 3; step++) loss.add(step, 1.0 / step, 2.0 / step);
		show(loss.plot());
		assertEquals(1, WindowManager.getIDList().length);
		final ImagePlus shown = WindowManager.getCurrentImage();
		assertEquals("my loss", shown.getTitle());
		assertSame(loss.plot(), ((PlotWindow) shown.getWindow()).getPlot());
	}

	@Test
	void whatWasClosedIsShownAgainInTheEndAlone() throws Exception {
		loss.add(1, 1, 1);
		WindowManager.getCurrentImage().close();
		loss.add(2, 1, Double.NaN);
		assertNull(WindowManager.getIDList());
		show(loss.plot());
		assertEquals(1, WindowManager.getIDList().length);
	}
}
