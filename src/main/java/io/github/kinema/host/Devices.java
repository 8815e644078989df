package io.github.kinema.host;

import ij.IJ;

/** Where things can be computed, as the key {@code device} names it. */
public final class Devices {

	private Devices() {}

	/**
	 * Finds a device; says in the log what {@code automatic} took.
	 *
	 * @return its name
	 */
	public static String of(final String name) {
		if (!"automatic".equals(name)) return name;
		IJ.log("Kinema: device cpu, " + Runtime.getRuntime().availableProcessors() + " threads.");
		return "cpu";
	}
}
