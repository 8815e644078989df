package io.github.kinema.motion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

import io.github.kinema.device.CpuDevice;
import io.github.kinema.device.Device;
import io.github.kinema.device.DeviceException;
import io.github.kinema.device.FullDevice;
import io.github.kinema.tile.Progress;

/** The contract of depth from focus in Java, and what no device is needed for. */
class JavaDepthFromFocusTest extends DepthFromFocusContract {

	@Override
	Device device() {
		return CpuDevice.INSTANCE;
	}

	@Test
	void fewerThanThreeSlicesAreASentence() {
		assertEquals("Depth from focus needs at least 3 slices, there are 2.", assertThrows(IllegalArgumentException.class,
			() -> new FocusStack(5, 5, 2, 1, 0, 1, z -> null)).getMessage());
	}

	@Test
	void saysWhatMemoryItNeeds() {
		final FocusStack stack = new FocusStack(1024, 512, 3, 3, 0, 3, z -> null);
		final DeviceException exc = assertThrows(DeviceException.class, () -> new DepthFromFocus(new FullDevice(), new FocusSettings(
			FocusMeasure.TENENGRAD, 6, 3, false)).of(stack, Progress.NONE));
		assertEquals("Depth from focus of 1024 x 512 pixels in 3 channels needs 43 MiB on the device opencl:9, which has " +
			"less left: use device=cpu.", exc.getMessage());
	}
}
