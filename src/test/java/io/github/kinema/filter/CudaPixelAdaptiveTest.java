package io.github.kinema.filter;

import io.github.kinema.device.Device;
import io.github.kinema.device.KernelDevices;

/** Tests {@link KernelPixelAdaptive} with CUDA. */
class CudaPixelAdaptiveTest extends PixelAdaptiveContract {

	private final PixelAdaptiveOperator operator = PixelAdaptiveOperator.on(KernelDevices.first(Device.Api.CUDA));

	@Override
	PixelAdaptiveOperator operator() {
		return operator;
	}
}
