package io.github.kinema.command;

import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Attr;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

import ij.measure.ResultsTable;
import io.github.kinema.host.DeviceTable;
import io.github.kinema.host.Inputs;
import io.github.kinema.host.StatusProgress;

/** Says on what this computer can compute, and whether it may be trusted. */
@Plugin(type = Command.class, menuPath = "Plugins>Kinema>Kinema Devices", headless = true,
	attrs = @Attr(name = "no-legacy"),
	description = "Lists every device that Kinema can compute on, and why the others are not there; tests them against the CPU.")
public class KinemaDevices implements Command {

	@Parameter(label = "Self-test", persist = false,
		description = "also run each operation on each device, compare with the CPU, and measure the time")
	private boolean test = false;

	@Parameter(type = ItemIO.OUTPUT)
	private ResultsTable results;

	@Override
	public void run() {
		Inputs.check(this);
		try (StatusProgress progress = new StatusProgress("Kinema Devices")) {
			results = new DeviceTable(test).fill(progress);
		}
	}
}
