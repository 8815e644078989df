package io.github.kinema.motion;

import io.github.kinema.device.Device;

/** The contract of optical flow on CUDA. */
class CudaOpticalFlowTest extends KernelOpticalFlowContract {

	CudaOpticalFlowTest() {
		super(Device.Api.CUDA);
	}
}
