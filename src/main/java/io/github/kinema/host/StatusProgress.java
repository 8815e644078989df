package io.github.kinema.host;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import io.github.kinema.tile.Progress;

import ij.IJ;
import ij.macro.Interpreter;

/**
 * Shows progress in ImageJ's status bar, and says stop when the user presses
 * Esc, the macro is aborted or the thread that made this is interrupted.
 * <p>
 * Thread-safe. Must be closed, or the progress bar stays.
 * </p>
 */
public final class StatusProgress implements Progress, AutoCloseable {

	private static final long INTERVAL = TimeUnit.MILLISECONDS.toNanos(50);

	private final String title;
	private final Thread owner = Thread.currentThread();
	private final Interpreter macro;
	private final AtomicLong next = new AtomicLong(System.nanoTime());
	private volatile boolean closed;

	/** @param title what is being done, for the status bar */
	public StatusProgress(final String title) {
		// NB: a macro that runs elsewhere while a person uses the menu is not ours.
		this(title, Caller.current().isScript() ? Interpreter.getInstance() : null);
	}

	private StatusProgress(final String title, final Interpreter macro) {
		this.title = title;
		this.macro = macro;
	}

	/**
	 * For what is left to be done after somebody has stopped what can be ended early:
	 * that is over once Esc is pressed again. A macro that was aborted ends afterwards.
	 */
	static StatusProgress afterStop(final String title) {
		IJ.resetEscape();
		return new StatusProgress(title, null);
	}

	@Override
	public void update(final double fraction) {
		final long now = System.nanoTime();
		final long due = next.get();
		if (closed || now - due < 0 || !next.compareAndSet(due, now + INTERVAL)) return;
		IJ.showStatus(title + ": " + (int) (100 * fraction) + "%");
		// NB: at 1, ImageJ would hide the bar, which is for close() to do.
		IJ.showProgress(Math.max(0, Math.min(fraction, 0.99)));
	}

	@Override
	public boolean isCancelled() {
		return IJ.escapePressed() || owner.isInterrupted() || macro != null && macro.done();
	}

	/** Ends the progress bar. */
	@Override
	public void close() {
		closed = true;
		IJ.showProgress(1.0);
		IJ.showStatus("");
	}
}
