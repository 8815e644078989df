package io.github.kinema.benchmark;

import java.util.List;
import java.util.function.Supplier;

import io.github.kinema.motion.Flow;
import io.github.kinema.tile.Plane;

/**
 * Pairs of frames whose flow is known, scored together.
 *
 * @param name as it stands in the results
 * @param pairs each made only when it is asked for
 */
record MotionCase(String name, List<Supplier<Pair>> pairs) {

	/**
	 * Two frames and the flow between them.
	 *
	 * @param first one plane for each channel, 0 to 255
	 * @param truth NaN where it is not known
	 * @param hidden not 0 where the second frame does not show the point
	 */
	record Pair(List<Plane> first, List<Plane> second, Flow truth, float[] hidden) {}
}
