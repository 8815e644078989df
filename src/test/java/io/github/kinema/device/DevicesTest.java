package io.github.kinema.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URL;
import java.net.URLClassLoader;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

import org.junit.jupiter.api.Test;

/** Tests what is said of devices that are there and of those that are not. */
class DevicesTest {

	private static DeviceFinder finder(final Device.Api api, final Supplier<List<KernelDevice>> search) {
		return new DeviceFinder() {

			@Override
			public Device.Api api() {
				return api;
			}

			@Override
			public List<KernelDevice> find() {
				return search.get();
			}
		};
	}

	@Test
	void theProcessorIsFirstAndEveryApiIsFoundOrSaidToBeMissing() {
		assertSame(CpuDevice.INSTANCE, Devices.found().get(0));
		final Set<String> ids = new HashSet<>();
		for (final Device device : Devices.found()) assertTrue(ids.add(device.id()), device.id());
		for (final Device.Api api : Device.Api.values()) {
			final boolean found = Devices.found().stream().anyMatch(device -> device.api() == api);
			assertNotEquals(found, Devices.missing().containsKey(api), api.key());
		}
		for (final String reason : Devices.missing().values()) assertTrue(reason.matches("(?s)[A-Z].*\\."), reason);
	}

	@Test
	void whatIsMissingDoesNotHideWhatIsThere() {
		final Devices devices = new Devices(List.of(finder(Device.Api.CUDA, () -> {
			throw new DeviceException("There is no driver.");
		}), finder(Device.Api.OPENCL, () -> {
			throw new NoClassDefFoundError("org/bytedeco/Something");
		})));
		assertEquals(List.of(CpuDevice.INSTANCE), devices.list());
		assertEquals("There is no driver.", devices.reasons().get(Device.Api.CUDA));
		assertTrue(devices.reasons().get(Device.Api.OPENCL).contains("org/bytedeco/Something"));
	}

	/** What a user has who has copied our jar, but not those it needs. */
	@Test
	void withoutTheJarsOfTheApisThereIsTheProcessorAlone() throws Exception {
		final URL[] ours = { Devices.class.getProtectionDomain().getCodeSource().getLocation() };
		try (URLClassLoader loader = new URLClassLoader(ours, ClassLoader.getPlatformClassLoader())) {
			final Class<?> devices = loader.loadClass(Devices.class.getName());
			assertEquals(1, ((List<?>) devices.getMethod("found").invoke(null)).size());
			final Map<?, ?> missing = (Map<?, ?>) devices.getMethod("missing").invoke(null);
			assertEquals(2, missing.size());
			for (final Object reason : missing.values()) {
				final boolean mac = System.getProperty("os.name").startsWith("Mac");
				assertTrue(mac || reason.toString().contains("lacks the jars"), reason.toString());
			}
		}
	}

	@Test
	void memoryIsKeptAccountOf() throws Exception {
		final DeviceMemory memory = new DeviceMemory("A device", 1000, 400);
		assertEquals(400, memory.take(100));
		assertEquals(400, memory.take(100));
		final String message = assertThrows(DeviceMemoryException.class, () -> memory.take(
			51)).getMessage();
		assertTrue(message.startsWith("A device has no room"), message);
		memory.giveBack(400);
		assertEquals(204, memory.take(51));
		assertThrows(DeviceMemoryException.class, () -> memory.take(101));
		final Thread[] threads = new Thread[4];
		Arrays.setAll(threads, i -> new Thread(() -> {
			for (int k = 0; k < 10000; k++) memory.giveBack(memory.take(10));
		}));
		for (final Thread thread : threads) thread.start();
		for (final Thread thread : threads) thread.join();
		assertEquals(396, memory.take(99));
		assertThrows(DeviceMemoryException.class, () -> memory.take(1));
	}

	@Test
	void workGroupsCoverEveryGridWithinWhatADeviceAllows() {
		for (final long most : new long[] { 1, 2, 31, 100, 256, 1024 }) {
			for (final int rows : new int[] { 1, 2, 1000 }) {
				final WorkGroup group = WorkGroup.of(rows, most);
				assertTrue(group.x() >= 1 && group.y() >= 1 && (long) group.x() * group.y() <= most, group + " of " + most);
				assertFalse(rows == 1 && group.y() > 1, group.toString());
			}
		}
		assertEquals(3, WorkGroup.count(65, 32));
		assertEquals(67108864, WorkGroup.count(Integer.MAX_VALUE, 32));
	}
}
