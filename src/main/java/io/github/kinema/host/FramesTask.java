package io.github.kinema.host;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

import ij.measure.ResultsTable;
import io.github.kinema.device.Device;
import io.github.kinema.evaluate.DisplacementClass;
import io.github.kinema.evaluate.ErrorDistribution;
import io.github.kinema.evaluate.FrameScore;
import io.github.kinema.motion.Flow;
import io.github.kinema.motion.FlowGuide;
import io.github.kinema.motion.FlowSettings;
import io.github.kinema.motion.OpticalFlow;
import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;

/** Compares frames, as they would be stored, with the true ones; flicker, and a summary for each class of motion. */
final class FramesTask extends TruthTask {

	private static final String FLICKER = "Flicker";
	private static final String MOTION = "Displacement";

	private final int channels;
	private final double greatest;
	private final double peak;
	private final OpticalFlow motion;
	private final int perSequence;
	private final List<FrameScore> scores = new ArrayList<>();
	private final List<List<Plane>> errors = new ArrayList<>();
	private final List<Double> flickers = new ArrayList<>();
	private final List<DisplacementClass> motions = new ArrayList<>();
	private List<Plane> truthBefore;

	/**
	 * @param channels of the truth; three for RGB
	 * @param greatest value that a pixel of the truth can hold; 0 if its pixels are not integers
	 * @param peak the range of its values
	 * @param device where to find how far things move; null if nobody wants to know
	 * @param perSequence length of each run of consecutive frames
	 */
	FramesTask(final int channels, final double greatest, final double peak, final Device device,
		final int perSequence)
	{
		super("PSNR", "absolute error");
		this.channels = channels;
		this.greatest = greatest;
		this.peak = peak;
		motion = device == null ? null : OpticalFlow.on(device, FlowSettings.DEFAULT);
		this.perSequence = perSequence;
	}

	@Override
	String unit() {
		return null;
	}

	@Override
	void checkChannels(final String name, final int count, final boolean rgb) {
		if (count != channels) throw new IllegalArgumentException("\"" + name + "\" has " + count +
			" channels or colours, the truth has " + channels + ". Compare images of the same kind.");
	}

	@Override
	Plane compare(final int index, final List<Plane> estimate, final List<Plane> truth, final ResultsTable table,
		final Progress progress)
	{
		final List<Plane> stored = greatest > 0 ? estimate.stream().map(plane -> FrameScore.stored(plane, greatest)).toList()
			: estimate;
		final FrameScore score = FrameScore.of(stored, truth, peak, progress);
		final List<Plane> error = new ArrayList<>();
		for (int c = 0; c < truth.size(); c++)
			error.add(FrameScore.error(stored.get(c), truth.get(c)));
		scores.add(score);
		fill(table, List.of(score));
		table.addValue(FLICKER, Double.NaN);
		flicker(index, error, table);
		if (motion != null) table.addValue(MOTION, motion(index, truth, progress));
		return absolute(error);
	}

	/** Flicker is known of a frame once the next one is. */
	private void flicker(final int index, final List<Plane> error, final ResultsTable table) {
		if (index % perSequence == 0) errors.clear();
		errors.add(error);
		flickers.add(Double.NaN);
		if (errors.size() < 3) return;
		final double flicker = FrameScore.flicker(errors.get(0), errors.get(1), errors.get(2));
		flickers.set(index - 1, flicker);
		table.setValue(FLICKER, table.size() - 2, flicker);
		errors.remove(0);
	}

	/** How far things move from the true frame before. NB: nothing leads to the first one of a run, which has no class. */
	private String motion(final int index, final List<Plane> truth, final Progress progress) {
		DisplacementClass found = null;
		if (index % perSequence > 0) {
			final FlowGuide guide = FlowGuide.of(truthBefore, truth);
			final Flow flow = motion.between(guide.first(), guide.second(), progress);
			found = DisplacementClass.of(flow.u(), flow.v());
		}
		truthBefore = truth;
		motions.add(found);
		return found == null ? "" : found.toString();
	}

	@Override
	void total(final ResultsTable table, final ErrorDistribution all) {
		fill(table, scores);
		table.addValue(FLICKER, mean(flickers));
		if (motion == null) return;
		table.addValue(MOTION, "");
		for (final DisplacementClass c : DisplacementClass.values()) {
			final List<FrameScore> own = new ArrayList<>();
			final List<Double> flicker = new ArrayList<>();
			for (int i = 0; i < scores.size(); i++) {
				if (motions.get(i) != c) continue;
				own.add(scores.get(i));
				flicker.add(flickers.get(i));
			}
			if (own.isEmpty()) continue;
			table.addRow();
			table.addValue(TruthComparison.FRAME, TruthComparison.ALL);
			fill(table, own);
			table.addValue(FLICKER, mean(flicker));
			table.addValue(MOTION, c.toString());
		}
	}

	private void fill(final ResultsTable table, final List<FrameScore> scores) {
		// NB: a frame without any error has no finite PSNR; the mean is over the others.
		final double psnr = scores.stream().mapToDouble(FrameScore::psnr).filter(Double::isFinite).average().orElse(scores
			.get(0).psnr());
		table.addValue("PSNR", psnr);
		table.addValue("SSIM", mean(scores, FrameScore::ssim));
		table.addValue("MAE", mean(scores, score -> score.difference().meanAbsoluteError()));
		table.addValue("Bias", mean(scores, score -> score.difference().bias()));
		table.addValue("Peak", peak);
		table.addValue(COVERAGE, mean(scores, FrameScore::coverage));
	}

	private static double mean(final List<FrameScore> scores, final ToDoubleFunction<FrameScore> value) {
		return scores.stream().mapToDouble(value).filter(Double::isFinite).average().orElse(Double.NaN);
	}

	private static double mean(final List<Double> values) {
		return values.stream().mapToDouble(v -> v).filter(Double::isFinite).average().orElse(Double.NaN);
	}

	private static Plane absolute(final List<Plane> error) {
		final Plane map = new Plane(error.get(0).width(), error.get(0).height());
		for (final Plane plane : error)
			for (int i = 0; i < map.values().length; i++)
				map.values()[i] += Math.abs(plane.values()[i]) / error.size();
		return map;
	}

	@Override
	long[] counts() {
		return new long[] { scores.stream().mapToLong(FrameScore::known).sum(), scores.stream().mapToLong(score -> score
			.difference().pixels()).sum() };
	}
}
