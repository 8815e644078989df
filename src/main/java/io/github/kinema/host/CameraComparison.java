package io.github.kinema.host;

import java.util.Arrays;

import ij.gui.Plot;
import ij.measure.ResultsTable;
import io.github.kinema.evaluate.CameraScore;
import io.github.kinema.format.Trajectory;
import io.github.kinema.tile.Progress;

/** Compares an estimated camera trajectory with the true one: a table and plots. Immutable. */
public final class CameraComparison {

	private static final int DIGITS = 6;
	private static final String SCALE = "Scale";

	private final CameraScore score;

	/**
	 * @param tolerance how far two time stamps may be apart
	 * @throws IllegalArgumentException if too few poses match, or one of the two does not move
	 * @throws java.util.concurrent.CancellationException if cancelled
	 */
	public CameraComparison(final Trajectory estimate, final Trajectory truth, final double tolerance,
		final Progress progress)
	{
		score = CameraScore.of(estimate, truth, tolerance, progress);
	}

	/** A row for each matched pose, then one for all: the root of the mean square of positions, means of the others. */
	public ResultsTable table() {
		final ResultsTable table = new ResultsTable();
		table.setPrecision(DIGITS);
		for (int i = 0; i < score.times().length; i++) {
			table.addRow();
			table.addValue(TruthComparison.FRAME, i + 1);
			row(table, score.times()[i], score.position()[i], score.stepTranslation()[i], score.stepRotation()[i], score
				.snippets()[i]);
			table.addValue(SCALE, "");
			table.addValue(TruthTask.COVERAGE, "");
		}
		table.addRow();
		table.addValue(TruthComparison.FRAME, TruthComparison.ALL);
		row(table, Double.NaN, score.absoluteTrajectoryError(), CameraScore.mean(score.stepTranslation()), CameraScore.mean(
			score.stepRotation()), CameraScore.mean(score.snippets()));
		table.addValue(SCALE, score.scale());
		table.addValue(TruthTask.COVERAGE, score.coverage());
		return table;
	}

	private static void row(final ResultsTable table, final double time, final double position,
		final double translation, final double rotation, final double snippet)
	{
		table.addValue("Time", time);
		table.addValue("ATE", position);
		table.addValue("Step_translation", translation);
		table.addValue("Step_rotation", rotation);
		table.addValue("Snippet_ATE", snippet);
	}

	/** The distance of positions over time. */
	public Plot overTime(final String title) {
		return TruthComparison.plot(title, "Time (s)", "ATE", score.times(), score.position(), "connected circles");
	}

	/** The cumulative curve of the distances. */
	public Plot cumulative(final String title) {
		final double[] sorted = score.position().clone();
		Arrays.sort(sorted);
		final double[] shares = new double[sorted.length];
		Arrays.setAll(shares, i -> (i + 1.0) / shares.length);
		return TruthComparison.shares(title, "ATE", "Share of poses", sorted, shares);
	}
}
