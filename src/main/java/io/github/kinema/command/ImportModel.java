package io.github.kinema.command;

import java.util.Locale;

import org.scijava.command.Command;
import org.scijava.plugin.Attr;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

import ij.IJ;
import io.github.kinema.host.Inputs;
import io.github.kinema.host.Models;
import io.github.kinema.host.StatusProgress;
import io.github.kinema.model.ModelImport;
import io.github.kinema.model.ModelTask;
import io.github.kinema.model.StoredModel;

/** Brings a model that others have made into the folder of models. */
@Plugin(type = Command.class, menuPath = "Plugins>Kinema>Import Model...", headless = true,
	attrs = @Attr(name = "no-legacy"),
	description = "Copies a model in the format ONNX into the folder of models, with a description of what it takes and gives, after a test run. It is used by its name from then on.")
public class ImportModel implements Command {

	/** A mean deviation that a right range does not bring about, as a share of the range. */
	private static final double SUSPICIOUS = 0.05;

	@Parameter(label = "File", style = "file", persist = false,
		description = "an ONNX file, or the rdf.yaml that describes one; where there is one, only the name is taken from below")
	private String file = "";

	@Parameter(label = "Name", persist = false,
		description = "what commands shall call the model: letters, digits, dots, dashes; empty: as its file")
	private String name = "";

	@Parameter(label = "Task", choices = { "automatic", "interpolate", "image", "depth" }, persist = false,
		description = "what the model is for; automatic: as its graph tells")
	private String task = "automatic";

	@Parameter(label = "Range", choices = { "0 to 1", "-1 to 1", "0 to 255" }, persist = false,
		description = "the grey values that the model was trained on, which its graph does not tell")
	private String range = "0 to 1";

	@Parameter(label = "Colours", choices = { "rgb", "bgr" }, persist = false,
		description = "the order of its colours, if it has three channels")
	private String order = "rgb";

	@Parameter(label = "Multiple (px)", min = "1", max = "1024", persist = false,
		description = "widths and heights must be multiples of it; images are padded by mirroring")
	private int multiple = 32;

	@Parameter(label = "Result", choices = { "automatic", "grey values", "numbers" }, persist = false,
		description = "what a model for images gives: grey values, which are brought back to those of the image at its own bit depth; or numbers of its own, such as probabilities, which stay as they are at 32 bit; automatic: grey values if it gives as many channels as it takes")
	private String result = "automatic";

	@Parameter(label = "Output of a depth model", choices = { "inverse depth", "depth" }, persist = false,
		description = "what a model for depth gives: larger numbers for what is nearer, as most do, or for what is farther")
	private String output = "inverse depth";

	@Override
	public void run() {
		Inputs.check(this);
		final String[] ends = range.split(" to ");
		final ModelImport.Hints hints = new ModelImport.Hints("automatic".equals(task) ? null : ModelTask.of(task), //
			Double.parseDouble(ends[0]), Double.parseDouble(ends[1]), "bgr".equals(order), multiple, "automatic".equals(result) ? null
				: Boolean.valueOf("grey values".equals(result)), "inverse depth".equals(output));
		try (StatusProgress progress = new StatusProgress("Import Model")) {
			final ModelImport imported = new ModelImport(Models.store());
			final StoredModel model = imported.run(Models.file(file), name, hints, progress);
			IJ.log("Kinema: the model \"" + model.id() + "\" " + imported.graph() + "; it " + model.descriptor().task()
				.phrase() + (model.descriptor().restores() ? ", in the same grey values" : "") + ". It lies in " + model.weights()
				.name() + "." + use(model));
			if (imported.deviation() > SUSPICIOUS) IJ.log(String.format(Locale.ROOT,
				"Kinema: between two equal frames, \"%s\" painted another, by %.0f %% of the range on the average: see whether " +
					"range=[%s] is what it was trained on.", model.id(), 100 * imported.deviation(), range));
		}
	}

	private static String use(final StoredModel model) {
		final ModelTask task = model.descriptor().task();
		if (task.isInterpolation()) return " Use it with method=learned model=" + model.id() + ".";
		if (task == ModelTask.FLOW) return " Use it with Estimate Flow..., method=learned model=" + model.id() + ".";
		if (task == ModelTask.SEGMENT) return " Use it with Segment Motion..., method=learned model=" + model.id() + ".";
		if (task == ModelTask.DEPTH) return " What it gives is " + (model.descriptor().inverse() ? "inverse depth" : "depth") +
			", in a scale of its own. Use it with Estimate Depth..., model=" + model.id() + ".";
		return task == ModelTask.IMAGE ? " Use it with Apply Image Model..., model=" + model.id() + "." : "";
	}
}
