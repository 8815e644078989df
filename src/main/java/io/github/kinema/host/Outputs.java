package io.github.kinema.host;

import java.awt.GraphicsEnvironment;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import org.scijava.module.Module;
import org.scijava.module.ModuleItem;

import ij.IJ;
import ij.ImagePlus;
import ij.WindowManager;
import ij.gui.Plot;
import ij.gui.StackWindow;
import ij.macro.Interpreter;
import ij.measure.ResultsTable;
import ij.plugin.Zoom;
import ij.plugin.filter.Analyzer;

/** Shows what a command has made, so that the next macro line finds it. */
final class Outputs {

	private static final String RESULTS = "Results";

	private Outputs() {}

	/**
	 * Opens tables, plots and images; the first image ends up active. Outputs
	 * that are null are left out.
	 */
	static void show(final Module module) {
		final List<ImagePlus> images = new ArrayList<>();
		for (final ModuleItem<?> item : module.getInfo().outputs()) {
			final Object value = module.getOutput(item.getName());
			if (value instanceof ImagePlus) images.add((ImagePlus) value);
			else if (value instanceof ResultsTable) show((ResultsTable) value);
			else if (value instanceof Plot) show((Plot) value);
		}
		Collections.reverse(images);
		for (final ImagePlus image : images) {
			show(image);
			zoom(image, module.getInput(Inputs.ACTIVE_IMAGE));
		}
		// NB: a window that is still on its way to the front could steal the place.
		if (!images.isEmpty()) activate(images.get(images.size() - 1));
		// NB: what ImageJ writes above an image before the window has its frame stays there, a little beside its place.
		for (final ImagePlus image : images) if (image.getWindow() != null) image.getWindow().repaint();
	}

	private static void show(final ImagePlus image) {
		// NB: in batch mode, ImageJ would list an open image a second time.
		if (isOpen(image)) image.updateAndDraw();
		else if (hasNowhere()) WindowManager.setTempCurrentImage(image);
		else image.show();
		// NB: a new window shows the current slice, but leaves its scroll bar at the first.
		if (image.getWindow() instanceof StackWindow) ((StackWindow) image.getWindow()).updateSliceSelector();
	}

	/** Shows a result as large as its source, if both are of one size. */
	private static void zoom(final ImagePlus image, final Object source) {
		if (!(source instanceof ImagePlus from) || from.getCanvas() == null || image.getCanvas() == null || image.getWidth() != from
			.getWidth() || image.getHeight() != from.getHeight()) return;
		final double zoom = from.getCanvas().getMagnification();
		if (zoom != image.getCanvas().getMagnification()) Zoom.set(image, zoom);
	}

	private static void show(final Plot plot) {
		if (hasNowhere()) show(plot.getImagePlus());
		else plot.show();
	}

	/** Whether there are neither windows nor the list of images of batch mode. */
	private static boolean hasNowhere() {
		return GraphicsEnvironment.isHeadless() && !Interpreter.isBatchMode();
	}

	private static void activate(final ImagePlus image) {
		if (isOpen(image)) IJ.selectWindow(image.getID());
	}

	private static boolean isOpen(final ImagePlus image) {
		return WindowManager.getImage(image.getID()) == image;
	}

	private static void show(final ResultsTable table) {
		final String title = table.getTitle();
		final boolean results = title == null || title.isEmpty() || title.equals(RESULTS);
		// NB: headless, ImageJ shows no table, but macros still read the results: there, each table is them.
		if ((results || GraphicsEnvironment.isHeadless()) && IJ.getInstance() == null) {
			final int rows = ResultsTable.getResultsTable().size();
			if (!results && rows > 0) IJ.log("Kinema: without windows there is one table of results; its " + rows +
				" rows give way to \"" + title + "\".");
			Analyzer.setResultsTable(table);
		}
		table.show(results ? RESULTS : title);
	}
}
