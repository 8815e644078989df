package io.github.kinema.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;

import io.github.kinema.device.DeviceException;

/** Tests what is said of a device that fails in the middle of a command. */
class FailureTest {

	@Test
	void aDeviceThatFailsComesWithAWayOut() {
		final Failure failure = Failure.of("Joint Upsample", new DeviceException(
			"The device Card, driver 5 failed: OpenCL could not finish its work (error -36)."));
		assertEquals("The device Card, driver 5 failed: OpenCL could not finish its work (error -36). " +
			"Use device=cpu, or see Kinema Devices.", failure.message());
		assertNull(failure.details());
	}

	@Test
	void aWayOutIsNotSaidTwice() {
		final String message = "Optical flow needs 5 MiB on the device opencl:0, which has less left: use device=cpu.";
		assertEquals(message, Failure.of("Interpolate Frames", new DeviceException(message)).message());
	}
}
