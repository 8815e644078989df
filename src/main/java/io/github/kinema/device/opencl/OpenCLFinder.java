package io.github.kinema.device.opencl;

import java.util.List;

import io.github.kinema.device.Device;
import io.github.kinema.device.DeviceException;
import io.github.kinema.device.DeviceFinder;
import io.github.kinema.device.KernelDevice;

/** Looks for OpenCL devices of all platforms: graphics processors first, host processors last. */
public final class OpenCLFinder implements DeviceFinder {

	@Override
	public Device.Api api() {
		return Device.Api.OPENCL;
	}

	@Override
	public List<KernelDevice> find() {
		try {
			return OpenCLPlatforms.devices();
		}
		catch (final LinkageError exc) {
			throw new DeviceException("Kinema lacks the jars opencl and javacpp of org.bytedeco, or those for this " +
				"computer. Install Kinema with all the jars that it comes with.", exc);
		}
	}
}
