package io.github.kinema.command;

import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Attr;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

import ij.ImagePlus;
import io.github.kinema.host.Inputs;
import io.github.kinema.host.MeasuredFrames;
import io.github.kinema.host.StatusProgress;

/** Removes every synthetic slice again. */
@Plugin(type = Command.class, menuPath = "Plugins>Kinema>Keep Measured Frames", headless = true,
	attrs = @Attr(name = "no-legacy"),
	description = "Makes a stack of the measured frames alone: every slice that Kinema computed is left out.")
public class KeepMeasuredFrames implements Command {

	@Parameter
	private ImagePlus image;

	@Parameter(type = ItemIO.OUTPUT)
	private ImagePlus output;

	@Override
	public void run() {
		Inputs.check(this);
		try (StatusProgress progress = new StatusProgress("Keep Measured Frames")) {
			output = new MeasuredFrames(image).keep(progress);
		}
	}
}
