package io.github.kinema.host;

import ij.IJ;
import io.github.kinema.device.Device;
import io.github.kinema.device.Devices;
import io.github.kinema.evaluate.DeviceCheck;
import io.github.kinema.evaluate.DeviceReport;

/**
 * Where to compute, as the key {@code device} names it.
 * <p>
 * {@code automatic} is the fastest device that passes the self-test, out of the
 * CPU and all others but OpenCL's drivers for the CPU itself: they would compute on
 * the same cores. Those are used by name. What the self-test said is remembered
 * while the program runs. Thread-safe.
 * </p>
 */
public final class DeviceChoice {

	private static final DeviceSelection DEVICES = new DeviceSelection(Devices::found, Devices::missing, //
		DeviceChoice::test, IJ::log);

	private DeviceChoice() {}

	/**
	 * Finds a device; says in the log, once, what {@code automatic} took, and why not
	 * the others. Where there is a choice or a device is named that is not the CPU,
	 * the first call tests for a second or two.
	 *
	 * @param key automatic, cpu, cuda or opencl
	 * @throws IllegalStateException if there is none of that kind, or none that passes the self-test, with the reason
	 * @throws java.util.concurrent.CancellationException if the user stops the test
	 */
	public static Device of(final String key) {
		return DEVICES.of(key);
	}

	private static DeviceReport test(final Device device) {
		try (StatusProgress progress = new StatusProgress("Testing " + device.id())) {
			return new DeviceCheck().of(device, progress);
		}
	}
}
