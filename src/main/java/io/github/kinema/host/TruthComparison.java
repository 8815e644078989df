package io.github.kinema.host;

import java.awt.Color;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import ij.ImagePlus;
import ij.ImageStack;
import ij.gui.Plot;
import ij.measure.ResultsTable;
import io.github.kinema.device.Device;
import io.github.kinema.evaluate.DepthAlignment;
import io.github.kinema.evaluate.ErrorDistribution;
import io.github.kinema.evaluate.ValueRange;
import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;

/** Compares an estimated stack with the true one, plane by plane: a table, error maps and plots. */
public final class TruthComparison {

	private static final int DIGITS = 5;
	private static final String LINE = "connected circles";

	/** Heading of the column that counts frames from 1. */
	static final String FRAME = "Frame";

	/** What stands there for all frames together. */
	static final String ALL = "all";

	private final ImagePlus image;
	private final PlaneStack estimate;
	private final PlaneStack truth;
	private final TruthTask task;
	private final ResultsTable table = new ResultsTable();
	private final ErrorDistribution distribution = new ErrorDistribution();
	private final List<Plane> maps = new ArrayList<>();

	private TruthComparison(final ImagePlus image, final PlaneStack estimate, final PlaneStack truth,
		final TruthTask task)
	{
		this.image = image;
		this.estimate = estimate;
		this.truth = truth;
		this.task = task;
		estimate.checkSame("truth", truth);
		task.checkChannels(truth.name(), truth.channels(), truth.isRGB());
		task.checkChannels(estimate.name(), estimate.channels(), estimate.isRGB());
		table.setPrecision(DIGITS);
	}

	/**
	 * Compares optical flow, channels x and y in px.
	 *
	 * @param occlusion above one half where the truth is occluded; null if that is not known
	 * @throws IllegalArgumentException if the images do not fit
	 */
	public static TruthComparison ofFlow(final ImagePlus estimate, final ImagePlus truth, final ImagePlus occlusion) {
		final PlaneStack right = PlaneStack.calibrated(truth);
		final PlaneStack hidden = occlusion == null ? null : PlaneStack.calibrated(occlusion);
		if (hidden != null) {
			right.checkSame("occlusion", hidden);
			TruthTask.checkSingle("flow", hidden.name(), hidden.channels(), hidden.isRGB());
		}
		return new TruthComparison(estimate, PlaneStack.calibrated(estimate), right, new FlowTask(hidden));
	}

	/**
	 * Compares depth.
	 *
	 * @param inverse whether the estimate is inverse depth
	 * @param nearest smallest depth that counts, positive
	 * @param farthest greatest depth that counts; infinite if there is no limit
	 * @throws IllegalArgumentException if the images do not fit
	 */
	public static TruthComparison ofDepth(final ImagePlus estimate, final ImagePlus truth, final String alignment,
		final boolean inverse, final double nearest, final double farthest)
	{
		if (!(farthest > nearest)) throw new IllegalArgumentException("farthest=" + farthest + ": it must be beyond nearest=" +
			nearest + ".");
		final DepthAlignment how = switch (alignment) {
			case "none" -> DepthAlignment.NONE;
			case "median" -> DepthAlignment.MEDIAN;
			default -> DepthAlignment.INVERSE_SCALE_AND_SHIFT;
		};
		return new TruthComparison(estimate, PlaneStack.calibrated(estimate), PlaneStack.calibrated(truth), new DepthTask(how, inverse,
			nearest, farthest));
	}

	/**
	 * Compares foreground, above one half, and background.
	 *
	 * @throws IllegalArgumentException if the images do not fit
	 */
	public static TruthComparison ofSegmentation(final ImagePlus estimate, final ImagePlus truth) {
		return new TruthComparison(estimate, PlaneStack.calibrated(estimate), PlaneStack.calibrated(truth), new SegmentationTask());
	}

	/**
	 * Compares frames, in the grey levels that are stored.
	 *
	 * @param motion where to find how far things move in the truth; null if nobody wants to know
	 * @throws IllegalArgumentException if the images do not fit
	 * @throws java.util.concurrent.CancellationException if cancelled
	 */
	public static TruthComparison ofFrames(final ImagePlus estimate, final ImagePlus truth, final Device motion,
		final Progress progress)
	{
		StackImage.checkMixable(estimate);
		StackImage.checkMixable(truth);
		final PlaneStack right = PlaneStack.stored(truth);
		// NB: 16 bits are seldom used in full.
		final double peak = right.greatest() == 255 ? 255 : range(right, progress);
		return new TruthComparison(estimate, PlaneStack.stored(estimate), right, new FramesTask(right.channels(), right
			.greatest(), peak, motion, right.frames()));
	}

	/** The range of the true values: the peak where the type has none of its own. */
	private static double range(final PlaneStack truth, final Progress progress) {
		final ValueRange range = new ValueRange();
		for (int i = 0; i < truth.size(); i++) {
			progress.check();
			truth.planes(i).forEach(range::add);
		}
		return range.length();
	}

	/**
	 * Compares all planes.
	 *
	 * @param keepMaps whether {@link #errors} will be asked
	 * @throws IllegalStateException if memory does not suffice for that: said before anything is compared
	 * @throws IllegalArgumentException if there is nothing to compare, as where all of the truth is NaN
	 * @throws java.util.concurrent.CancellationException if cancelled
	 */
	public void run(final boolean keepMaps, final Progress progress) {
		if (keepMaps) Memory.require(4L * image.getWidth() * image.getHeight() * estimate.size(), "Leave out the error maps.");
		for (int i = 0; i < estimate.size(); i++) {
			progress.check();
			table.addRow();
			table.addValue(FRAME, i % estimate.frames() + 1);
			if (estimate.slices() > 1) table.addValue("Slice", i / estimate.frames() + 1);
			final Plane errors = task.compare(i, estimate.planes(i), truth.planes(i), table, progress.silent());
			distribution.add(errors);
			if (keepMaps) maps.add(errors);
			progress.update((i + 1.0) / estimate.size());
		}
		final long[] counts = task.counts();
		if (counts[0] == 0) throw nothing(truth, "truth", "no pixel of it is known, or within the limits");
		if (counts[1] == 0) throw nothing(estimate, "estimate", "it has no value where the truth is known");
		table.addRow();
		table.addValue(FRAME, ALL);
		task.total(table, distribution);
	}

	private static IllegalArgumentException nothing(final PlaneStack stack, final String key, final String problem) {
		return new IllegalArgumentException("There is nothing to compare: " + key + "=" + stack.name() + ": " + problem +
			". NaN is unknown.");
	}

	/** A row for each frame, then one for all of them. */
	public ResultsTable table() {
		return table;
	}

	/** The errors, 32 bit, a plane for each position; NaN where nothing was compared. */
	public ImagePlus errors(final String title) {
		final ImageStack stack = new ImageStack(image.getWidth(), image.getHeight());
		for (int n = 0; n < maps.size(); n++) {
			final int frame = n / estimate.slices();
			final int slice = n % estimate.slices();
			stack.addSlice(task.error(), maps.get(frame + estimate.frames() * slice).values());
		}
		final ImagePlus result = new ImagePlus(title, stack);
		result.setDimensions(1, image.getNSlices(), image.getNFrames());
		result.setCalibration(image.getCalibration());
		ResultImage.setValueUnit(result, task.unit() == null ? ResultImage.storedUnit(image) : task.unit());
		result.setProperty("Info", "Kinema " + Version.get() + ": " + task.error() + " of \"" + estimate.name() +
			"\" against \"" + truth.name() + "\". NaN: nothing to compare.\n");
		// NB: the range of the first plane alone would make the others look alike.
		final double end = task.hasCurve() ? distribution.curve().end() : 1;
		result.setDisplayRange(0, end > 0 ? end : 1);
		return result;
	}

	/** The most telling number over frames; null if there is only one. */
	public Plot overFrames(final String title) {
		if (estimate.frames() == 1) return null;
		final double[] frames = new double[estimate.frames()];
		Arrays.setAll(frames, i -> i + 1);
		final Plot plot = plot(title, estimate.slices() == 1 ? FRAME : FRAME + " (a line for each slice)", task.value(), frames,
			values(0), LINE);
		plot.setColor(Color.BLUE, Color.BLUE);
		for (int slice = 1; slice < estimate.slices(); slice++)
			plot.add(LINE, frames, values(slice));
		plot.setColor(Color.BLACK);
		plot.setLimitsToFit(false);
		return plot;
	}

	/** What is plotted of the frames of a slice. */
	private double[] values(final int slice) {
		final double[] values = new double[estimate.frames()];
		for (int i = 0; i < values.length; i++) {
			final double value = table.getValue(task.value(), slice * values.length + i);
			values[i] = Double.isInfinite(value) ? Double.NaN : value;
		}
		return values;
	}

	/** The cumulative curve of the errors; null if it would say nothing. */
	public Plot cumulative(final String title) {
		if (!task.hasCurve()) return null;
		final ErrorDistribution.Curve curve = distribution.curve();
		return shares(title, task.error(), "Share of pixels", curve.errors(), curve.shares());
	}

	/** A plot of shares, 0 to 1, of what has an error of at most so much. */
	static Plot shares(final String title, final String x, final String y, final double[] errors,
		final double[] shares)
	{
		final Plot plot = plot(title, x, y, errors, shares, "line");
		final double end = errors[errors.length - 1];
		plot.setLimits(0, end > 0 ? end : 1, 0, 1);
		return plot;
	}

	/** A plot in the colours of all of them. */
	static Plot plot(final String title, final String x, final String y, final double[] xs, final double[] ys,
		final String shape)
	{
		final Plot plot = new Plot(title, x, y);
		plot.setColor(Color.BLUE, Color.BLUE);
		plot.setLineWidth(2);
		plot.add(shape, xs, ys);
		plot.setColor(Color.BLACK);
		plot.setLimitsToFit(false);
		return plot;
	}
}
