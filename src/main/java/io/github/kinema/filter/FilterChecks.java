package io.github.kinema.filter;

import java.util.List;

import io.github.kinema.tile.Plane;

/** Sentences about what the filters cannot work with. */
final class FilterChecks {

	/** The least range: squares of differences divided by it, and their inverse, are still numbers as floats. */
	private static final double LEAST_RANGE = 1e-15;

	private static final double MOST_RANGE = 1e15;

	private FilterChecks() {}

	/** @throws IllegalArgumentException if the value is not positive and finite. */
	static void positive(final String name, final String unit, final double value) {
		if (!(value > 0) || Double.isInfinite(value)) {
			throw new IllegalArgumentException("A " + name + " of " + value + " is not possible: use more than 0 " + unit +
				".");
		}
	}

	/** @throws IllegalArgumentException if differences cannot be weighed by that standard deviation. */
	static void range(final double value) {
		if (!(value >= LEAST_RANGE && value <= MOST_RANGE)) {
			throw new IllegalArgumentException("A range of " + value + " is not possible: use " + LEAST_RANGE + " to " +
				MOST_RANGE + " values of the guide; multiply the pixels if theirs are smaller or larger still.");
		}
	}

	/** @throws IllegalArgumentException if there is none, or sizes differ. */
	static void sameSize(final List<Plane> planes, final String name) {
		if (planes.isEmpty()) throw new IllegalArgumentException("There is no " + name + ".");
		final Plane first = planes.get(0);
		for (final Plane other : planes) {
			if (!first.sameSize(other)) {
				throw new IllegalArgumentException("Planes of the " + name + " differ in size: " + size(first) + " and " +
					size(other) + " pixels.");
			}
		}
	}

	/** Width and height for a sentence. */
	static String size(final Plane plane) {
		return plane.width() + " x " + plane.height();
	}
}
