package io.github.kinema.evaluate;

import java.util.List;

import io.github.kinema.device.Device;

/**
 * How a device fared in the self-test.
 *
 * @param device the device
 * @param scores of each operation; the first is copying
 */
public record DeviceReport(Device device, List<DeviceScore> scores) {

	public DeviceReport {
		scores = List.copyOf(scores);
	}

	/** Whether all operations gave what the CPU gives. */
	public boolean passes() {
		return complaint() == null;
	}

	/** What is wrong first; null if nothing is. */
	public String complaint() {
		for (final DeviceScore score : scores) if (!score.passes()) return score.complaint();
		return null;
	}

	/** Geometric mean of what the operations do in a second, copying left out: to compare devices by. */
	public double speed() {
		return Math.exp(scores.stream().skip(1).mapToDouble(score -> Math.log(score.throughput())).average().orElseThrow());
	}
}
