package io.github.kinema.motion;

import io.github.kinema.device.Device;

/** The contract of optical flow on OpenCL. */
class OpenCLOpticalFlowTest extends KernelOpticalFlowContract {

	OpenCLOpticalFlowTest() {
		super(Device.Api.OPENCL);
	}
}
