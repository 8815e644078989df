package io.github.kinema.filter;

import io.github.kinema.device.Device;
import io.github.kinema.device.KernelDevices;

/** Holds the sums of joint upsampling with CUDA to their contract. */
class CudaJointSumTest extends JointSumContract {

	private final Device device = KernelDevices.first(Device.Api.CUDA);

	@Override
	Device device() {
		return device;
	}
}
