package io.github.kinema.interpolate;

import java.util.List;

import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;

/**
 * A way to find the motion between two planes. Implementations are stateless
 * and thread-safe.
 */
public interface MotionMethod {

	/** The name that macros, slice labels and tables use, such as {@code flow}. */
	String name();

	/**
	 * Finds the motion between two frames.
	 *
	 * @param first the guide of the first frame: one plane for each feature
	 *          (channel), at least one, all of the same size {@code [X, Y]}
	 * @param second the guide of the second frame, of the same shape
	 * @throws java.util.concurrent.CancellationException if cancelled
	 */
	PairMotion between(List<Plane> first, List<Plane> second, Progress progress);
}
