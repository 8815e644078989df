package io.github.kinema.filter;

import io.github.kinema.device.CpuDevice;

/** Tests {@link JavaPixelAdaptive}. */
class JavaPixelAdaptiveTest extends PixelAdaptiveContract {

	@Override
	PixelAdaptiveOperator operator() {
		return PixelAdaptiveOperator.on(CpuDevice.INSTANCE);
	}
}
