package io.github.kinema.device;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;

/** The devices of this computer, looked for once, at the first question. Thread-safe. */
public final class Devices {

	private final List<Device> found = new ArrayList<>(List.of(CpuDevice.INSTANCE));
	private final Map<Device.Api, String> missing = new EnumMap<>(Device.Api.class);

	/** Looks for devices. */
	Devices(final Iterable<DeviceFinder> finders) {
		for (final DeviceFinder finder : finders) {
			try {
				found.addAll(finder.find());
			}
			catch (final DeviceException exc) {
				missing.put(finder.api(), exc.getMessage());
			}
			catch (final RuntimeException | LinkageError exc) {
				// NB: a driver that nobody has foreseen must not keep the CPU from working.
				missing.put(finder.api(), "The search for devices failed: " + exc + ".");
			}
		}
	}

	/** All that were found; the CPU first, then those of CUDA, then those of OpenCL. */
	public static List<Device> found() {
		return Holder.DEVICES.list();
	}

	/** Why an API has no device, in a sentence, for each that has none. */
	public static Map<Device.Api, String> missing() {
		return Holder.DEVICES.reasons();
	}

	List<Device> list() {
		return Collections.unmodifiableList(found);
	}

	Map<Device.Api, String> reasons() {
		return Collections.unmodifiableMap(missing);
	}

	/** Filled by the virtual machine at the first use, by one thread. */
	private static final class Holder {

		// NB: ImageJ loads plugins with a class loader of its own, which threads do not know.
		private static final Devices DEVICES = new Devices(ServiceLoader.load(DeviceFinder.class,
			Devices.class.getClassLoader()));
	}
}
