package io.github.kinema.host;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

import ij.measure.ResultsTable;
import io.github.kinema.evaluate.DepthAlignment;
import io.github.kinema.evaluate.DepthScore;
import io.github.kinema.evaluate.ErrorDistribution;
import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;

/** Compares depth; the numbers of all frames together are means over frames. */
final class DepthTask extends TruthTask {

	private final DepthAlignment alignment;
	private final boolean inverse;
	private final double nearest;
	private final double farthest;
	private final List<DepthScore> scores = new ArrayList<>();

	/** @param inverse whether the estimate is inverse depth */
	DepthTask(final DepthAlignment alignment, final boolean inverse, final double nearest, final double farthest) {
		super("AbsRel", "relative error of depth");
		this.alignment = alignment;
		this.inverse = inverse;
		this.nearest = nearest;
		this.farthest = farthest;
	}

	@Override
	void checkChannels(final String name, final int channels, final boolean rgb) {
		checkSingle("depth", name, channels, rgb);
	}

	@Override
	Plane compare(final int index, final List<Plane> estimate, final List<Plane> truth, final ResultsTable table,
		final Progress progress)
	{
		final Plane errors = new Plane(truth.get(0).width(), truth.get(0).height());
		final DepthScore score = DepthScore.of(estimate.get(0), inverse, truth.get(0), alignment, nearest, farthest, errors,
			progress);
		scores.add(score);
		fill(table, List.of(score));
		return errors;
	}

	@Override
	void total(final ResultsTable table, final ErrorDistribution errors) {
		fill(table, scores.stream().filter(score -> score.pixels() > 0).toList());
	}

	private static void fill(final ResultsTable table, final List<DepthScore> scores) {
		mean(table, "AbsRel", scores, DepthScore::absRel);
		mean(table, "SqRel", scores, DepthScore::sqRel);
		mean(table, "RMSE", scores, DepthScore::rmse);
		mean(table, "RMSElog", scores, DepthScore::rmseLog);
		mean(table, "d1", scores, DepthScore::within1);
		mean(table, "d2", scores, DepthScore::within2);
		mean(table, "d3", scores, DepthScore::within3);
		mean(table, "Scale", scores, DepthScore::scale);
		mean(table, "Shift", scores, DepthScore::shift);
		mean(table, COVERAGE, scores, DepthScore::coverage);
	}

	private static void mean(final ResultsTable table, final String column, final List<DepthScore> scores,
		final ToDoubleFunction<DepthScore> value)
	{
		table.addValue(column, scores.stream().mapToDouble(value).average().orElse(Double.NaN));
	}

	@Override
	long[] counts() {
		return new long[] { scores.stream().mapToLong(DepthScore::known).sum(), scores.stream().mapToLong(DepthScore::pixels)
			.sum() };
	}
}
