package io.github.kinema.motion;

import io.github.kinema.device.Device;

/** The contract of depth from focus on OpenCL. */
class OpenCLDepthFromFocusTest extends KernelDepthFromFocusContract {

	OpenCLDepthFromFocusTest() {
		super(Device.Api.OPENCL);
	}
}
