package io.github.kinema.interpolate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;

import org.junit.jupiter.api.Test;

import io.github.kinema.device.DeviceException;
import io.github.kinema.device.FullDevice;
import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;

/** Tests {@link KernelSynthesis} without a device. */
class KernelSynthesisTest {

	@Test
	void saysWhatMemoryItNeeds() {
		final FullDevice device = new FullDevice();
		final Plane plane = new Plane(1024, 512);
		final MotionField field = BlendMethod.still(1024, 512, 0.5, new float[1024 * 512]);
		final DeviceException exc = assertThrows(DeviceException.class, () -> Synthesis.on(device).render(List.of(plane),
			List.of(plane), field, Progress.NONE));
		assertEquals("Rendering 1024 x 512 pixels needs 47 MiB on the device opencl:9, which has less left: " +
			"use device=cpu.", exc.getMessage());
		assertEquals(0, device.scopes());
	}
}
