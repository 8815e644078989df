package io.github.kinema.host;

import java.util.ArrayList;
import java.util.List;

import ij.measure.ResultsTable;
import io.github.kinema.format.Pose;
import io.github.kinema.format.Trajectory;

/** Camera trajectories as tables: a row for each pose, in the order of TUM's format. */
final class PoseTable {

	/** The columns, in the words of TUM's format. */
	static final List<String> COLUMNS = List.of("timestamp", "tx", "ty", "tz", "qx", "qy", "qz", "qw");

	private static final int DIGITS = 9;

	private PoseTable() {}

	/** @throws IllegalArgumentException if a column is missing, or the poses make no sense */
	static Trajectory read(final String key, final String title, final ResultsTable table) {
		final double[][] columns = new double[COLUMNS.size()][];
		for (int c = 0; c < columns.length; c++)
			columns[c] = column(key, title, table, c);
		final List<Pose> poses = new ArrayList<>();
		for (int r = 0; r < table.size(); r++)
			poses.add(new Pose(columns[0][r], columns[1][r], columns[2][r], columns[3][r], columns[4][r], columns[5][r],
				columns[6][r], columns[7][r]));
		return new Trajectory(poses);
	}

	private static double[] column(final String key, final String title, final ResultsTable table, final int c) {
		if (table.columnExists(COLUMNS.get(c))) return table.getColumn(COLUMNS.get(c));
		throw new IllegalArgumentException(key + "=" + title + ": the table has no column " + COLUMNS.get(c) +
			". A trajectory has the columns " + String.join(", ", COLUMNS) + ".");
	}

	/** A table of a trajectory. */
	static ResultsTable of(final String title, final Trajectory trajectory) {
		final ResultsTable table = new TitledTable(title);
		table.setPrecision(DIGITS);
		for (final Pose p : trajectory.poses()) {
			final double[] values = { p.time(), p.tx(), p.ty(), p.tz(), p.qx(), p.qy(), p.qz(), p.qw() };
			table.addRow();
			for (int c = 0; c < values.length; c++)
				table.addValue(COLUMNS.get(c), values[c]);
		}
		return table;
	}
}
