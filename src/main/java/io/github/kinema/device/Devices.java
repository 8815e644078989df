package io.github.kinema.device;

import java.util.List;

/** The devices of this computer, looked for once. */
public final class Devices {

	private Devices() {}

	/** All that were found; the CPU first. */
	public static List<Device> found() {
		return List.of(CpuDevice.INSTANCE);
	}
}
