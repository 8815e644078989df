package io.github.kinema.interpolate;

/**
 * A frame that is not as it was meant to be. Immutable.
 *
 * @param frame its index, from 0
 * @param kind what is wrong with it
 * @param sentence what is wrong with it, with the number behind it, for people:
 *          frames count from 1
 */
public record FrameDefect(long frame, Kind kind, String sentence) {

	/** What can be wrong with a frame. */
	public enum Kind {
			/** Constant, nearly so compared with the others, or without numbers. */
			BLANK,
			/** Most pixels at the maximum of the stack. */
			SATURATED,
			/** Identical to the frame before, bit by bit. */
			DUPLICATED,
			/** Unlike the frames before and after, which are alike. */
			OUT_OF_LINE
	}
}
