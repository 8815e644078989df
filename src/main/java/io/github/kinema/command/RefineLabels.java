package io.github.kinema.command;

import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Attr;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

import ij.ImagePlus;
import io.github.kinema.device.CpuDevice;
import io.github.kinema.device.Device;
import io.github.kinema.filter.LabelRefinement;
import io.github.kinema.host.DeviceChoice;
import io.github.kinema.host.Inputs;
import io.github.kinema.host.LabelRange;
import io.github.kinema.host.Previewable;
import io.github.kinema.host.Processing;
import io.github.kinema.host.RangeEstimate;
import io.github.kinema.host.Selection;
import io.github.kinema.host.StackLabels;
import io.github.kinema.host.StatusProgress;
import io.github.kinema.host.Titles;

/** Lets labels follow the edges of an image. */
@Plugin(type = Command.class, menuPath = "Plugins>Kinema>Refine Labels...", headless = true,
	attrs = @Attr(name = "no-legacy"),
	description = "Lets the labels of a segmentation, or their probabilities, follow the edges of the image that was segmented: pixels that lie close and look alike come to agree (a conditional random field).")
public class RefineLabels implements Command, Previewable {

	@Parameter
	private ImagePlus image;

	@Parameter(label = "Guide", validater = "checkGuide", persist = false,
		description = "the image that was segmented, of the same size, with one plane for all or one for each; all its channels count")
	private ImagePlus guide;

	@Parameter(label = "Iterations", min = "1", max = "100", persist = false, description = "how often pixels ask their neighbours")
	private int iterations = 5;

	@Parameter(label = "Space (px)", persist = false, attrs = @Attr(name = "above", value = "0"),
		description = "standard deviation of the weight by distance; neighbours up to twice as far are asked")
	private double space = 6;

	@Parameter(label = "Range (grey values)", persist = false,
		attrs = { @Attr(name = "above", value = "0"), @Attr(name = "estimate", value = "estimateRange") },
		description = "standard deviation of the weight by difference, in raw values of the guide (no calibration function counts); estimate: by what the guide shows near borders in the plane that is shown")
	private double range = Double.NaN;

	@Parameter(label = "Weight", min = "0", persist = false,
		description = "how much neighbours count: when all agree, they outvote evidence of up to e^weight : 1; 0: nothing changes")
	private double weight = 5;

	@Parameter(label = "Device", choices = { "automatic", "cpu", "cuda", "opencl" }, persist = false,
		description = "where to compute; automatic: the fastest there is")
	private String device = "automatic";

	@Parameter(type = ItemIO.OUTPUT)
	private ImagePlus output;

	@Parameter(type = ItemIO.OUTPUT)
	private ImagePlus outputprobabilities;

	private double estimateRange() {
		return LabelRange.of(image, guide);
	}

	/** Says while the dialog is open what does not fit together. */
	@SuppressWarnings("unused") // NB: called by name.
	private void checkGuide() {
		StackLabels.check(image, guide);
	}

	/** NB: on the CPU, which needs no test beforehand. */
	@Override
	public Task preview() {
		final StackLabels labels = labels(CpuDevice.INSTANCE);
		final int plane = image.getCurrentSlice();
		return progress -> labels.plane(plane, progress);
	}

	@Override
	public void run() {
		Inputs.check(this);
		Selection.sayNoArea(image);
		RangeEstimate.sayRaw(guide);
		final Device on = DeviceChoice.of(device);
		try (StatusProgress progress = new StatusProgress("Refine Labels")) {
			final ImagePlus[] refined = labels(on).refined(Titles.derived(image, "-refined"), //
				Titles.derived(image, "-refined-probabilities"), progress);
			final Processing processing = Processing.of(this, image, on);
			processing.write(refined[0], "Each pixel has its most probable label, after all have asked their neighbours.");
			processing.write(refined[1], "Each pixel has the probability of a label, after all have asked their neighbours.");
			output = refined[0];
			outputprobabilities = refined[1];
		}
	}

	private StackLabels labels(final Device on) {
		if (Double.isNaN(range)) range = estimateRange();
		return new StackLabels(image, guide, new LabelRefinement.Settings(iterations, space, range, weight), on);
	}
}
