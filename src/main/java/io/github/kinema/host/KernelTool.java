package io.github.kinema.host;

import java.awt.EventQueue;
import java.awt.event.MouseEvent;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import ij.IJ;
import ij.IJEventListener;
import ij.ImageListener;
import ij.ImagePlus;
import ij.gui.ImageCanvas;
import ij.gui.Toolbar;
import ij.plugin.tool.PlugInTool;
import io.github.kinema.filter.AdaptiveFilter;
import io.github.kinema.filter.AdaptiveWeights;
import io.github.kinema.tile.Progress;

/**
 * A tool in ImageJ's toolbar: shows the kernel of the pixel-adaptive filter at the
 * pixel under the mouse.
 */
public final class KernelTool extends PlugInTool implements IJEventListener, ImageListener {

	private static final String NAME = "Inspect Kernel";

	private ExecutorService worker;
	private KernelWindow window;
	private StackKernel kernel;
	private FilterInUse shown;
	private Look look;

	/**
	 * Puts the tool into the toolbar, and selects it.
	 *
	 * @throws IllegalStateException if ImageJ has no window
	 */
	public static void install() {
		// NB: the last toolbar outlives ImageJ's window.
		if (IJ.getInstance() == null || Toolbar.getInstance() == null) throw new IllegalStateException(
			"Inspect Kernel is a tool for the mouse: it needs ImageJ's windows, which are not there.");
		if (Toolbar.getPlugInTool() instanceof KernelTool) return;
		new KernelTool().run("");
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
		if (window == null) open();
		stop();
		try {
			look = new Look(kernel(image), shown.settings(), image.getCurrentSlice(), x, y);
			worker.execute(look);
		}
		catch (final IllegalArgumentException | IllegalStateException | OutOfMemoryError exc) {
			window.say(Failure.of(NAME, exc).message());
		}
	}

	private void open() {
		window = new KernelWindow(this::leave);
		worker = Executors.newSingleThreadExecutor(task -> {
			final Thread thread = new Thread(task, "Kinema kernel");
			thread.setDaemon(true);
			return thread;
		});
		IJ.addEventListener(this);
		ImagePlus.addImageListener(this);
	}

	private void stop() {
		if (look != null) look.cancelled = true;
		look = null;
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
		if (window == null) return;
		IJ.removeEventListener(this);
		ImagePlus.removeImageListener(this);
		forget();
		worker.shutdown();
		window.close();
		window = null;
	}

	private void forget() {
		stop();
		kernel = null;
		shown = null;
	}

	/** NB: the pixels of what is closed shall not stay in memory. */
	@Override
	public void imageClosed(final ImagePlus closed) {
		EventQueue.invokeLater(this::forget);
	}

	@Override
	public void imageOpened(final ImagePlus opened) {}

	@Override
	public void imageUpdated(final ImagePlus updated) {}

	@Override
	public void eventOccurred(final int event) {
		if (event == TOOL_CHANGED && Toolbar.getPlugInTool() != this) EventQueue.invokeLater(this::hide);
	}

	/** A look at one pixel, which goes on beside the mouse until that has moved on. */
	private final class Look implements Runnable, Progress {

		private final StackKernel at;
		private final AdaptiveFilter.Settings settings;
		private final int plane;
		private final int x;
		private final int y;
		private volatile boolean cancelled;

		Look(final StackKernel at, final AdaptiveFilter.Settings settings, final int plane, final int x, final int y) {
			this.at = at;
			this.settings = settings;
			this.plane = plane;
			this.x = x;
			this.y = y;
		}

		@Override
		public void run() {
			try {
				final AdaptiveWeights weights = at.at(plane, x, y, this);
				finish(() -> window.show(weights, settings, x, y));
			}
			catch (final Throwable exc) {
				// NB: on a thread that nobody watches; the window tells it.
				final Failure failure = Failure.of(NAME, exc);
				if (!failure.isCancelled()) finish(() -> window.say(failure.message()));
			}
		}

		private void finish(final Runnable telling) {
			EventQueue.invokeLater(() -> {
				if (look == this) telling.run();
			});
		}

		@Override
		public void update(final double fraction) {}

		@Override
		public boolean isCancelled() {
			return cancelled;
		}
	}
}
