package io.github.kinema.interpolate;

import java.util.List;

import io.github.kinema.tile.Plane;

/** The planes of two frames, one for each channel. */
final class Channels {

	private Channels() {}

	/** @throws IllegalArgumentException if a field cannot move these planes. */
	static void requireSizes(final MotionField field, final List<Plane> first, final List<Plane> second) {
		if (first.size() != second.size()) {
			throw new IllegalArgumentException("One frame has " + first.size() + " channels, the other " + second.size());
		}
		for (int c = 0; c < first.size(); c++) requireSize(field, first.get(c), second.get(c));
	}

	private static void requireSize(final MotionField field, final Plane first, final Plane second) {
		if (!first.sameSize(second) || first.width() != field.width() || first.height() != field.height()) {
			throw new IllegalArgumentException("A motion field of " + field.width() + " x " + field.height() +
				" cannot move planes of " + first.width() + " x " + first.height() + " and " + second.width() + " x " +
				second.height());
		}
	}
}
