package io.github.kinema.evaluate;

import java.util.Locale;

/**
 * How one operation fared on a device.
 *
 * @param operation its name
 * @param deviation largest difference from the CPU's result, in units of that result's range; NaN if it failed
 * @param tolerance what the deviation may be
 * @param throughput what it does in a second, transfers included, in {@code unit}
 * @param unit such as {@code GB/s}
 * @param share bytes of input and output, each counted once, in a second, by what the device copies in a second
 * @param failure why it gave no result, or null
 */
public record DeviceScore(String operation, double deviation, double tolerance, double throughput, String unit,
	double share, String failure)
{

	/** Whether the device may be trusted with it. */
	public boolean passes() {
		return failure == null && deviation <= tolerance;
	}

	/** What is wrong, in a sentence without its first word's capital; null if nothing is. */
	public String complaint() {
		if (passes()) return null;
		if (failure != null) return operation + ": " + failure;
		return String.format(Locale.ROOT, "%s deviates from the CPU's result by %.2g of its range, and %.2g is allowed.",
			operation, deviation, tolerance);
	}
}
