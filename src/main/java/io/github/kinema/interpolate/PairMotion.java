package io.github.kinema.interpolate;

import io.github.kinema.tile.Progress;

/** The motion between two frames, which can be asked at every instant. Thread-safe. */
@FunctionalInterface
public interface PairMotion {

	/**
	 * The motion seen from the instant {@code t}.
	 *
	 * @param t 0 (first frame) to 1 (second frame), both exclusive
	 * @throws java.util.concurrent.CancellationException if cancelled
	 */
	MotionField at(double t, Progress progress);
}
