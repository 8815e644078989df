package io.github.kinema.evaluate;

import io.github.kinema.device.Device;
import io.github.kinema.tile.Progress;

/**
 * Something that every device computes.
 *
 * @param name for the table
 * @param work what it does, in {@code unit} without the second
 * @param unit such as {@code Mpixel/s}
 * @param values floats of its input and output together
 * @param flips share of the results that a rounding error may turn into others, because the operation decides by
 *          comparing
 * @param tolerance largest deviation of the other results, in units of their range
 * @param result computes it on a device
 */
record CheckedOperation(String name, double work, String unit, long values, double flips, double tolerance,
	Result result)
{

	/** What is computed. */
	@FunctionalInterface
	interface Result {

		/** @throws java.util.concurrent.CancellationException if cancelled */
		float[] on(Device device, Progress progress);
	}
}
