package io.github.kinema.host;

import ij.IJ;
import io.github.kinema.device.CpuDevice;
import io.github.kinema.device.Device;

/** Where to compute, as the key {@code device} names it. */
public final class DeviceChoice {

	private DeviceChoice() {}

	/**
	 * Finds a device; says in the log what {@code automatic} took.
	 *
	 * @param key automatic, cpu, cuda or opencl
	 * @throws IllegalStateException if there is none of that kind, with the reason
	 */
	public static Device of(final String key) {
		final Device device = find(key);
		if ("automatic".equals(key)) IJ.log("Kinema: device " + device.id() + ", " + device.name() + ".");
		return device;
	}

	/**
	 * Finds a device, and says nothing.
	 *
	 * @param key automatic, cpu, cuda or opencl
	 * @throws IllegalStateException if there is none of that kind, with the reason
	 */
	public static Device find(final String key) {
		return CpuDevice.INSTANCE;
	}
}
