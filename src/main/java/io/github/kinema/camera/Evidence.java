package io.github.kinema.camera;

import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;

/** How much what a recording shows in a frame speaks for moving by itself. Thread-safe. */
interface Evidence {

	/**
	 * That of a frame, from 0.
	 *
	 * @return the natural logarithm of the odds for motion, shape {@code [X, Y]}; 0 where nothing is known
	 * @throws java.util.concurrent.CancellationException if cancelled
	 */
	Plane of(int frame, Progress progress);
}
