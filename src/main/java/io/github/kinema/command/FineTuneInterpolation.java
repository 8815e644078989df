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
import io.github.kinema.host.StackAxis;
import io.github.kinema.host.StackTuning;
import io.github.kinema.host.StatusProgress;
import io.github.kinema.model.ModelStore;

/** Trains a model further on the user's own recording. */
@Plugin(type = Command.class, menuPath = "Plugins>Kinema>Fine-Tune Interpolation...", headless = true,
	attrs = @Attr(name = "no-legacy"),
	description = "Trains a model that interpolates further on this stack, a recording at a high frame rate: it is asked for frames that were measured. What has become better on the last fifth of the stack, from which it does not learn, is added to the models. Esc ends the training with what was best so far.")
public class FineTuneInterpolation implements Command {

	@Parameter(validater = "checkImage")
	private ImagePlus image;

	@Parameter(label = "Axis", choices = { "automatic", "time", "slices" }, persist = false,
		description = "the axis along which frames lie between frames; automatic: time if there are frames, else slices")
	private String axis = "automatic";

	@Parameter(label = "Model", attrs = @Attr(name = "models", value = "refine"), persist = false,
		description = "the model that is trained further, which stays as it is: the shipped one, or the name of one that was fine-tuned before")
	private String model = ModelStore.INTERPOLATION;

	@Parameter(label = "Name", persist = false,
		description = "what commands shall call the new model: letters, digits, dots, dashes; empty: after the image")
	private String name = "";

	@Parameter(label = "Guide channel (0 = all)", min = "0", persist = false,
		description = "the channel that drives the motion of all channels; 0: all of them together")
	private int guide = 0;

	@Parameter(label = "Steps", min = "1", max = "1000000", persist = false,
		description = "how often to learn, from four squares of frames each time: a step takes a second or less")
	private int steps = 500;

	@Parameter(label = "Learning rate", attrs = @Attr(name = "above", value = "0"), max = "1", persist = false,
		description = "how far to go in a step at the beginning: less if the loss goes up")
	private double rate = 0.0001;

	@Parameter(label = "Seed", min = "0", persist = false, description = "another one chooses other squares in another order")
	private int seed = 1;

	@Parameter(label = "Device", choices = { "automatic", "cpu", "cuda", "opencl" }, persist = false,
		description = "where motion is found and frames are rendered; what learns is always the processor")
	private String device = "automatic";

	@Parameter(type = ItemIO.OUTPUT)
	private ResultsTable results;

	@Parameter(type = ItemIO.OUTPUT)
	private Plot plot;

	/** Says before the dialog opens that there is nothing to learn from. */
	@SuppressWarnings("unused") // NB: called by name.
	private void checkImage() {
		StackTuning.check(image, StackAxis.of("automatic", image));
	}

	@Override
	public void run() {
		Inputs.check(this);
		final StackAxis along = StackAxis.of(axis, image);
		Selection.sayIgnored(image);
		try (StatusProgress progress = new StatusProgress("Fine-Tune Interpolation")) {
			final StackTuning tuning = new StackTuning(image, new StackTuning.Settings(along, model, name, guide, steps, rate, seed,
				DeviceChoice.of(device)));
			tuning.run(progress);
			results = tuning.table();
			plot = tuning.plot();
		}
	}
}
