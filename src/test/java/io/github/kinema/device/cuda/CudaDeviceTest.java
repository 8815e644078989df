package io.github.kinema.device.cuda;

import io.github.kinema.device.Device;
import io.github.kinema.device.KernelDeviceContract;

/** The contract of kernel devices on CUDA, where there is an NVIDIA device. */
class CudaDeviceTest extends KernelDeviceContract {

	CudaDeviceTest() {
		super(Device.Api.CUDA);
	}
}
