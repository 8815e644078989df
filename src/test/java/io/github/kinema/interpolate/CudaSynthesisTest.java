package io.github.kinema.interpolate;

import io.github.kinema.device.Device;

/** The contract of the synthesis on CUDA. */
class CudaSynthesisTest extends KernelSynthesisContract {

	CudaSynthesisTest() {
		super(Device.Api.CUDA);
	}
}
