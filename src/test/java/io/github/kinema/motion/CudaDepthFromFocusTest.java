package io.github.kinema.motion;

import io.github.kinema.device.Device;

/** The contract of depth from focus on CUDA. */
class CudaDepthFromFocusTest extends KernelDepthFromFocusContract {

	CudaDepthFromFocusTest() {
		super(Device.Api.CUDA);
	}
}
