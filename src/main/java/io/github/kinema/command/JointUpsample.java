package io.github.kinema.command;

import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Attr;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

import ij.ImagePlus;
import io.github.kinema.device.Device;
import io.github.kinema.filter.JointUpsampling;
import io.github.kinema.filter.LearnedUpsampling;
import io.github.kinema.filter.Upsampling;
import io.github.kinema.host.DeviceChoice;
import io.github.kinema.host.Inputs;
import io.github.kinema.host.Models;
import io.github.kinema.host.Processing;
import io.github.kinema.host.RangeEstimate;
import io.github.kinema.host.Selection;
import io.github.kinema.host.StackUpsampling;
import io.github.kinema.host.StatusProgress;
import io.github.kinema.host.Titles;
import io.github.kinema.model.ModelStore;

/** Brings a stack to the size of a guide and its edges to those of the guide. */
@Plugin(type = Command.class, menuPath = "Plugins>Kinema>Joint Upsample...", headless = true,
	attrs = @Attr(name = "no-legacy"),
	description = "Brings an image of few pixels (depth, flow, lifetime, spectra) to the size of a guide of the same field of view, so that its edges are those of the guide; pixels that are no number (NaN) are filled.")
public class JointUpsample implements Command {

	private static final String LEARNED = "learned";

	@Parameter
	private ImagePlus image;

	@Parameter(label = "Guide", validater = "checkGuide", persist = false,
		description = "an image of the same field of view in more pixels, with one plane for all or one for each; all its channels count")
	private ImagePlus guide;

	@Parameter(label = "Radius (px of this image)", min = "1", max = "20", persist = false, description = "how far the window reaches; bilateral only")
	private int radius = 1;

	@Parameter(label = "Space (px of this image)", persist = false, attrs = @Attr(name = "above", value = "0"),
		description = "standard deviation of the weight by distance; bilateral only")
	private double space = 0.5;

	@Parameter(label = "Range (grey values)", persist = false,
		attrs = { @Attr(name = "above", value = "0"), @Attr(name = "estimate", value = "estimateRange") },
		description = "standard deviation of the weight by difference, in raw values of the guide (no calibration function counts); estimate: by the contrast of the plane that the guide shows; bilateral only")
	private double range = Double.NaN;

	@Parameter(label = "Method", choices = { "bilateral", "learned" }, persist = false,
		description = "bilateral: weights by distance and guide; learned: a model that has learned on scenes of known depth which edges of the guide count")
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
		if (!LEARNED.equals(method)) RangeEstimate.sayRaw(guide);
		final Device on = DeviceChoice.of(device);
		try (StatusProgress progress = new StatusProgress("Joint Upsample")) {
			final Upsampling upsampling = LEARNED.equals(method) ? learned(on) //
				: new JointUpsampling(on, new JointUpsampling.Settings(radius, space, range));
			final StackUpsampling stack = new StackUpsampling(image, guide, upsampling);
			final ImagePlus upsampled = stack.upsampled(Titles.derived(image, "-upsampled"), lazy, progress);
			Processing.of(this, image, on).write(upsampled, stack.pixels());
			output = upsampled;
		}
	}

	private static Upsampling learned(final Device on) {
		final LearnedUpsampling learned = new LearnedUpsampling(Models.store().find(ModelStore.UPSAMPLING), on);
		Models.announce(learned.model(), learned.provider());
		return learned;
	}
}
