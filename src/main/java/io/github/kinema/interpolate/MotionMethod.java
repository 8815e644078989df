package io.github.kinema.interpolate;

import java.util.List;

import io.github.kinema.model.StoredModel;
import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;

/**
 * A way to find the motion between two planes. Implementations are stateless
 * and thread-safe.
 */
public interface MotionMethod {

	/** The name that macros, slice labels and tables use, such as {@code flow}. */
	String name();

	/** The model that it has learned, for whoever tells where an image comes from; null if it has learned none. */
	default StoredModel model() {
		return null;
	}

	/**
	 * What runs the model, for the log; null if there is none.
	 *
	 * @throws IllegalStateException if the model cannot run here
	 */
	default String provider() {
		return null;
	}

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
