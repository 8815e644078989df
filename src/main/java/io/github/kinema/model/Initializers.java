package io.github.kinema.model;

/** The numbers that networks begin with, by name. Immutable. */
interface Initializers {

	/** Whether there is an array of this name and shape. */
	boolean has(String name, long[] shape);

	/**
	 * Reads an array of 32-bit floating-point numbers.
	 *
	 * @throws IllegalArgumentException if there is none of that name
	 */
	Tensor get(String name);
}
