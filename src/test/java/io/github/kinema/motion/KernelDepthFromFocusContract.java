package io.github.kinema.motion;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.github.kinema.device.CpuDevice;
import io.github.kinema.device.Device;
import io.github.kinema.device.KernelDevices;
import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;

/** What {@link DepthFromFocus} does on devices besides: the same as in Java. */
abstract class KernelDepthFromFocusContract extends DepthFromFocusContract {

	/** Which of two slices is the sharper may change by a rounding error, at so many pixels. */
	private static final double FLIPPED = 0.001;

	private final Device.Api api;
	private Device device;

	KernelDepthFromFocusContract(final Device.Api api) {
		this.api = api;
	}

	@BeforeEach
	void findDevice() {
		device = KernelDevices.first(api);
	}

	@Override
	Device device() {
		return device;
	}

	@ParameterizedTest
	@EnumSource
	void givesWhatJavaGives(final FocusMeasure measure) {
		final FocusScene scene = new FocusScene(157, 83, 8, 0.7, 3, 11);
		final FocusSettings settings = new FocusSettings(measure, 7, 0, true);
		final FocusMap java = new DepthFromFocus(CpuDevice.INSTANCE, settings).of(scene.stack(), Progress.NONE);
		final FocusMap map = find(settings, scene.stack());
		assertClose(java.height(), map.height(), 1e-3);
		assertClose(java.confidence(), map.confidence(), 1e-3);
		assertArrayEquals(java.sharp().get(0).values(), map.sharp().get(0).values(), 1e-2f);
	}

	private static void assertClose(final Plane expected, final Plane actual, final double tolerance) {
		int different = 0;
		for (int i = 0; i < expected.values().length; i++) {
			if (!(Math.abs(expected.values()[i] - actual.values()[i]) <= tolerance)) different++;
		}
		assertTrue(different <= FLIPPED * expected.values().length, different + " pixels differ");
	}
}
