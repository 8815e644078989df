package io.github.kinema.camera;

import java.util.List;

import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;

/** Tells relative depth from a single frame. Implementations are thread-safe. */
public interface DepthGuess {

	/**
	 * A frame as it is looked at.
	 *
	 * @param planes of the frame, each of shape {@code [X, Y]}
	 * @return as many, of another size
	 * @throws java.util.concurrent.CancellationException if cancelled
	 */
	List<Plane> reduced(List<Plane> planes, Progress progress);

	/**
	 * What it tells of a frame: an inverse depth whose scale and zero are its own.
	 *
	 * @param reduced as {@link #reduced} gives it
	 * @return of the same size; NaN where it says nothing, or has nothing to see: everywhere in a frame of one grey value
	 * @throws IllegalArgumentException if it does not take so many planes
	 * @throws java.util.concurrent.CancellationException if cancelled
	 */
	Plane inverse(List<Plane> reduced, Progress progress);
}
