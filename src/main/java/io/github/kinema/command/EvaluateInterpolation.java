package io.github.kinema.command;

import java.util.List;
import java.util.regex.Pattern;

import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Attr;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

import ij.ImagePlus;
import ij.gui.Plot;
import ij.measure.ResultsTable;
import io.github.kinema.device.CpuDevice;
import io.github.kinema.host.DeviceChoice;
import io.github.kinema.host.EvaluationReport;
import io.github.kinema.host.Inputs;
import io.github.kinema.host.Models;
import io.github.kinema.host.Selection;
import io.github.kinema.host.StackAxis;
import io.github.kinema.host.StackEvaluation;
import io.github.kinema.host.StatusProgress;
import io.github.kinema.host.Titles;
import io.github.kinema.interpolate.MotionMethods;
import io.github.kinema.model.ModelStore;

/** Drops frames, rebuilds them, and compares with what was measured. */
@Plugin(type = Command.class, menuPath = "Plugins>Kinema>Evaluate Interpolation...", headless = true,
	attrs = @Attr(name = "no-legacy"),
	description = "Drops frames of the stack, rebuilds them by each method, and compares with what was measured: PSNR, SSIM, mean absolute error and bias; and how well the confidence knew the errors.")
public class EvaluateInterpolation implements Command {

	@Parameter(validater = "checkImage")
	private ImagePlus image;

	@Parameter(label = "Axis", choices = { "automatic", "time", "slices" }, persist = false,
		description = "the axis along which frames are dropped; automatic: time if there are frames, else slices")
	private String axis = "automatic";

	@Parameter(label = "Step", min = "2", persist = false,
		description = "every step-th frame is kept, those between are dropped and rebuilt")
	private int step = 2;

	@Parameter(label = "Methods", persist = false,
		description = "the methods to compare, separated by commas: blend, flow, learned, automatic")
	private String methods = "blend, flow";

	@Parameter(label = "Model", attrs = @Attr(name = "models", value = "refine interpolate"), persist = false,
		description = "the model that the method learned runs: the shipped one, or the name of one that was imported")
	private String model = ModelStore.INTERPOLATION;

	@Parameter(label = "Guide channel (0 = all)", min = "0", persist = false,
		description = "the channel that drives the motion of all channels; 0: all of them together")
	private int guide = 0;

	@Parameter(label = "Error maps", persist = false,
		description = "also make a 32-bit stack of absolute errors, a channel for each method")
	private boolean errors = false;

	@Parameter(label = "Device", choices = { "automatic", "cpu", "cuda", "opencl" }, persist = false,
		description = "where to compute; automatic: the fastest device that passes its self-test")
	private String device = "automatic";

	@Parameter(type = ItemIO.OUTPUT)
	private ResultsTable results;

	@Parameter(type = ItemIO.OUTPUT)
	private Plot plot;

	@Parameter(type = ItemIO.OUTPUT)
	private Plot reliability;

	@Parameter(type = ItemIO.OUTPUT)
	private ImagePlus output;

	/** Says before the dialog opens that there is nothing to evaluate. */
	@SuppressWarnings("unused") // NB: called by name.
	private void checkImage() {
		StackAxis.of("automatic", image);
	}

	@Override
	public void run() {
		Inputs.check(this);
		final List<String> names = names();
		final StackAxis along = StackAxis.of(axis, image);
		Selection.sayIgnored(image);
		try (StatusProgress progress = new StatusProgress("Evaluate Interpolation")) {
			final StackEvaluation evaluation = new StackEvaluation(image, along, step, names, model, guide,
				DeviceChoice.of(device), errors);
			final EvaluationReport report = new EvaluationReport(names, evaluation.run(progress), evaluation.reliabilities());
			if (errors) output = evaluation.errors(Titles.derived(image, "-errors"));
			plot = report.plot(Titles.derived(image, "-psnr"));
			reliability = report.reliability(Titles.derived(image, "-reliability"));
			results = report.table();
		}
	}

	private List<String> names() {
		final List<String> names = Pattern.compile(",").splitAsStream(methods).map(String::strip) //
			.filter(name -> !name.isEmpty()).distinct().toList();
		if (names.isEmpty()) throw new IllegalArgumentException("methods is empty: name at least one, such as blend, flow.");
		// NB: names are the same on every device, and the choice of one may take its time.
		final MotionMethods known = new MotionMethods(CpuDevice.INSTANCE, Models.store(), model);
		for (final String name : names)
			if (!"automatic".equals(name)) known.named(name);
		return names;
	}
}
