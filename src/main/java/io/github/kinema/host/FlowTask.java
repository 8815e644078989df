package io.github.kinema.host;

import java.util.List;

import ij.measure.ResultsTable;
import io.github.kinema.evaluate.ErrorDistribution;
import io.github.kinema.evaluate.FlowScore;
import io.github.kinema.motion.Flow;
import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;

/** Compares optical flow; if asked, by visible and occluded pixels as well. */
final class FlowTask extends TruthTask {

	private static final double PERCENT = 100;
	private static final float HALF = 0.5f;

	private final PlaneStack occlusion;
	private FlowScore all = FlowScore.NONE;
	private FlowScore visible = FlowScore.NONE;
	private FlowScore occluded = FlowScore.NONE;

	/** @param occlusion not zero where the truth is occluded; null if that is not known */
	FlowTask(final PlaneStack occlusion) {
		super("EPE", "end-point error (px)");
		this.occlusion = occlusion;
	}

	@Override
	String unit() {
		return "px";
	}

	@Override
	void checkChannels(final String name, final int channels, final boolean rgb) {
		if (rgb || channels != 2) throw new IllegalArgumentException("\"" + name + "\" " + (rgb ? "is an RGB image"
			: "has " + channels + (channels == 1 ? " channel" : " channels")) +
			", and task=flow takes two, x and y. Declare them with Image > Properties..., or choose another image.");
	}

	@Override
	Plane compare(final int index, final List<Plane> estimate, final List<Plane> truth, final ResultsTable table,
		final Progress progress)
	{
		final Flow e = flow(estimate);
		final Flow t = flow(truth);
		final FlowScore score = FlowScore.of(e, t, i -> true);
		final Plane errors = FlowScore.errors(e, t);
		all = all.plus(score);
		fill(table, score, ErrorDistribution.of(errors));
		if (occlusion != null) {
			final float[] hidden = occlusion.planes(index).get(0).values();
			// NB: written so that NaN is occluded: nobody says that it is visible.
			final FlowScore seen = FlowScore.of(e, t, i -> hidden[i] <= HALF);
			final FlowScore unseen = FlowScore.of(e, t, i -> !(hidden[i] <= HALF));
			visible = visible.plus(seen);
			occluded = occluded.plus(unseen);
			split(table, seen, unseen);
		}
		return errors;
	}

	@Override
	void total(final ResultsTable table, final ErrorDistribution errors) {
		fill(table, all, errors);
		if (occlusion != null) split(table, visible, occluded);
	}

	private static void fill(final ResultsTable table, final FlowScore score, final ErrorDistribution errors) {
		table.addValue("EPE", score.meanEndPointError());
		table.addValue("EPE_median", errors.median());
		table.addValue("Angle", score.meanAngularError());
		table.addValue("Fl", PERCENT * score.outlierShare());
		table.addValue(COVERAGE, score.coverage());
	}

	private static void split(final ResultsTable table, final FlowScore seen, final FlowScore unseen) {
		table.addValue("EPE_visible", seen.meanEndPointError());
		table.addValue("EPE_occluded", unseen.meanEndPointError());
		table.addValue("Fl_visible", PERCENT * seen.outlierShare());
		table.addValue("Fl_occluded", PERCENT * unseen.outlierShare());
	}

	@Override
	long[] counts() {
		return new long[] { all.known(), all.pixels() };
	}

	private static Flow flow(final List<Plane> planes) {
		return new Flow(planes.get(0).width(), planes.get(0).height(), planes.get(0).values(), planes.get(1).values());
	}
}
