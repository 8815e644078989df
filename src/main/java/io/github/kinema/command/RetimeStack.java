package io.github.kinema.command;

import java.util.stream.IntStream;

import org.scijava.command.Command;
import org.scijava.plugin.Attr;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

import ij.IJ;
import io.github.kinema.host.StackAxis;
import io.github.kinema.interpolate.Positions;
import io.github.kinema.interpolate.Timeline;
import io.github.kinema.tile.Progress;

/** Makes a stack with frames at any positions of another. */
@Plugin(type = Command.class, menuPath = "Plugins>Kinema>Retime Stack...", headless = true,
	attrs = @Attr(name = "no-legacy"),
	description = "Makes a stack with frames at any positions along time or depth: slow motion, an even interval, isotropic voxels.")
public class RetimeStack extends InterpolationCommand {

	@Parameter(label = "Positions", persist = false, validater = "checkPositions",
		description = "frames of the result, from 1, with fractions: 1-9:0.5, 12, 13.25")
	private String positions = "";

	@Parameter(label = "Interval (calibrated, 0 = off)", min = "0", persist = false,
		description = "distance of the frames of the result in the unit of the frame interval or voxel depth; above 0 it takes the place of positions")
	private double interval = 0;

	/** Says while the dialog is open what it still lacks. */
	private void checkPositions() {
		if (interval <= 0 && Positions.parse(positions).length == 0) throw new IllegalArgumentException(
			"Neither positions nor interval say which frames to make: give positions=[1-9:0.5, 12], or interval above 0.");
	}

	@Override
	Timeline timeline(final StackAxis along, final Progress progress) {
		checkPositions();
		final int length = along.length(image);
		if (interval <= 0) return Timeline.at(length, Positions.parse(positions));
		final double before = along.interval(image);
		if (!(before > 0)) throw new IllegalArgumentException("interval=" + interval + ": \"" + image.getTitle() +
			"\" does not say how far apart its frames are. Set the frame interval in Image > Properties..., or use positions.");
		final double count = Math.floor((length - 1) * before / interval + 1e-9) + 1;
		if (count > Positions.MOST) throw new IllegalArgumentException("interval=" + interval +
			" makes too many frames of a stack of " + length + " at " + before + " " + along.unit(image) + ".");
		return Timeline.at(length, IntStream.range(0, (int) count).mapToDouble(i -> Math.min(length - 1, i * interval /
			before)).toArray());
	}

	@Override
	double interval(final StackAxis along, final Timeline timeline) {
		if (timeline.step() > 0) return along.interval(image) * timeline.step();
		IJ.log("Kinema: the new frames of \"" + image.getTitle() + "\" are not evenly spaced; " + //
			(along == StackAxis.TIME ? "their frame interval is set to 0, unknown." : "the voxel depth is left as it is."));
		return along == StackAxis.TIME ? 0 : along.interval(image);
	}

	@Override
	String suffix() {
		return "-retimed";
	}
}
