package io.github.kinema.device.cuda;

import java.util.List;

import io.github.kinema.device.Device;
import io.github.kinema.device.DeviceException;
import io.github.kinema.device.DeviceFinder;
import io.github.kinema.device.KernelDevice;

/** Looks for NVIDIA's devices: driver, toolkit, version, devices, in this order, and says what is missing first. */
public final class CudaFinder implements DeviceFinder {

	@Override
	public Device.Api api() {
		return Device.Api.CUDA;
	}

	@Override
	public List<KernelDevice> find() {
		if (System.getProperty("os.name").startsWith("Mac")) {
			throw new DeviceException("There is no CUDA for macOS. Use OpenCL.");
		}
		try {
			CudaLibraries.load();
			return CudaDriver.devices();
		}
		catch (final LinkageError exc) {
			throw new DeviceException("Kinema lacks the jars cuda and javacpp of org.bytedeco, or those for this computer. " +
				"Install Kinema with all the jars that it comes with.", exc);
		}
	}
}
