package io.github.kinema.filter;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;

import io.github.kinema.device.Device;
import io.github.kinema.device.KernelDevices;
import io.github.kinema.device.LimitedDevice;
import io.github.kinema.filter.JointUpsampling.Settings;
import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;

/** Tests how {@link KernelJointSum} cuts its work into bands and groups of channels. */
class KernelJointSumTest {

	@Test
	void bandsAndGroupsOfChannelsChangeNothing() {
		final Random random = new Random(1);
		final List<Plane> guide = planes(random, 1, 90, 70);
		final JointSamples samples = new JointSamples(planes(random, 6, 20, 15), planes(random, 1, 20, 15).get(0), planes(
			random, 1, 20, 15), planes(random, 1, 20, 15).get(0));
		final Settings settings = new Settings(2, 0.7, 0.3);
		final LimitedDevice roomy = device(1L << 40, 1L << 40);
		final JointSum.Means whole = new KernelJointSum(roomy).apply(samples, guide, settings, Progress.NONE);
		for (final LimitedDevice tight : List.of(device(100_000, 1L << 40), device(1L << 40, 5_000))) {
			final JointSum.Means bands = new KernelJointSum(tight).apply(samples, guide, settings, Progress.NONE);
			assertTrue(tight.runs() > 2 * roomy.runs());
			for (int c = 0; c < 6; c++) {
				assertArrayEquals(whole.byDistance().get(c).values(), bands.byDistance().get(c).values());
				assertArrayEquals(whole.byGuide().get(c).values(), bands.byGuide().get(c).values());
			}
		}
	}

	private static LimitedDevice device(final long memory, final long largest) {
		return new LimitedDevice(KernelDevices.first(Device.Api.OPENCL), memory, largest, Integer.MAX_VALUE,
			Integer.MAX_VALUE);
	}

	private static List<Plane> planes(final Random random, final int count, final int width, final int height) {
		final List<Plane> planes = new ArrayList<>();
		for (int p = 0; p < count; p++) {
			planes.add(new Plane(width, height));
			for (int i = 0; i < width * height; i++) planes.get(p).values()[i] = random.nextFloat();
		}
		return planes;
	}
}
