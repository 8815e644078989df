package io.github.kinema.host;

import java.util.Locale;

import ij.measure.ResultsTable;
import io.github.kinema.device.Device;
import io.github.kinema.device.Devices;
import io.github.kinema.evaluate.DeviceCheck;
import io.github.kinema.evaluate.DeviceReport;
import io.github.kinema.evaluate.DeviceScore;
import io.github.kinema.tile.Progress;

/** Shows the devices of this computer, those that are missing, and how they fare in the self-test. */
public final class DeviceTable {

	private static final int DIGITS = 3;
	private static final double MIB = 1 << 20;

	private final ResultsTable table = new TitledTable("Kinema Devices");
	private final boolean test;

	/** @param test whether the devices are tested, too */
	public DeviceTable(final boolean test) {
		this.test = test;
		table.setPrecision(DIGITS);
	}

	/**
	 * A row for each device that is there, followed, if they are tested, by one for
	 * each operation; then a row for each API that has no device, with the reason.
	 *
	 * @throws java.util.concurrent.CancellationException if cancelled
	 */
	public ResultsTable fill(final Progress progress) {
		final DeviceCheck check = new DeviceCheck();
		final int count = Devices.found().size();
		for (int i = 0; i < count; i++) {
			final Device device = Devices.found().get(i);
			final DeviceReport report = test ? check.of(device, progress.part((double) i / count, (i + 1.0) / count)) : null;
			device(device.id(), device.name(), status(device, report));
			table.addValue("Memory (MiB)", Math.floor(device.memory() / MIB));
			if (test) operation("", "", "", "", "", "");
			if (test) report.scores().forEach(score -> score(device, score));
		}
		Devices.missing().forEach((api, reason) -> {
			device(api.key(), "", "missing: " + reason);
			table.addValue("Memory (MiB)", "");
			if (test) operation("", "", "", "", "", "");
		});
		return table;
	}

	private static String status(final Device device, final DeviceReport report) {
		String status = "there";
		if (report != null) status = report.passes() ? "passes the self-test" : "fails the self-test; " + report.complaint();
		return DeviceSelection.isHostByAnotherName(device) ? status + " (this computer's processor: used by name only)"
			: status;
	}

	private void score(final Device device, final DeviceScore score) {
		device(device.id(), "", score.passes() ? "passes" : "fails; " + score.complaint());
		table.addValue("Memory (MiB)", "");
		operation(score.operation(), text("%.1e", score.deviation()), text("%.1e", score.tolerance()), text("%.3f", score
			.throughput()), score.unit(), text("%.1f", 100 * score.share()));
	}

	private void device(final String id, final String name, final String status) {
		table.addRow();
		table.addValue("Device", id);
		table.addValue("Name", name);
		table.addValue("Status", status);
	}

	private void operation(final String name, final String deviation, final String tolerance, final String throughput,
		final String unit, final String share)
	{
		table.addValue("Operation", name);
		table.addValue("Deviation", deviation);
		table.addValue("Tolerance", tolerance);
		table.addValue("Throughput", throughput);
		table.addValue("Unit", unit);
		table.addValue("% of copying", share);
	}

	private static String text(final String format, final double value) {
		return Double.isNaN(value) ? "" : String.format(Locale.ROOT, format, value);
	}
}
