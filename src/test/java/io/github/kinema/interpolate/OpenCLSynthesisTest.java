package io.github.kinema.interpolate;

import io.github.kinema.device.Device;

/** The contract of the synthesis on OpenCL. */
class OpenCLSynthesisTest extends KernelSynthesisContract {

	OpenCLSynthesisTest() {
		super(Device.Api.OPENCL);
	}
}
