package io.github.kinema.host;

import java.awt.EventQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

import ij.CommandListener;
import ij.ImageListener;
import ij.ImagePlus;
import ij.gui.Roi;
import ij.gui.RoiListener;
import io.github.kinema.tile.Progress;

/**
 * Shows what a command would do to the plane on the screen, and follows when its
 * inputs, the plane or the selection change. To be used where events are handled, as long as the
 * dialog is open. Before another command runs, the measured plane is put back, so that no command
 * works on a preview.
 */
final class Preview implements ImageListener, RoiListener, CommandListener {

	/** What ImageJ calls the threads of commands. */
	private static final String COMMAND_THREAD = "Run$_";

	private final Previewable command;
	private final ImagePlus image;
	private final Consumer<Boolean> busy;
	private final Consumer<Throwable> failed;
	private final Runnable closed;
	private final ExecutorService worker = Executors.newSingleThreadExecutor(task -> {
		final Thread thread = new Thread(task, "Kinema preview");
		thread.setDaemon(true);
		return thread;
	});
	private boolean on;
	private volatile boolean interrupted;
	private Run run;
	private ShownPlane shown;

	/**
	 * @param busy hears whether something is being computed
	 * @param failed hears why there is no preview
	 * @param closed hears that the image is gone
	 */
	Preview(final Previewable command, final ImagePlus image, final Consumer<Boolean> busy,
		final Consumer<Throwable> failed, final Runnable closed)
	{
		this.command = command;
		this.image = image;
		this.busy = busy;
		this.failed = failed;
		this.closed = closed;
		ImagePlus.addImageListener(this);
		Roi.addRoiListener(this);
	}

	/** Begins or ends it. */
	void set(final boolean wanted) {
		on = wanted;
		if (on) restart();
		else clear();
	}

	/** Computes it anew, because something has changed; until then, the one before stays. */
	void restart() {
		stop();
		interrupted = false;
		if (!on) return;
		if (shown != null && shown.index() != image.getCurrentSlice()) clear();
		try {
			run = new Run(command.preview(), image.getCurrentSlice());
			busy.accept(true);
			worker.execute(run);
		}
		catch (final IllegalArgumentException | IllegalStateException exc) {
			clear();
			failed.accept(exc);
		}
	}

	/** Shows the plane as it was measured, because the inputs are wrong. */
	void clear() {
		stop();
		if (shown == null) return;
		shown.restore();
		shown = null;
		image.updateAndDraw();
	}

	/** Ends it for good. */
	void close() {
		ImagePlus.removeImageListener(this);
		Roi.removeRoiListener(this);
		on = false;
		clear();
		worker.shutdown();
	}

	private void stop() {
		if (run == null) return;
		run.cancelled = true;
		run = null;
		busy.accept(false);
	}

	private void finished(final Run done, final Object pixels, final Throwable problem) {
		if (done != run) return;
		stop();
		if (problem != null) {
			clear();
			failed.accept(problem);
			return;
		}
		if (done.index != image.getCurrentSlice()) {
			restart();
			return;
		}
		if (shown != null) shown.restore();
		shown = new ShownPlane(image, pixels);
		image.updateAndDraw();
	}

	/** NB: ImageJ calls this for another plane, and for every repainting of the same. */
	@Override
	public void imageUpdated(final ImagePlus updated) {
		if (updated != image) return;
		final boolean again = interrupted;
		EventQueue.invokeLater(() -> {
			final int at = run != null ? run.index : shown != null ? shown.index() : image.getCurrentSlice();
			if (on && (again || at != image.getCurrentSlice())) restart();
		});
	}

	/** NB: a selection limits what is filtered. */
	@Override
	public void roiModified(final ImagePlus modified, final int event) {
		if (modified == image) EventQueue.invokeLater(this::restart);
	}

	@Override
	public void imageOpened(final ImagePlus opened) {}

	@Override
	public void imageClosed(final ImagePlus gone) {
		if (gone == image) EventQueue.invokeLater(closed);
	}

	/** NB: on a thread of the command's own, which ends with it, or on that of a macro or script. */
	@Override
	public String commandExecuting(final String name) {
		final Thread other = Thread.currentThread();
		CommandDialog.whereEventsAre(() -> {
			if (!on) return;
			clear();
			if (other.getName().startsWith(COMMAND_THREAD)) worker.execute(() -> await(other));
			else interrupted = true;
		});
		return name;
	}

	/** What is computed next waits for this, and with it the preview until the other command has ended. */
	private void await(final Thread other) {
		try {
			other.join();
			EventQueue.invokeLater(this::restart);
		}
		catch (final InterruptedException exc) {
			Thread.currentThread().interrupt();
		}
	}

	/** One computation. */
	private final class Run implements Runnable, Progress {

		private final Previewable.Task task;
		private final int index;
		private volatile boolean cancelled;

		Run(final Previewable.Task task, final int index) {
			this.task = task;
			this.index = index;
		}

		@Override
		public void run() {
			try {
				check();
				final Object pixels = task.pixels(this);
				EventQueue.invokeLater(() -> finished(this, pixels, null));
			}
			catch (final Throwable exc) {
				// NB: on a thread that nobody watches; the dialog tells it.
				EventQueue.invokeLater(() -> finished(this, null, exc));
			}
		}

		@Override
		public void update(final double fraction) {}

		@Override
		public boolean isCancelled() {
			return cancelled;
		}
	}
}
