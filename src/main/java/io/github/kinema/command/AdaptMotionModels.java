package io.github.kinema.command;

import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Attr;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

import ij.ImagePlus;
import ij.gui.Plot;
import ij.measure.ResultsTable;
import io.github.kinema.host.DeviceChoice;
import io.github.kinema.host.Inputs;
import io.github.kinema.host.Selection;
import io.github.kinema.host.StackAdaptation;
import io.github.kinema.host.StackAxis;
import io.github.kinema.host.StackCamera;
import io.github.kinema.host.StatusProgress;

/** Adapts the models of depth, camera, flow and segmentation to the user's own recording. */
@Plugin(type = Command.class, menuPath = "Plugins>Kinema>Adapt Motion Models...", headless = true,
	attrs = @Attr(name = "no-legacy"),
	description = "Trains the models of depth, camera, flow and segmentation further on this recording of a moving camera, without any truth: camera and depth on one side, flow on the other compete for the pixels that they explain, and the segmentation divides them. What explains the last fifth of the stack better, from which nothing is learned, is added to the models. Esc ends the training with what was best so far.")
public class AdaptMotionModels implements Command {

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

	@Parameter(label = "Models (empty = Kinema's own)", persist = false,
		description = "the models that are adapted, which stay as they are: the name of a set that was adapted before; empty: those that Kinema brings")
	private String models = "";

	@Parameter(label = "Name", persist = false,
		description = "what commands shall call the new models, before -depth, -camera, -flow and -segmentation: letters, digits, dots, dashes; empty: after the image")
	private String name = "";

	@Parameter(label = "Steps", min = "1", max = "1000000", persist = false,
		description = "how often to learn, from four clips of three frames each time: a step takes half a second or so")
	private int steps = 500;

	@Parameter(label = "Learning rate", attrs = @Attr(name = "above", value = "0"), max = "1", persist = false,
		description = "how far to go in a step at the beginning: less if the loss goes up")
	private double rate = 0.0002;

	@Parameter(label = "Seed", min = "0", persist = false, description = "another one chooses other places in another order")
	private int seed = 1;

	@Parameter(label = "Device", choices = { "automatic", "cpu", "cuda", "opencl" }, persist = false,
		description = "where the flow is found that learning begins with; what learns is always the processor")
	private String device = "automatic";

	@Parameter(type = ItemIO.OUTPUT)
	private ResultsTable results;

	@Parameter(type = ItemIO.OUTPUT)
	private Plot plot;

	/** Says before a dialog opens that there is too little to learn from. */
	@SuppressWarnings("unused") // NB: called by name.
	private void checkImage() {
		StackAdaptation.check(image, StackAxis.of("automatic", image));
	}

	@Override
	public void run() {
		Inputs.check(this);
		final StackCamera recording = new StackCamera(image, StackAxis.of(axis, image), guide, field, focal, DeviceChoice.of(
			device));
		Selection.sayIgnored(image);
		try (StatusProgress progress = new StatusProgress("Adapt Motion Models")) {
			final StackAdaptation adaptation = new StackAdaptation(recording, new StackAdaptation.Settings(models, name, steps, rate,
				seed));
			adaptation.run(progress);
			results = adaptation.table();
			plot = adaptation.plot();
		}
	}
}
