package io.github.kinema.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.github.kinema.device.CpuDevice;
import io.github.kinema.device.Device;
import io.github.kinema.device.DeviceScope;
import io.github.kinema.device.KernelDevice;
import io.github.kinema.evaluate.DeviceReport;
import io.github.kinema.evaluate.DeviceScore;

/** Tests which device is taken, and what is said about it. */
class DeviceSelectionTest {

	private final List<String> log = new ArrayList<>();
	private final List<Device> tested = new ArrayList<>();

	/** A device that is so fast; with a negative speed, it fails the self-test. */
	private record Fake(Api api, int number, double speed, boolean isHost) implements KernelDevice {

		@Override
		public String id() {
			return api.key() + ":" + number;
		}

		@Override
		public String name() {
			return "Fake " + number;
		}

		@Override
		public long memory() {
			return 1;
		}

		@Override
		public DeviceScope open() {
			throw new AssertionError();
		}
	}

	private DeviceSelection among(final Device... devices) {
		final List<Device> all = new ArrayList<>(List.of(CpuDevice.INSTANCE));
		all.addAll(List.of(devices));
		return new DeviceSelection(() -> all, () -> Map.of(Device.Api.CUDA, "There is no driver."), this::check, log::add);
	}

	/** NB: the CPU's speed is 10. */
	private DeviceReport check(final Device device) {
		tested.add(device);
		final double speed = device instanceof Fake ? ((Fake) device).speed() : 10;
		final DeviceScore copy = new DeviceScore("copy", 0, 0, 100, "GB/s", 1, null);
		final DeviceScore filter = speed < 0 ? new DeviceScore("filter", 0.5, 0.1, 1, "x", 1, null) : new DeviceScore(
			"filter", 0, 0.1, speed, "x", 1, null);
		return new DeviceReport(device, List.of(copy, filter));
	}

	private static Fake cuda(final int number, final double speed) {
		return new Fake(Device.Api.CUDA, number, speed, false);
	}

	private static Fake opencl(final int number, final double speed, final boolean host) {
		return new Fake(Device.Api.OPENCL, number, speed, host);
	}

	private void assertLogged(final String part) {
		assertTrue(log.stream().anyMatch(line -> line.contains(part)), part + " is not in " + log);
	}

	@Test
	void theProcessorAloneIsNotTested() {
		assertSame(CpuDevice.INSTANCE, among().of("automatic"));
		assertSame(CpuDevice.INSTANCE, among(opencl(0, 1000, true)).of("automatic"));
		assertSame(CpuDevice.INSTANCE, among(cuda(0, 1000)).of("cpu"));
		assertEquals(List.of(), tested);
		assertLogged("device cpu");
		assertLogged("opencl:0, Fake 0: it is this computer's processor");
	}

	@Test
	void automaticIsTheFastestAndIsTestedOnce() {
		final Fake slow = opencl(0, 20, false);
		final Fake fast = cuda(1, 400);
		final DeviceSelection selection = among(cuda(0, 300), fast, slow, opencl(1, 999, true));
		assertSame(fast, selection.of("automatic"));
		assertSame(fast, selection.of("automatic"));
		assertSame(fast, selection.of("cuda"));
		assertEquals(4, tested.size());
		assertLogged("device cuda:1, Fake 1");
		assertLogged("not opencl:0, Fake 0: in the self-test, cuda:1 was 20.0 times as fast");
		assertEquals(1, log.stream().filter(line -> line.contains("not opencl:0")).count(), log.toString());
		assertEquals(1, log.stream().filter(line -> line.contains("device cuda:1")).count(), log.toString());
	}

	@Test
	void theProcessorIsTakenWhereItIsFaster() {
		assertSame(CpuDevice.INSTANCE, among(cuda(0, 9)).of("automatic"));
	}

	@Test
	void aDeviceThatFailsTheSelfTestIsNeverTaken() {
		final DeviceSelection selection = among(cuda(0, -1));
		assertSame(CpuDevice.INSTANCE, selection.of("automatic"));
		assertLogged("not cuda:0, Fake 0: it fails the self-test; filter deviates");
		final String message = assertThrows(IllegalStateException.class, () -> selection.of("cuda")).getMessage();
		assertTrue(message.startsWith("device=cuda: cuda:0 (Fake 0) fails the self-test; filter deviates"), message);
		final Fake sound = cuda(1, 1);
		assertSame(sound, among(cuda(0, -1), sound).of("cuda"));
	}

	@Test
	void aProcessorByAnotherNameIsTakenByName() {
		final Fake pocl = opencl(0, 5, true);
		assertSame(pocl, among(pocl).of("opencl"));
	}

	@Test
	void whatIsNotThereIsSaidWithTheReasonAndAWayOut() {
		final String message = assertThrows(IllegalStateException.class, () -> among().of("cuda")).getMessage();
		assertTrue(message.startsWith("device=cuda: There is no driver. Use device=automatic"), message);
	}

	@Test
	void aFailureInTheMiddleOfTheSelfTestIsSaid() {
		final Fake broken = cuda(0, 5);
		final DeviceSelection selection = new DeviceSelection(() -> List.of(CpuDevice.INSTANCE, broken), Map::of,
			device -> new DeviceReport(device, List.of(new DeviceScore("copy", Double.NaN, 0, Double.NaN, "", Double.NaN,
				"CUDA could not start."))), log::add);
		final String message = assertThrows(IllegalStateException.class, () -> selection.of("cuda")).getMessage();
		assertTrue(message.contains("fails the self-test; copy: CUDA could not start."), message);
	}
}
