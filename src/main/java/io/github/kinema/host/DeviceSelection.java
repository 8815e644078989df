package io.github.kinema.host;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

import io.github.kinema.device.CpuDevice;
import io.github.kinema.device.Device;
import io.github.kinema.device.KernelDevice;
import io.github.kinema.evaluate.DeviceReport;

/** Chooses among devices, and remembers how each fared in the self-test. Thread-safe. */
final class DeviceSelection {

	private static final String AUTOMATIC = "automatic";

	private final Supplier<List<Device>> found;
	private final Supplier<Map<Device.Api, String>> missing;
	private final Function<Device, DeviceReport> check;
	private final Consumer<String> log;
	private final Map<Device, DeviceReport> reports = new HashMap<>();
	private boolean explained;
	private Device told;

	/**
	 * @param found all devices
	 * @param missing why an API has none
	 * @param check the self-test
	 * @param log hears what was chosen
	 */
	DeviceSelection(final Supplier<List<Device>> found, final Supplier<Map<Device.Api, String>> missing,
		final Function<Device, DeviceReport> check, final Consumer<String> log)
	{
		this.found = found;
		this.missing = missing;
		this.check = check;
		this.log = log;
	}

	/** Whether a device is the computer's own processor under the name of another API. */
	static boolean isHostByAnotherName(final Device device) {
		return device instanceof KernelDevice && ((KernelDevice) device).isHost();
	}

	/** What {@link DeviceChoice#of} says. */
	synchronized Device of(final String key) {
		// NB: without a look at drivers, which takes its time.
		if (CpuDevice.INSTANCE.api().key().equals(key)) return CpuDevice.INSTANCE;
		if (AUTOMATIC.equals(key)) return automatic();
		final List<Device> candidates = found.get().stream().filter(device -> device.api().key().equals(key)).toList();
		if (candidates.isEmpty()) throw new IllegalStateException(unusable(key, missing(key)));
		return candidates.stream().filter(this::passes).max(fastest()).orElseThrow(() -> new IllegalStateException(
			unusable(key, failures(candidates))));
	}

	private Device automatic() {
		final List<Device> candidates = found.get().stream().filter(device -> !isHostByAnotherName(device)).toList();
		final Device device = candidates.size() == 1 ? candidates.get(0) : candidates.stream().filter(this::passes).max(
			fastest()).orElse(CpuDevice.INSTANCE);
		if (device != told) log.accept("Kinema: device " + device.id() + ", " + device.name() + ".");
		told = device;
		if (!explained) found.get().stream().filter(other -> other != device).forEach(other -> log.accept("Kinema: not " +
			other.id() + ", " + other.name() + ": " + reasonAgainst(other, device)));
		explained = true;
		return device;
	}

	private String reasonAgainst(final Device other, final Device device) {
		if (isHostByAnotherName(other)) return "it is this computer's processor, too; it is used by name only.";
		if (!passes(other)) return "it fails the self-test; " + report(other).complaint();
		return String.format(Locale.ROOT, "in the self-test, %s was %.1f times as fast.", device.id(), //
			report(device).speed() / report(other).speed());
	}

	private String missing(final String key) {
		return missing.get().entrySet().stream().filter(entry -> entry.getKey().key().equals(key)).map(Map.Entry::getValue)
			.findFirst().orElse("There is no such device.");
	}

	private String failures(final List<Device> devices) {
		final StringBuilder failures = new StringBuilder();
		for (final Device device : devices) {
			if (failures.length() > 0) failures.append(' ');
			failures.append(device.id()).append(" (").append(device.name()).append(") fails the self-test; ").append(report(
				device).complaint());
		}
		return failures.toString();
	}

	private static String unusable(final String key, final String reason) {
		return "device=" + key + ": " + reason + " Use device=automatic or device=cpu; Kinema Devices shows what there is.";
	}

	private Comparator<Device> fastest() {
		return Comparator.comparingDouble(device -> report(device).speed());
	}

	private boolean passes(final Device device) {
		// NB: all are compared with the CPU, so it cannot fail.
		return device == CpuDevice.INSTANCE || report(device).passes();
	}

	private DeviceReport report(final Device device) {
		return reports.computeIfAbsent(device, check);
	}
}
