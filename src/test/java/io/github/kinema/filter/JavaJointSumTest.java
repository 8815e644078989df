package io.github.kinema.filter;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.concurrent.CancellationException;

import org.junit.jupiter.api.Test;

import io.github.kinema.device.CpuDevice;
import io.github.kinema.device.Device;
import io.github.kinema.filter.JointUpsampling.Settings;
import io.github.kinema.tile.Impatient;
import io.github.kinema.tile.Plane;

/** Holds the sums of joint upsampling in Java to their contract. */
class JavaJointSumTest extends JointSumContract {

	@Override
	Device device() {
		return CpuDevice.INSTANCE;
	}

	@Test
	void stopsWithinAGroupOfRowsThatHaveTheSameNearestSamples() {
		final Plane low = new Plane(41, 3);
		final JointSamples samples = new JointSamples(List.of(low), low, List.of(low), low);
		assertThrows(CancellationException.class, () -> new JointLines(samples, List.of(new Plane(41, 3)), new Settings(2, 1,
			1)).run(0, 1, new JointSum.Means(List.of(new Plane(41, 3)), List.of(new Plane(41, 3))), new Impatient(7)));
	}
}
