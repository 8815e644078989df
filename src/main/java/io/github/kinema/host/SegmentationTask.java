package io.github.kinema.host;

import java.util.List;

import ij.measure.ResultsTable;
import io.github.kinema.evaluate.ErrorDistribution;
import io.github.kinema.evaluate.SegmentationScore;
import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;

/** Compares foreground and background, pooled over all frames. */
final class SegmentationTask extends TruthTask {

	private SegmentationScore all = SegmentationScore.NONE;

	SegmentationTask() {
		super("IoU", "1 where the segmentations disagree");
	}

	@Override
	boolean hasCurve() {
		return false;
	}

	@Override
	void checkChannels(final String name, final int channels, final boolean rgb) {
		checkSingle("segmentation", name, channels, rgb);
	}

	@Override
	Plane compare(final int index, final List<Plane> estimate, final List<Plane> truth, final ResultsTable table,
		final Progress progress)
	{
		final SegmentationScore score = SegmentationScore.of(estimate.get(0), truth.get(0));
		all = all.plus(score);
		fill(table, score);
		return SegmentationScore.errors(estimate.get(0), truth.get(0));
	}

	@Override
	void total(final ResultsTable table, final ErrorDistribution errors) {
		fill(table, all);
	}

	private static void fill(final ResultsTable table, final SegmentationScore score) {
		table.addValue("IoU_foreground", score.foreground());
		table.addValue("IoU_background", score.background());
		table.addValue("IoU", score.mean());
		table.addValue(COVERAGE, score.coverage());
	}

	@Override
	long[] counts() {
		return new long[] { all.known(), all.pixels() };
	}
}
