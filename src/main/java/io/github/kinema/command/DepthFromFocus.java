package io.github.kinema.command;

import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Attr;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

import ij.ImagePlus;
import io.github.kinema.device.Device;
import io.github.kinema.host.DeviceChoice;
import io.github.kinema.host.Inputs;
import io.github.kinema.host.Processing;
import io.github.kinema.host.Selection;
import io.github.kinema.host.StackFocus;
import io.github.kinema.host.StatusProgress;
import io.github.kinema.host.Titles;
import io.github.kinema.motion.FocusMeasure;
import io.github.kinema.motion.FocusSettings;

/** Finds the height of a surface from a stack of slices through its focus. */
@Plugin(type = Command.class, menuPath = "Plugins>Kinema>Depth From Focus...", headless = true,
	attrs = @Attr(name = "no-legacy"),
	description = "Finds where each pixel of a focus stack is sharp, between slices: the height of the surface in units of depth, an image with all of it in focus, and a picture of the surface. Heights count from the first slice: slice n lies at (n - 1) times the voxel depth, as in ImageJ, less the origin.")
public class DepthFromFocus implements Command {

	@Parameter(validater = "checkImage")
	private ImagePlus image;

	@Parameter(label = "Measure", choices = { "tenengrad", "laplacian" }, persist = false,
		description = "what tells sharp from blurred: the squared gradient, which noise confuses less, or the squared Laplacian, which goes for the finest detail")
	private String measure = "tenengrad";

	@Parameter(label = "Radius (px)", min = "1", max = "100", persist = false,
		description = "how far the window reaches that the measure is averaged over: larger for noise and sparse detail, smaller for steep edges")
	private int radius = 6;

	@Parameter(label = "Smooth (px)", min = "0", max = "50", persist = false,
		description = "standard deviation of a pixel-adaptive filter of the height, guided by the sharp image and weighted by confidence; 0: none")
	private double smooth = 3;

	@Parameter(label = "Align slices", persist = false,
		description = "bring slices that show the scene shifted, turned or magnified otherwise, as a lens does that is refocused, to where the first or the last one shows it; slices that fit stay as they are")
	private boolean align = true;

	@Parameter(label = "Channel (0: all)", min = "0", persist = false, validater = "checkImage",
		description = "the channel, or colour, that tells sharp from blurred; all others follow it")
	private int channel = 0;

	@Parameter(label = "Confidence", persist = false, description = "also an image of how clear the height is, 0 to 1")
	private boolean confidence = false;

	@Parameter(label = "Surface (3-D picture)", persist = false, description = "also a picture of the surface, seen from the side")
	private boolean surface = false;

	@Parameter(label = "Device", choices = { "automatic", "cpu", "cuda", "opencl" }, persist = false,
		description = "where to compute; automatic: the fastest there is")
	private String device = "automatic";

	@Parameter(type = ItemIO.OUTPUT)
	private ImagePlus output;

	@Parameter(type = ItemIO.OUTPUT)
	private ImagePlus outputsharp;

	@Parameter(type = ItemIO.OUTPUT)
	private ImagePlus outputconfidence;

	@Parameter(type = ItemIO.OUTPUT)
	private ImagePlus outputsurface;

	/** Says while the dialog is open what does not fit together. */
	@SuppressWarnings("unused") // NB: called by name.
	private void checkImage() {
		StackFocus.check(image, channel);
	}

	@Override
	public void run() {
		Inputs.check(this);
		Selection.sayIgnored(image);
		final FocusSettings settings = new FocusSettings(FocusMeasure.named(measure), radius, smooth, align);
		final Device on = DeviceChoice.of(device);
		try (StatusProgress progress = new StatusProgress("Depth From Focus")) {
			final StackFocus focus = new StackFocus(image, channel, settings, on);
			focus.find(progress);
			final ImagePlus height = focus.height(Titles.derived(image, "-height"));
			final ImagePlus sharp = focus.sharp(Titles.derived(image, "-sharp"));
			final ImagePlus sure = confidence ? focus.confidence(Titles.derived(image, "-confidence")) : null;
			final ImagePlus drawn = surface ? focus.surface(Titles.derived(image, "-surface"), sharp, progress) : null;
			final Processing processing = Processing.of(this, image, on);
			processing.write(height, focus.heightSentences());
			processing.write(sharp, StackFocus.SHARP);
			if (confidence) processing.write(sure, StackFocus.CONFIDENCE);
			if (surface) processing.write(drawn, StackFocus.SURFACE);
			output = height;
			outputsharp = sharp;
			outputconfidence = sure;
			outputsurface = drawn;
		}
	}
}
