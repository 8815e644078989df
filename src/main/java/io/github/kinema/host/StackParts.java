package io.github.kinema.host;

import ij.ImagePlus;

/**
 * The parts of a stack from which something is learned: the last fifth is held out and decides in the end; of the rest, the
 * last fifth tells on the way how far learning has come, if there are frames enough.
 *
 * @param frames length of the stack
 */
record StackParts(int frames) {

	/** Frames that a stack must have: three to learn from, three to decide. */
	static final int FEWEST = 6;

	/** One in so many parts is held out, and one in so many of the others not learned from. */
	private static final int PARTS = 5;

	/** From so many frames on, what nothing is learned from has frames of its own. */
	private static final int ENOUGH = 15;

	/** @throws IllegalArgumentException if there are too few frames to learn from */
	static void check(final ImagePlus image, final StackAxis axis) {
		final int frames = axis.length(image);
		if (frames < FEWEST) throw new IllegalArgumentException("\"" + image.getTitle() + "\" has " + frames + " " +
			(axis == StackAxis.TIME ? "frames" : "slices") + ": learning takes at least " + FEWEST +
			", three to learn from and three to see whether it has helped.");
	}

	/** The first frame that is held out, from 0. */
	int heldOut() {
		return frames - Math.max(FEWEST / 2, frames / PARTS);
	}

	/** The first frame that only tells how far it has come; 0 if frames are too few to tell them apart. */
	int checked() {
		return heldOut() < ENOUGH ? 0 : heldOut() - heldOut() / PARTS;
	}

	/** The frame after those that are learned from. */
	int learned() {
		return checked() > 0 ? checked() : heldOut();
	}

	/** Those held out, from 1, for people. */
	String heldOutFrames() {
		return heldOut() + 1 + " to " + frames;
	}
}
