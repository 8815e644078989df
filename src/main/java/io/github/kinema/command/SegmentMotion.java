package io.github.kinema.command;

import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Attr;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

import ij.ImagePlus;
import io.github.kinema.camera.LearnedSegmentation;
import io.github.kinema.device.Device;
import io.github.kinema.host.DeviceChoice;
import io.github.kinema.host.Inputs;
import io.github.kinema.host.Models;
import io.github.kinema.host.Processing;
import io.github.kinema.host.Selection;
import io.github.kinema.host.StackAxis;
import io.github.kinema.host.StackCamera;
import io.github.kinema.host.StackSegmentation;
import io.github.kinema.host.StatusProgress;
import io.github.kinema.host.Titles;
import io.github.kinema.model.ModelStore;

/** Tells what moves by itself from what only seems to move because the camera does. */
@Plugin(type = Command.class, menuPath = "Plugins>Kinema>Segment Motion...", headless = true,
	attrs = @Attr(name = "no-legacy"),
	description = "Tells for every pixel of a recording whether what it shows moves by itself, or only seems to because the camera moves: as a mask, as numbered things that keep their number over time, and as entries of the ROI Manager. Also for a camera that stands still or only turns.")
public class SegmentMotion implements Command {

	private static final String LEARNED = "learned";

	@Parameter(validater = "checkImage")
	private ImagePlus image;

	@Parameter(label = "Method", choices = { "learned", "geometry" }, persist = false,
		description = "learned: a model tells, from where the camera was, the depth, the flow and what the frames look like; geometry: what no depth explains, given where the camera was, moves")
	private String method = LEARNED;

	@Parameter(label = "Model", attrs = @Attr(name = "models", value = "segment"), persist = false,
		description = "the model that the method learned runs: the shipped one, or the name of one that was imported")
	private String model = ModelStore.SEGMENTATION;

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

	@Parameter(label = "Smallest thing (px)", min = "1", persist = false,
		description = "connected areas of fewer pixels are taken to be at rest")
	private int smallest = 50;

	@Parameter(label = "Numbered things", persist = false,
		description = "also a 16-bit stack in which each moving thing has a number, the same in all frames that it can be followed through")
	private boolean labels = false;

	@Parameter(label = "ROI Manager", persist = false,
		description = "also put the outline of each moving thing into the ROI Manager, at its frame; not without windows")
	private boolean rois = false;

	@Parameter(label = "Device", choices = { "automatic", "cpu", "cuda", "opencl" }, persist = false,
		description = "where to compute; automatic: the fastest device that passes its self-test")
	private String device = "automatic";

	@Parameter(type = ItemIO.OUTPUT)
	private ImagePlus output;

	@Parameter(type = ItemIO.OUTPUT)
	private ImagePlus outputlabels;

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
		final LearnedSegmentation learned = LEARNED.equals(method) ? learned(on) : null;
		final StackSegmentation segmentation = new StackSegmentation(recording, learned, smallest, on);
		try (StatusProgress progress = new StatusProgress("Segment Motion")) {
			segmentation.find(progress);
		}
		final Processing own = Processing.of(this, image, on);
		final Processing processing = learned == null ? own : own.with(learned.model());
		if (labels) {
			outputlabels = segmentation.labels(Titles.derived(image, "-things"));
			processing.write(outputlabels, StackSegmentation.LABELS + segmentation.sentence());
		}
		output = segmentation.mask(Titles.derived(image, "-moving"));
		processing.write(output, StackSegmentation.MASK + segmentation.sentence());
		if (rois) segmentation.addToManager();
	}

	private LearnedSegmentation learned(final Device on) {
		final LearnedSegmentation learned = new LearnedSegmentation(Models.store().find(model), on);
		Models.announce(learned.model(), learned.provider());
		return learned;
	}
}
