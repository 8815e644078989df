package io.github.kinema.command;

import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Attr;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

import ij.ImagePlus;
import io.github.kinema.device.Device;
import io.github.kinema.filter.JointUpsampling;
import io.github.kinema.host.DeviceChoice;
import io.github.kinema.host.Inputs;
import io.github.kinema.host.Processing;
import io.github.kinema.host.RangeEstimate;
import io.github.kinema.host.Selection;
import io.github.kinema.host.StackUpsampling;
import io.github.kinema.host.StatusProgress;
import io.github.kinema.host.Titles;

/** Brings a stack to the size of a guide and its edges to those of the guide. */
@Plugin(type = Command.class, menuPath = "Plugins>Kinema>Joint Upsample...", headless = true,
	attrs = @Attr(name = "no-legacy"),
	description = "Brings an image of few pixels (depth, flow, lifetime, spectra) to the size of a guide of the same field of view, so that its edges are those of the guide; pixels that are no number (NaN) are filled.")
public class JointUpsample implements Command {

	@Parameter
	private ImagePlus image;

	@Parameter(label = "Guide", validater = "checkGuide", persist = false,
		description = "an image of the same field of view in more pixels, with one plane for all or one for each; all its channels count")
	private ImagePlus guide;

	@Parameter(label = "Radius (px of this image)", min = "1", max = "20", persist = false, description = "how far the window reaches")
	private int radius = 1;

	@Parameter(label = "Space (px of this image)", persist = false, attrs = @Attr(name = "above", value = "0"),
		description = "standard deviation of the weight by distance")
	private double space = 0.5;

	@Parameter(label = "Range (grey values)", persist = false,
		attrs = { @Attr(name = "above", value = "0"), @Attr(name = "estimate", value = "estimateRange") },
		description = "standard deviation of the weight by difference, in values of the guide; estimate: by the contrast of the plane that the guide shows")
	private double range = Double.NaN;

	@Parameter(label = "Method", choices = "bilateral", persist = false, description = "bilateral: weights by distance and guide")
	private String method = "bilateral";

	@Parameter(label = "Lazy (virtual stack)", persist = false,
		description = "make a virtual stack, whose planes are computed when they are looked at or saved")
	private boolean lazy = false;

	@Parameter(label = "Device", choices = { "automatic", "cpu", "cuda", "opencl" }, persist = false,
		description = "where to compute; automatic: the fastest there is")
	private String device = "automatic";

	@Parameter(type = ItemIO.OUTPUT)
	private ImagePlus output;

	private double estimateRange() {
		return RangeEstimate.ofContrast(guide == null ? image : guide);
	}

	/** Says while the dialog is open what does not fit together. */
	@SuppressWarnings("unused") // NB: called by name.
	private void checkGuide() {
		StackUpsampling.check(image, guide);
	}

	@Override
	public void run() {
		Inputs.check(this);
		if (Double.isNaN(range)) range = estimateRange();
		Selection.sayIgnored(image);
		final Device on = DeviceChoice.of(device);
		try (StatusProgress progress = new StatusProgress("Joint Upsample")) {
			final StackUpsampling upsampling = new StackUpsampling(image, guide, //
				new JointUpsampling.Settings(radius, space, range), on);
			final ImagePlus upsampled = upsampling.upsampled(Titles.derived(image, "-upsampled"), lazy, progress);
			Processing.of(this, image, on).write(upsampled, StackUpsampling.PIXELS);
			output = upsampled;
		}
	}
}
