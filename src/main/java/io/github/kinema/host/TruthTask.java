package io.github.kinema.host;

import java.util.List;

import ij.measure.ResultsTable;
import io.github.kinema.evaluate.ErrorDistribution;
import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;

/** One protocol of a comparison: it is shown plane by plane, and fills a table. To be used on one thread. */
abstract class TruthTask {

	/** Heading of the share of the truth, 0 to 1, that has an estimate to be compared with. */
	static final String COVERAGE = "Coverage";

	private final String value;
	private final String error;

	/**
	 * @param value the column that is plotted over frames
	 * @param error what the error map shows, in words and with its unit
	 */
	TruthTask(final String value, final String error) {
		this.value = value;
		this.error = error;
	}

	/** The column that is plotted over frames. */
	final String value() {
		return value;
	}

	/** What the error map shows, with its unit. */
	final String error() {
		return error;
	}

	/** The unit of the error map; empty if it has none, null if it is that of the stored pixels. */
	String unit() {
		return "";
	}

	/** Whether the cumulative curve of the errors says anything. */
	boolean hasCurve() {
		return true;
	}

	/**
	 * Makes sure that images have the channels that this takes.
	 *
	 * @param name of the image, for the sentence
	 * @param channels its channels, or three for RGB
	 * @throws IllegalArgumentException if not
	 */
	abstract void checkChannels(String name, int channels, boolean rgb);

	/**
	 * Compares two positions of the stacks, in order, and adds numbers to the last row of the table.
	 *
	 * @param index counts from 0
	 * @return the error map
	 * @throws java.util.concurrent.CancellationException if cancelled
	 */
	abstract Plane compare(int index, List<Plane> estimate, List<Plane> truth, ResultsTable table, Progress progress);

	/**
	 * Adds the numbers of all frames together to the last row of the table.
	 *
	 * @param errors those of all error maps
	 */
	abstract void total(ResultsTable table, ErrorDistribution errors);

	/** How many pixels had a truth, and how many of them an estimate. */
	abstract long[] counts();

	/** @throws IllegalArgumentException unless there is one channel of numbers */
	static void checkSingle(final String task, final String name, final int channels, final boolean rgb) {
		if (rgb) throw new IllegalArgumentException("\"" + name + "\" is an RGB image, and task=" + task +
			" takes one channel of numbers. Convert it, or choose another image.");
		if (channels != 1) throw new IllegalArgumentException("\"" + name + "\" has " + channels + " channels, and task=" + task +
			" takes one. Choose one with Image > Duplicate..., or declare the axes with Image > Properties...");
	}
}
