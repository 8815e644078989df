package io.github.kinema.filter;

import io.github.kinema.device.Device;
import io.github.kinema.device.KernelDevices;

/** Holds the sums of joint upsampling with OpenCL to their contract. */
class OpenCLJointSumTest extends JointSumContract {

	private final Device device = KernelDevices.first(Device.Api.OPENCL);

	@Override
	Device device() {
		return device;
	}
}
