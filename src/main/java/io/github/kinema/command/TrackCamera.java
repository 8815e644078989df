package io.github.kinema.command;

import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Attr;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

import ij.ImagePlus;
import ij.measure.ResultsTable;
import io.github.kinema.device.Device;
import io.github.kinema.host.DeviceChoice;
import io.github.kinema.host.Inputs;
import io.github.kinema.host.Processing;
import io.github.kinema.host.Selection;
import io.github.kinema.host.StackAxis;
import io.github.kinema.host.StackCamera;
import io.github.kinema.host.StatusProgress;
import io.github.kinema.host.Titles;

/** Finds where the camera was that made a recording, and where it looked. */
@Plugin(type = Command.class, menuPath = "Plugins>Kinema>Track Camera...", headless = true,
	attrs = @Attr(name = "no-legacy"),
	description = "Finds for every frame where the camera was that recorded it and where it looked, from what all of its frames show. Things that move by themselves do not matter as long as most of what is seen rests. Says so if the frames have no parallax to tell by.")
public class TrackCamera implements Command {

	@Parameter(validater = "checkImage")
	private ImagePlus image;

	@Parameter(label = "Field of view (degrees)", min = "1", max = "179", persist = false,
		description = "the angle from the left to the right border of a frame")
	private double field = 60;

	@Parameter(label = "Focal length (px, 0 = by field of view)", min = "0", persist = false,
		description = "used instead of the field of view if it is known better")
	private double focal = 0;

	@Parameter(label = "Axis", choices = { "automatic", "time", "slices" }, persist = false,
		description = "the axis along which the frames follow each other; automatic: time if there are frames, else slices")
	private String axis = "automatic";

	@Parameter(label = "Guide channel (0 = all)", min = "0", persist = false,
		description = "the channel that shows the motion; 0: all of them together")
	private int guide = 0;

	@Parameter(label = "Picture of the path", persist = false, description = "also a picture of the path in space")
	private boolean path = true;

	@Parameter(label = "Device", choices = { "automatic", "cpu", "cuda", "opencl" }, persist = false,
		description = "where to compute the flow; automatic: the fastest device that passes its self-test")
	private String device = "automatic";

	@Parameter(type = ItemIO.OUTPUT)
	private ResultsTable camera;

	@Parameter(type = ItemIO.OUTPUT)
	private ImagePlus output;

	/** Says before a dialog opens that there is no motion in a single frame. */
	@SuppressWarnings("unused") // NB: called by name.
	private void checkImage() {
		StackCamera.check(image);
	}

	@Override
	public void run() {
		Inputs.check(this);
		final Device on = DeviceChoice.of(device);
		final StackCamera recording = new StackCamera(image, StackAxis.of(axis, image), guide, field, focal, on);
		Selection.sayIgnored(image);
		try (StatusProgress progress = new StatusProgress("Track Camera")) {
			recording.track(progress);
		}
		recording.requireParallax();
		recording.say();
		final ImagePlus picture = path ? recording.plot(Titles.derived(image, "-path")) : null;
		if (path) Processing.of(this, image, on).write(picture, StackCamera.PATH);
		camera = recording.table(Titles.derived(image, "-camera"));
		output = picture;
	}
}
