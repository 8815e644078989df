package io.github.kinema.command;

import java.util.SortedSet;
import java.util.TreeSet;

import org.scijava.command.Command;
import org.scijava.plugin.Attr;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

import ij.IJ;
import io.github.kinema.host.StackAxis;
import io.github.kinema.host.StackDefects;
import io.github.kinema.interpolate.FrameDefect;
import io.github.kinema.interpolate.Positions;
import io.github.kinema.interpolate.Timeline;
import io.github.kinema.tile.Progress;

/** Replaces broken frames from their good neighbours. */
@Plugin(type = Command.class, menuPath = "Plugins>Kinema>Repair Frames...", headless = true,
	attrs = @Attr(name = "no-legacy"),
	description = "Replaces broken frames by new ones made of their good neighbours; all others stay as they are, bit by bit.")
public class RepairFrames extends InterpolationCommand {

	@Parameter(label = "Frames", persist = false,
		description = "the frames to replace, as 7, 12-14; automatic: blank, saturated, duplicated and out-of-line frames, listed in the log")
	private String frames = "automatic";

	@Override
	Timeline timeline(final StackAxis along, final Progress progress) {
		return Timeline.repaired(along.length(image), "automatic".equals(frames.strip()) //
			? found(along, progress) : listed());
	}

	private SortedSet<Long> listed() {
		final SortedSet<Long> bad = new TreeSet<>();
		for (final double position : Positions.parse(frames)) {
			if (position != Math.rint(position)) throw new IllegalArgumentException("frames=" + frames +
				": " + (position + 1) + " is not a whole frame. Repair Frames replaces whole frames, such as 7, 12-14.");
			bad.add((long) position);
		}
		if (bad.isEmpty()) throw new IllegalArgumentException(
			"frames is empty: name the frames to replace, as 7, 12-14, or write automatic.");
		return bad;
	}

	private SortedSet<Long> found(final StackAxis along, final Progress progress) {
		final SortedSet<Long> bad = new TreeSet<>();
		for (final FrameDefect defect : StackDefects.of(image, along, progress)) {
			IJ.log("Kinema: \"" + image.getTitle() + "\": " + defect.sentence() + ".");
			bad.add(defect.frame());
		}
		// NB: no error, so that a macro over many recordings does not end at a good one.
		if (bad.isEmpty()) IJ.log("Kinema: no blank, saturated, duplicated or out-of-line frame was found in \"" +
			image.getTitle() + "\"; the result is a copy. Name frames yourself, if you see more, as frames=[7, 12-14].");
		return bad;
	}

	@Override
	double interval(final StackAxis along, final Timeline timeline) {
		return along.interval(image);
	}

	@Override
	String suffix() {
		return "-repaired";
	}
}
