package io.github.kinema.host;

import ij.IJ;
import io.github.kinema.device.Device;
import io.github.kinema.device.Devices;
import io.github.kinema.evaluate.DeviceCheck;
import io.github.kinema.tile.Progress;

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
		device -> new DeviceCheck().of(device, Progress.NONE), IJ::log);

	private DeviceChoice() {}

	/**
	 * Finds a device; says in the log what {@code automatic} took, and once why not
	 * the others. Where there is a choice or a device is named that is not the CPU,
	 * the first call tests for a second or two.
	 *
	 * @param key automatic, cpu, cuda or opencl
	 * @throws IllegalStateException if there is none of that kind, or none that passes the self-test, with the reason
	 */
	public static Device of(final String key) {
		return DEVICES.of(key);
	}

	/**
	 * Finds a device, and says nothing.
	 *
	 * @param key automatic, cpu, cuda or opencl
	 * @throws IllegalStateException if there is none of that kind, or none that passes the self-test, with the reason
	 */
	public static Device find(final String key) {
		return DEVICES.find(key);
	}
}
