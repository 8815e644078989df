package io.github.kinema.command;

import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Attr;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

import ij.ImagePlus;
import io.github.kinema.device.Device;
import io.github.kinema.host.DeviceChoice;
import io.github.kinema.host.FlowChoice;
import io.github.kinema.host.FlowImages;
import io.github.kinema.host.Inputs;
import io.github.kinema.host.Processing;
import io.github.kinema.host.Selection;
import io.github.kinema.host.StackAxis;
import io.github.kinema.host.StackFlow;
import io.github.kinema.host.StatusProgress;
import io.github.kinema.host.Titles;
import io.github.kinema.model.ModelStore;

/** Measures how far everything moves from each frame to the next. */
@Plugin(type = Command.class, menuPath = "Plugins>Kinema>Estimate Flow...", headless = true,
	attrs = @Attr(name = "no-legacy"),
	description = "Measures for every pixel how far what it shows moves until the next frame or slice, in pixels along x and y.")
public class EstimateFlow implements Command {

	@Parameter(validater = "checkImage")
	private ImagePlus image;

	@Parameter(label = "Method", choices = { "automatic", "learned", "classical" }, persist = false,
		description = "classical: patch search and variational refinement; learned: a model corrects that, and takes several times as long; automatic: learned if the model is known to be better on all kinds of recordings, else classical")
	private String method = "automatic";

	@Parameter(label = "Model", attrs = @Attr(name = "models", value = "flow"), persist = false,
		description = "the model that the method learned runs: the shipped one, or the name of one that was imported")
	private String model = ModelStore.FLOW;

	@Parameter(label = "Axis", choices = { "automatic", "time", "slices" }, persist = false,
		description = "the axis along which things move; automatic: time if there are frames, else slices")
	private String axis = "automatic";

	@Parameter(label = "Guide channel (0 = all)", min = "0", persist = false,
		description = "the channel that shows the motion; 0: all of them together")
	private int guide = 0;

	@Parameter(label = "Colour picture", persist = false,
		description = "also make an RGB stack: the direction is the hue, the length the saturation, one scale for all frames; with a wheel that explains it")
	private boolean colour = false;

	@Parameter(label = "Arrows", persist = false,
		description = "put arrows over the flow, with a key in calibrated units")
	private boolean arrows = false;

	@Parameter(label = "Confidence stack", persist = false,
		description = "also make a 32-bit stack that says how far each vector is to be trusted, 0 to 1; takes twice the time where no model corrects the flow")
	private boolean confidence = false;

	@Parameter(label = "Device", choices = { "automatic", "cpu", "cuda", "opencl" }, persist = false,
		description = "where to compute; automatic: the fastest device that passes its self-test")
	private String device = "automatic";

	@Parameter(type = ItemIO.OUTPUT)
	private ImagePlus output;

	@Parameter(type = ItemIO.OUTPUT)
	private ImagePlus outputcolour;

	@Parameter(type = ItemIO.OUTPUT)
	private ImagePlus outputconfidence;

	/** Says before a dialog opens that there is no motion in a single frame. */
	@SuppressWarnings("unused") // NB: called by name.
	private void checkImage() {
		StackAxis.of("automatic", image);
	}

	@Override
	public void run() {
		Inputs.check(this);
		final StackAxis along = StackAxis.of(axis, image);
		Selection.sayIgnored(image);
		final Device on = DeviceChoice.of(device);
		final StackFlow flow = new StackFlow(image, along, guide, FlowChoice.of(method, model, on), confidence, on);
		try (StatusProgress progress = new StatusProgress("Estimate Flow")) {
			flow.compute(progress);
		}
		final Processing own = Processing.of(this, image, on);
		final Processing processing = flow.model() == null ? own : own.with(flow.model());
		final FlowImages images = new FlowImages(flow, image, arrows);
		final ImagePlus coloured = colour ? images.colours(Titles.derived(image, "-flow-colour")) : null;
		if (coloured != null) processing.write(coloured, images.colourSentences());
		if (confidence) {
			outputconfidence = images.confidence(Titles.derived(image, "-flow-confidence"));
			processing.write(outputconfidence, images.confidenceSentences());
		}
		outputcolour = coloured;
		output = images.flow(Titles.derived(image, "-flow"));
		processing.write(output, images.flowSentences());
	}
}
