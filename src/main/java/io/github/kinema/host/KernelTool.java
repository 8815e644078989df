package io.github.kinema.host;

import java.awt.EventQueue;
import java.awt.event.MouseEvent;
import java.math.BigDecimal;
import java.math.MathContext;

import ij.IJ;
import ij.IJEventListener;
import ij.ImagePlus;
import ij.gui.ImageCanvas;
import ij.gui.Toolbar;
import ij.plugin.tool.PlugInTool;

/**
 * A tool in ImageJ's toolbar: shows the kernel of the pixel-adaptive filter at the
 * pixel under the mouse.
 */
public final class KernelTool extends PlugInTool implements IJEventListener {

	private static final MathContext DIGITS = new MathContext(4);

	private KernelWindow window;
	private StackKernel kernel;
	private FilterInUse shown;

	/**
	 * Puts the tool into the toolbar, and selects it.
	 *
	 * @throws IllegalStateException if there is no toolbar
	 */
	public static void install() {
		if (Toolbar.getInstance() == null) throw new IllegalStateException(
			"Inspect Kernel is a tool for the mouse: it needs ImageJ's windows, which are not there.");
		if (Toolbar.getPlugInTool() instanceof KernelTool) return;
		final KernelTool tool = new KernelTool();
		tool.run("");
		IJ.addEventListener(tool);
	}

	@Override
	public String getToolName() {
		return "Inspect Kernel Tool";
	}

	/** A grid of weights, bright on one side of an edge. */
	@Override
	public String getToolIcon() {
		return "CcccF00ggC888F0077C555F7077CdddF0777C222F7777C06fR5544";
	}

	@Override
	public void mouseMoved(final ImagePlus image, final MouseEvent event) {
		final ImageCanvas canvas = image.getCanvas();
		if (canvas == null) return;
		final int x = canvas.offScreenX(event.getX());
		final int y = canvas.offScreenY(event.getY());
		if (x < 0 || y < 0 || x >= image.getWidth() || y >= image.getHeight()) return;
		if (window == null) window = new KernelWindow(this::leave);
		try {
			window.show(kernel(image).at(image.getCurrentSlice(), x, y), "(" + x + ", " + y + "), radius " +
				shown.settings().radius() + ", range " + new BigDecimal(shown.settings().range()).round(DIGITS).toPlainString());
		}
		catch (final IllegalArgumentException | IllegalStateException exc) {
			window.say(exc.getMessage());
		}
	}

	/** NB: made anew when the filter changes, as in a dialog that is open. */
	private StackKernel kernel(final ImagePlus image) {
		final FilterInUse use = FilterInUse.of(image);
		if (use != shown || kernel == null) {
			kernel = null;
			kernel = new StackKernel(use);
			shown = use;
		}
		return kernel;
	}

	/** Gives the toolbar back to ImageJ's own tools. */
	private void leave() {
		hide();
		Toolbar.getInstance().setTool(Toolbar.RECTANGLE);
	}

	private void hide() {
		if (window != null) window.close();
		window = null;
		kernel = null;
		shown = null;
	}

	@Override
	public void eventOccurred(final int event) {
		if (event == TOOL_CHANGED && Toolbar.getPlugInTool() != this) EventQueue.invokeLater(this::hide);
	}
}
