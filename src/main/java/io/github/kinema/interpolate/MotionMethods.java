package io.github.kinema.interpolate;

import java.util.List;

/** The methods there are, by the names that macros use. */
public final class MotionMethods {

	/** NB: in the order in which a tie is decided: the simpler first. */
	private static final List<MotionMethod> ALL = List.of(new BlendMethod(), new FlowMethod());

	private MotionMethods() {}

	/** All methods. */
	public static List<MotionMethod> all() {
		return ALL;
	}

	/**
	 * Finds a method.
	 *
	 * @throws IllegalArgumentException if there is none of that name
	 */
	public static MotionMethod named(final String name) {
		return ALL.stream().filter(method -> method.name().equals(name)).findFirst().orElseThrow(
			() -> new IllegalArgumentException("There is no method \"" + name + "\": use automatic, or one of " + //
				String.join(", ", ALL.stream().map(MotionMethod::name).toList()) + "."));
	}
}
