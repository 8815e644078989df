package io.github.kinema.interpolate;

/** Tells whether two frames belong to different scenes. Thread-safe. */
@FunctionalInterface
public interface CutTest {

	/** Never sees a cut. */
	CutTest NONE = (before, after) -> false;

	/**
	 * Whether a scene cut lies between two frames.
	 *
	 * @param before index of a frame, from 0
	 * @param after index of a later frame
	 */
	boolean between(long before, long after);
}
