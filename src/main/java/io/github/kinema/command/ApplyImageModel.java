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
import io.github.kinema.host.StackModel;
import io.github.kinema.host.StatusProgress;
import io.github.kinema.host.Titles;

/** Runs an imported model over a stack, plane by plane. */
@Plugin(type = Command.class, menuPath = "Plugins>Kinema>Apply Image Model...", headless = true,
	attrs = @Attr(name = "no-legacy"),
	description = "Runs a model that makes an image of an image, such as one that denoises, sharpens or segments, over every plane of the stack by itself. Import Model... adds models.")
public class ApplyImageModel implements Command {

	@Parameter(validater = "checkImage")
	private ImagePlus image;

	@Parameter(label = "Model", attrs = @Attr(name = "models", value = "image"), persist = false,
		description = "the name of a model that makes an image of an image")
	private String model = "";

	@Parameter(label = "Lazy (virtual stack)", persist = false,
		description = "make a virtual stack, whose planes are computed when they are looked at or saved")
	private boolean lazy = false;

	@Parameter(label = "Device", choices = { "automatic", "cpu", "cuda", "opencl" }, persist = false,
		description = "where to compute; automatic: the accelerator that ONNX Runtime offers, or else the processor")
	private String device = "automatic";

	@Parameter(type = ItemIO.OUTPUT)
	private ImagePlus output;

	/** Says before the dialog opens that no model could run on the image. */
	@SuppressWarnings("unused") // NB: called by name.
	private void checkImage() {
		StackModel.check(image);
	}

	@Override
	public void run() {
		Inputs.check(this);
		Selection.sayNoArea(image);
		final Device on = DeviceChoice.of(device);
		try (StatusProgress progress = new StatusProgress("Apply Image Model")) {
			final StackModel stack = new StackModel(image, model, on);
			final ImagePlus applied = stack.applied(Titles.derived(image, "-" + model), lazy, progress);
			Processing.of(this, image, on).by(stack.model()).write(applied, stack.sentences());
			output = applied;
		}
	}
}
