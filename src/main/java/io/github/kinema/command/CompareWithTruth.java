package io.github.kinema.command;

import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Attr;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

import ij.ImagePlus;
import ij.gui.Plot;
import ij.measure.ResultsTable;
import io.github.kinema.host.CameraComparison;
import io.github.kinema.host.DeviceChoice;
import io.github.kinema.host.Inputs;
import io.github.kinema.host.OpenWindow;
import io.github.kinema.host.Selection;
import io.github.kinema.host.StatusProgress;
import io.github.kinema.host.Titles;
import io.github.kinema.host.TruthComparison;

/** Scores what any method has estimated by the protocols of the literature. */
@Plugin(type = Command.class, menuPath = "Plugins>Kinema>Compare With Truth...", headless = true,
	attrs = @Attr(name = "no-legacy"),
	description = "Compares frames, optical flow, depth, a segmentation or a camera trajectory with the truth: the numbers of the literature for each frame and for all, maps of the errors and plots. NaN in the truth is unknown.")
public class CompareWithTruth implements Command {

	private static final String FLOW = "flow";

	@Parameter(required = false)
	private ImagePlus image;

	@Parameter(label = "Task", choices = { "frames", FLOW, "depth", "camera", "segmentation" }, persist = false,
		description = "what is compared: frames by PSNR (the mean of all leaves out those without any error; Peak: 255, or the range of the true frames if they have more than 8 bits), SSIM, mean absolute error, bias and flicker; flow (two channels, x and y) by end-point error (px), angular error (degrees), Fl (percent) and Coverage (share of the truth that has an estimate, 0 to 1, as everywhere); depth by AbsRel, SqRel, RMSE, RMSElog and the shares within 1.25, 1.25² and 1.25³; camera by absolute and relative trajectory error; segmentation (above one half) by intersection over union")
	private String task = "frames";

	@Parameter(label = "Estimate", attrs = @Attr(name = "windows"), persist = false,
		description = "what was estimated: the active image or another by title; for a camera, a table by title, or a file in TUM's format")
	private String estimate = OpenWindow.ACTIVE;

	@Parameter(label = "Truth", attrs = @Attr(name = "windows"), persist = false,
		description = "the truth: an open image by title; for a camera, a table by title, or a file in TUM's format")
	private String truth = "";

	@Parameter(label = "Occlusion (flow)", required = false, persist = false,
		description = "for flow, an image that is above one half where the truth is occluded: errors are also given for visible and occluded pixels")
	private ImagePlus occlusion;

	@Parameter(label = "Alignment (depth)", choices = { "none", "median", "inverse scale and shift" }, persist = false,
		description = "how each depth is brought to the scale of the truth: not at all, by the ratio of medians, or by the best scale and shift of inverse depth")
	private String alignment = "median";

	@Parameter(label = "Estimate is inverse depth", persist = false,
		description = "whether the estimate is 1/depth, as disparity is")
	private boolean inverse = false;

	@Parameter(label = "Nearest depth", persist = false, attrs = @Attr(name = "above", value = "0"),
		description = "true depths up to this do not count, and estimates are not taken for less, in the unit of the truth")
	private double nearest = 0.001;

	@Parameter(label = "Farthest depth", persist = false, attrs = { @Attr(name = "above", value = "0"), @Attr(name = "none",
		value = "none") },
		description = "true depths from this on do not count, and estimates are not taken for more")
	private double farthest = Double.POSITIVE_INFINITY;

	@Parameter(label = "Tolerance of times (camera)", min = "0", persist = false,
		description = "how far the time stamps of two poses may be apart")
	private double tolerance = 0.02;

	@Parameter(label = "Displacement classes (frames)", persist = false,
		description = "find how far things move in the true frames, and add a row for each class of motion")
	private boolean classes = true;

	@Parameter(label = "Error maps", persist = false,
		description = "also make a 32-bit stack of the errors, as large in memory as it is long")
	private boolean errors = true;

	@Parameter(label = "Device", choices = { "automatic", "cpu", "cuda", "opencl" }, persist = false,
		description = "where to find how far things move; automatic: the fastest there is")
	private String device = "automatic";

	@Parameter(type = ItemIO.OUTPUT)
	private ResultsTable results;

	@Parameter(type = ItemIO.OUTPUT)
	private Plot plot;

	@Parameter(type = ItemIO.OUTPUT)
	private Plot curve;

	@Parameter(type = ItemIO.OUTPUT)
	private ImagePlus output;

	@Override
	public void run() {
		Inputs.check(this);
		if (occlusion != null && !task.equals(FLOW)) throw new IllegalArgumentException("occlusion=" + occlusion.getTitle() +
			": it splits the errors of flow, and task=" + task + ". Use occlusion=none.");
		try (StatusProgress progress = new StatusProgress("Compare With Truth")) {
			if (task.equals("camera")) camera(progress);
			else images(progress);
		}
	}

	private void camera(final StatusProgress progress) {
		final CameraComparison comparison = new CameraComparison(OpenWindow.trajectory("estimate", estimate), OpenWindow
			.trajectory("truth", truth), tolerance, progress);
		plot = comparison.overTime("camera-over-time");
		curve = comparison.cumulative("camera-cumulative");
		results = comparison.table();
	}

	private void images(final StatusProgress progress) {
		final ImagePlus estimated = OpenWindow.image("estimate", estimate, image);
		final ImagePlus right = OpenWindow.image("truth", truth, image);
		if (estimated == right) throw new IllegalArgumentException("truth=" + truth +
			": the image cannot be compared with itself. Activate the estimate, and name the truth.");
		Selection.sayIgnored(estimated);
		final TruthComparison comparison = switch (task) {
			case FLOW -> TruthComparison.ofFlow(estimated, right, occlusion);
			case "depth" -> TruthComparison.ofDepth(estimated, right, alignment, inverse, nearest, farthest);
			case "segmentation" -> TruthComparison.ofSegmentation(estimated, right);
			default -> TruthComparison.ofFrames(estimated, right, classes ? DeviceChoice.of(device) : null, progress.silent());
		};
		comparison.run(errors, progress);
		if (errors) output = comparison.errors(Titles.derived(estimated, "-errors"));
		plot = comparison.overFrames(Titles.derived(estimated, "-over-frames"));
		curve = comparison.cumulative(Titles.derived(estimated, "-cumulative"));
		results = comparison.table();
	}
}
