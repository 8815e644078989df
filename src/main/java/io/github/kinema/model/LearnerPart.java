package io.github.kinema.model;

import java.util.List;

/**
 * A part of a network that learns while the rest stays as it is.
 *
 * @param prefixes with one of which the names of what it learns begin
 * @param loss which of the numbers that the network gives it makes smaller, from 0
 * @param steps how often it will learn
 */
record LearnerPart(List<String> prefixes, int loss, int steps) {

	/** All of a network that gives one number. */
	static LearnerPart whole(final int steps) {
		return new LearnerPart(List.of(""), 0, steps);
	}

	/** Whether it learns what is called so. */
	boolean learns(final String name) {
		return prefixes.stream().anyMatch(name::startsWith);
	}
}
