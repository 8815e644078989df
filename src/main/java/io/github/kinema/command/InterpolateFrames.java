package io.github.kinema.command;

import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Attr;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

import ij.ImagePlus;

/** Puts factor − 1 frames between every two frames. */
@Plugin(type = Command.class, menuPath = "Plugins>Kinema>Interpolate Frames...",
	headless = true, attrs = @Attr(name = "no-legacy"),
	description = "Puts new frames between the measured ones.")
public class InterpolateFrames extends InterpolationCommand {

	@Parameter(label = "Factor", min = "2", max = "64", style = "slider", persist = false,
		description = "m frames become factor * (m - 1) + 1")
	private int factor = 2;

	@Parameter(label = "Interpolated", type = ItemIO.OUTPUT)
	private ImagePlus output;

	@Parameter(label = "Confidence", type = ItemIO.OUTPUT)
	private ImagePlus outputconfidence;

	@Override
	public void run() {
		throw new UnsupportedOperationException("in the making");
	}
}
