package io.github.kinema.motion;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.github.kinema.device.Device;
import io.github.kinema.device.FullDevice;
import io.github.kinema.device.KernelDevice;
import io.github.kinema.device.KernelDevices;
import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;

/** What {@link KernelOpticalFlow} does besides: the same as Java. */
abstract class KernelOpticalFlowContract extends OpticalFlowContract {

	/** Decisions of the search may fall otherwise by a rounding error, at so many pixels. */
	private static final double FLIPPED = 0.001;

	private final Device.Api api;
	private Device device;

	KernelOpticalFlowContract(final Device.Api api) {
		this.api = api;
	}

	@BeforeEach
	void findDevice() {
		device = KernelDevices.first(api);
	}

	@Override
	OpticalFlow on(final FlowSettings settings) {
		return OpticalFlow.on(device, settings);
	}

	/** Within a fiftieth of a pixel nearly everywhere, and as close to the truth. */
	@ParameterizedTest
	@CsvSource({ "3.3, -1.9, 0, 1, 160, 120", "12.4, 0.7, 0, 1, 161, 97", "0.5, 0, 0.05, 1.02, 130, 127" })
	void givesTheFlowOfJava(final double speedX, final double speedY, final double turn, final double growth,
		final int width, final int height)
	{
		assertSameAsJava(FlowSettings.DEFAULT, new Pattern(speedX, speedY, turn, growth), width, height);
	}

	@Test
	void givesTheAccurateFlowOfJava() {
		assertSameAsJava(FlowSettings.ACCURATE, new Pattern(3.3, -1.9, 0.01, 1), 133, 92);
	}

	private void assertSameAsJava(final FlowSettings settings, final Pattern pattern, final int width, final int height) {
		final Plane first = pattern.at(0, width, height);
		final Plane second = pattern.at(1, width, height);
		final FlowGuide guide = FlowGuide.of(List.of(first), List.of(second));
		final Flow java = new JavaOpticalFlow(settings).between(guide.first(), guide.second(), Progress.NONE);
		final Flow flow = on(settings).between(guide.first(), guide.second(), Progress.NONE);
		int different = 0;
		double error = 0;
		double javaError = 0;
		for (int y = 0; y < height; y++) {
			for (int x = 0; x < width; x++) {
				final int i = x + y * width;
				if (Math.hypot(flow.u()[i] - java.u()[i], flow.v()[i] - java.v()[i]) > 0.02) different++;
				error += error(pattern, flow, x, y);
				javaError += error(pattern, java, x, y);
			}
		}
		assertTrue(different <= FLIPPED * width * height, different + " pixels differ");
		assertEquals(javaError, error, 0.01 * javaError, "sum of end-point errors");
	}

	@Test
	void whatDoesNotFitBesideAnotherIsTriedAlone() {
		final Pattern pattern = new Pattern(2, 1, 0, 1);
		final Plane first = pattern.at(0, 64, 48);
		final Plane second = pattern.at(1, 64, 48);
		final AtomicInteger opened = new AtomicInteger();
		final KernelDevice crowded = (KernelDevice) Proxy.newProxyInstance(getClass().getClassLoader(),
			new Class<?>[] { KernelDevice.class }, (proxy, method, arguments) -> method.getName().equals("open") && //
				opened.getAndIncrement() == 0 ? new FullDevice().open() : method.invoke(device, arguments));
		final Flow flow = OpticalFlow.on(crowded, FlowSettings.DEFAULT).between(first, second, Progress.NONE);
		assertArrayEquals(on(FlowSettings.DEFAULT).between(first, second, Progress.NONE).u(), flow.u());
		assertEquals(2, opened.get());
	}

	private static double error(final Pattern pattern, final Flow flow, final int x, final int y) {
		final int i = x + y * flow.width();
		// where the pattern's similarity carries the pixel
		final double dx = x - flow.width() / 2.0;
		final double dy = y - flow.height() / 2.0;
		final double cos = pattern.growth() * Math.cos(pattern.turn());
		final double sin = pattern.growth() * Math.sin(pattern.turn());
		final double u = pattern.speedX() + cos * dx - sin * dy - dx;
		final double v = pattern.speedY() + sin * dx + cos * dy - dy;
		return Math.hypot(flow.u()[i] - u, flow.v()[i] - v);
	}
}
