package io.github.kinema.command;

import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Attr;
import org.scijava.plugin.Parameter;

import ij.IJ;
import ij.ImagePlus;
import io.github.kinema.host.DeviceChoice;
import io.github.kinema.host.Inputs;
import io.github.kinema.host.Selection;
import io.github.kinema.host.StackAxis;
import io.github.kinema.host.StackInterpolation;
import io.github.kinema.host.StatusProgress;
import io.github.kinema.host.Titles;
import io.github.kinema.interpolate.Timeline;
import io.github.kinema.model.ModelStore;
import io.github.kinema.tile.Progress;

/**
 * What the commands that make frames share: their keys, and the way from a
 * timeline to the images.
 */
abstract class InterpolationCommand implements Command {

	@Parameter(validater = "checkImage")
	protected ImagePlus image;

	@Parameter(label = "Axis", choices = { "automatic", "time", "slices" }, persist = false,
		description = "the axis that gets new planes; automatic: time if there are frames, else slices")
	protected String axis = "automatic";

	@Parameter(label = "Method", choices = { "automatic", "learned", "flow", "blend" }, persist = false,
		description = "flow follows the motion, learned has a model correct it, blend fades over; automatic: the better one by a quick self-check on this stack")
	protected String method = "automatic";

	@Parameter(label = "Model", attrs = @Attr(name = "models", value = "refine interpolate"), persist = false,
		description = "the model that the method learned runs: the shipped one, or the name of one that was imported")
	protected String model = ModelStore.INTERPOLATION;

	@Parameter(label = "Guide channel (0 = all)", min = "0", persist = false,
		description = "the channel that drives the motion of all channels; 0: all of them together")
	protected int guide = 0;

	@Parameter(label = "Confidence stack", persist = false,
		description = "also make a 32-bit stack that says how far each pixel is to be trusted, 0 to 1")
	protected boolean confidence = false;

	@Parameter(label = "Respect scene cuts", persist = false,
		description = "never interpolate across a scene cut: the nearer measured frame fills the gap, labelled so")
	protected boolean cuts = true;

	@Parameter(label = "Lazy (virtual stack)", persist = false,
		description = "make a virtual stack, whose frames are computed when they are looked at or saved")
	protected boolean lazy = false;

	@Parameter(label = "Device", choices = { "automatic", "cpu", "cuda", "opencl" }, persist = false,
		description = "where to compute; automatic: the fastest device that passes its self-test")
	protected String device = "automatic";

	@Parameter(type = ItemIO.OUTPUT)
	protected ImagePlus output;

	@Parameter(type = ItemIO.OUTPUT)
	protected ImagePlus outputconfidence;

	/** Which frames the result has. */
	abstract Timeline timeline(StackAxis along, Progress progress);

	/** The calibrated distance of the result's frames along the axis; 0 unknown. */
	abstract double interval(StackAxis along, Timeline timeline);

	/** What the title of the result ends with. */
	abstract String suffix();

	/** Says before a dialog opens that there is nothing to interpolate. */
	@SuppressWarnings("unused") // NB: called by name.
	private void checkImage() {
		StackAxis.of("automatic", image);
	}

	@Override
	public void run() {
		Inputs.check(this);
		final StackAxis along = StackAxis.of(axis, image);
		if (cuts && !along.mayHaveCuts(image))
			IJ.log("Kinema: no scene cuts are looked for along the slices of \"" + image.getTitle() + "\", a z stack.");
		Selection.sayIgnored(image);
		try (StatusProgress status = new StatusProgress(Inputs.name(this).replace("...", ""))) {
			final Timeline timeline = timeline(along, status.part(0, 0.1));
			final StackInterpolation interpolation = new StackInterpolation(image, timeline,
				new StackInterpolation.Settings(Inputs.name(this), along, method, model, guide, confidence, cuts, lazy, //
					DeviceChoice.of(device)),
				status.part(0.1, 0.2));
			final double interval = interval(along, timeline);
			final ImagePlus frames = interpolation.frames(Titles.derived(image, suffix()), interval, status.part(0.2, 1));
			outputconfidence = interpolation.confidence(Titles.derived(image, suffix() + "-confidence"), interval);
			output = frames;
		}
	}
}
