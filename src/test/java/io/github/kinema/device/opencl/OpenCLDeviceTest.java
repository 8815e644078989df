package io.github.kinema.device.opencl;

import io.github.kinema.device.Device;
import io.github.kinema.device.KernelDeviceContract;

/** The contract of kernel devices on OpenCL, such as PoCL. */
class OpenCLDeviceTest extends KernelDeviceContract {

	OpenCLDeviceTest() {
		super(Device.Api.OPENCL);
	}
}
