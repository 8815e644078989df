package io.github.kinema.device;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;

/** The devices that contract suites run on. */
public final class KernelDevices {

	private KernelDevices() {}

	/** The first device of an API; the test is skipped, with the reason, where there is none. */
	public static KernelDevice first(final Device.Api api) {
		final List<Device> devices = Devices.found().stream().filter(device -> device.api() == api).toList();
		assumeTrue(!devices.isEmpty(), () -> Devices.missing().getOrDefault(api, "No device of " + api + " was looked for."));
		return (KernelDevice) devices.get(0);
	}
}
