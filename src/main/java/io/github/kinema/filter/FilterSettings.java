package io.github.kinema.filter;

import java.util.List;

import io.github.kinema.tile.Plane;

/** Sentences about what the filters cannot work with. */
final class FilterSettings {

	private FilterSettings() {}

	/** @throws IllegalArgumentException if the value is not positive and finite. */
	static void positive(final String name, final String unit, final double value) {
		if (!(value > 0) || Double.isInfinite(value)) {
			throw new IllegalArgumentException("A " + name + " of " + value + " is not possible: use more than 0 " + unit +
				".");
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
