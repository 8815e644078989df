package io.github.kinema.command;

import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Attr;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

import ij.ImagePlus;
import io.github.kinema.camera.DepthModel;
import io.github.kinema.device.Device;
import io.github.kinema.host.DepthAdaptation;
import io.github.kinema.host.DeviceChoice;
import io.github.kinema.host.Inputs;
import io.github.kinema.host.KnownDistance;
import io.github.kinema.host.Processing;
import io.github.kinema.host.StackCamera;
import io.github.kinema.host.StackDepth;
import io.github.kinema.host.StatusProgress;
import io.github.kinema.host.Titles;

/** Finds how far what a camera has recorded is from it. */
@Plugin(type = Command.class, menuPath = "Plugins>Kinema>Estimate Depth...", headless = true,
	attrs = @Attr(name = "no-legacy"),
	description = "Finds for every pixel of a recording how far what it shows is from the camera, from how it moves as the camera does, from what a model sees in each frame, or both. One scale for the whole stack; in units if the length of a line selection is known. Says so if the frames have no parallax to tell by.")
public class EstimateDepth implements Command {

	@Parameter
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

	@Parameter(label = "Known distance (0 = none)", min = "0", persist = false, validater = "checkKnown",
		description = "true distance, in space, of what the two ends of a line selection show in the frame on display; 0: the unit is the median depth of what the first frame shows")
	private double known = 0;

	@Parameter(label = "Its unit", persist = false, description = "the unit of the known distance, which becomes that of the depth")
	private String unit = "m";

	@Parameter(label = "Model", attrs = @Attr(name = "models", value = "depth"), persist = false,
		description = "the name of a model that tells relative depth from single frames: depth, which is shipped, or one that was imported; none: without")
	private String model = DepthAdaptation.NO_MODEL;

	@Parameter(label = "Adapt", choices = { "geometry", "learn", "off" }, persist = false, validater = "checkAdapt",
		description = "geometry: the camera's motion tells the depth, and a model, fitted to that, fills in where it explains it better than what is around; learn: the same, once the model has learned from this recording for some minutes, as Adapt Motion Models has it; off: the model alone, its frames brought to one scale, for a camera that stands still, turns, or has taken one frame")
	private String adapt = "geometry";

	@Parameter(label = "Model of what moves", attrs = @Attr(name = "models", value = "segment"), persist = false,
		description = "the name of a model that tells what moves by itself: segmentation, which is shipped, or one that was adapted; the camera's motion does not tell the depth of that, so that it has the one that the other model guesses. none: all counts as being at rest")
	private String moving = DepthAdaptation.NO_MODEL;

	@Parameter(label = "Confidence", persist = false, description = "also a stack of how sure the depth is, 0 to 1")
	private boolean confidence = false;

	@Parameter(label = "Surface (3-D picture)", persist = false,
		description = "also a picture of the depth of the frame on display as a surface, seen from the side")
	private boolean surface = false;

	@Parameter(label = "Device", choices = { "automatic", "cpu", "cuda", "opencl" }, persist = false,
		description = "where to compute; automatic: the fastest device that passes its self-test")
	private String device = "automatic";

	@Parameter(type = ItemIO.OUTPUT)
	private ImagePlus output;

	@Parameter(type = ItemIO.OUTPUT)
	private ImagePlus outputconfidence;

	@Parameter(type = ItemIO.OUTPUT)
	private ImagePlus outputsurface;

	/** Says while the dialog is open what does not fit together. */
	@SuppressWarnings("unused") // NB: called by name.
	private void checkAdapt() {
		DepthAdaptation.of(adapt, model, confidence, image);
	}

	/** Says while the dialog is open that there is no line to know the length of. */
	@SuppressWarnings("unused") // NB: called by name.
	private void checkKnown() {
		if (known > 0) KnownDistance.of(image, known, unit);
	}

	@Override
	public void run() {
		Inputs.check(this);
		final Device on = DeviceChoice.of(device);
		final DepthAdaptation adaptation = DepthAdaptation.of(adapt, model, confidence, image);
		final KnownDistance distance = known > 0 ? KnownDistance.of(image, known, unit) : null;
		final StackCamera recording = new StackCamera(image, adaptation.axis(axis, image), guide, field, focal, on);
		final DepthModel guess = DepthAdaptation.model(model, on);
		final StackDepth depth = new StackDepth(recording, distance, guess, adaptation.moving(moving, model, on), adaptation, on);
		try (StatusProgress progress = new StatusProgress("Estimate Depth")) {
			depth.find(progress);
		}
		final Processing own = Processing.of(this, image, on);
		final Processing processing = depth.isModelled() ? own.by(depth.model()) : own;
		if (confidence) {
			outputconfidence = depth.confidence(Titles.derived(image, "-depth-confidence"));
			own.write(outputconfidence, StackDepth.CONFIDENCE);
		}
		if (surface) {
			outputsurface = depth.surface(Titles.derived(image, "-surface"));
			processing.write(outputsurface, StackDepth.SURFACE);
		}
		output = depth.depth(Titles.derived(image, "-depth"));
		processing.write(output, depth.sentences());
	}
}
