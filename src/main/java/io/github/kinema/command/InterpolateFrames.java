package io.github.kinema.command;

import org.scijava.command.Command;
import org.scijava.plugin.Attr;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

import io.github.kinema.host.StackAxis;
import io.github.kinema.interpolate.Timeline;
import io.github.kinema.tile.Progress;

/** Puts factor − 1 new frames between every two measured ones. */
@Plugin(type = Command.class, menuPath = "Plugins>Kinema>Interpolate Frames...", headless = true,
	attrs = @Attr(name = "no-legacy"),
	description = "Puts new frames between the measured ones, along time or depth.")
public class InterpolateFrames extends InterpolationCommand {

	@Parameter(label = "Factor", min = "2", max = "64", style = "slider", persist = false,
		description = "m frames become factor * (m - 1) + 1")
	private int factor = 2;

	@Override
	Timeline timeline(final StackAxis along, final Progress progress) {
		return Timeline.interpolated(along.length(image), factor);
	}

	@Override
	double interval(final StackAxis along, final Timeline timeline) {
		return along.interval(image) / factor;
	}

	@Override
	String suffix() {
		return "-" + factor + "x";
	}
}
