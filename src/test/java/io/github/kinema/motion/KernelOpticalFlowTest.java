package io.github.kinema.motion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

import io.github.kinema.device.DeviceException;
import io.github.kinema.device.FullDevice;
import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;

/** Tests {@link KernelOpticalFlow} without a device. */
class KernelOpticalFlowTest {

	@Test
	void saysWhatMemoryItNeeds() {
		final FullDevice device = new FullDevice();
		final OpticalFlow flow = OpticalFlow.on(device, FlowSettings.DEFAULT);
		final DeviceException exc = assertThrows(DeviceException.class, () -> flow.between(new Plane(1024, 512),
			new Plane(1024, 512), Progress.NONE));
		assertEquals("Optical flow of 1024 x 512 pixels needs 43 MiB on the device opencl:9, which has less left: " +
			"use device=cpu.", exc.getMessage());
		assertEquals(0, device.scopes());
	}
}
