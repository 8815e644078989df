package io.github.kinema.filter;

import io.github.kinema.device.CpuDevice;
import io.github.kinema.device.Device;

/** Holds the sums of joint upsampling in Java to their contract. */
class JavaJointSumTest extends JointSumContract {

	@Override
	Device device() {
		return CpuDevice.INSTANCE;
	}
}
