package io.github.kinema.host;

import io.github.kinema.tile.Progress;

/**
 * A command that can show what it would do while its dialog is open: to the plane
 * of the active image that is on the screen. The dialog then has a check box for
 * that, and leaves the other windows usable.
 */
public interface Previewable {

	/** What is still to be computed for a preview. */
	@FunctionalInterface
	interface Task {

		/**
		 * Computes the plane, on a thread of its own.
		 *
		 * @return ImageJ's pixel array, of the type and size of the plane; a new one
		 * @throws java.util.concurrent.CancellationException if cancelled
		 */
		Object pixels(Progress progress);
	}

	/**
	 * Takes down the inputs as they are now, and the plane that is shown; quick.
	 *
	 * @throws IllegalArgumentException if they do not fit together, with a sentence
	 */
	Task preview();

	/** Hears that the inputs in the dialog have changed, and are valid. */
	default void adjusted() {}

	/** Hears that the dialog has been closed, with or without OK. */
	default void closed() {}
}
