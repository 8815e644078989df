package io.github.kinema.host;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import ij.ImagePlus;
import ij.WindowManager;
import ij.measure.ResultsTable;
import ij.plugin.filter.Analyzer;
import io.github.kinema.format.Trajectory;
import io.github.kinema.format.TrajectoryFile;

/** Finds what a command works on by the title of its window. */
public final class OpenWindow {

	/** What stands for the image that is active when the command begins. */
	public static final String ACTIVE = "active image";

	private static final String RESULTS = "Results";

	private OpenWindow() {}

	/** The titles of all open images, then of all open tables. */
	static List<String> titles() {
		final List<String> titles = new ArrayList<>();
		for (final ImagePlus image : ImageInput.open()) titles.add(image.getTitle());
		final String[] others = WindowManager.getNonImageTitles();
		for (final String title : others == null ? new String[0] : others)
			if (ResultsTable.getResultsTable(title) != null) titles.add(title);
		return titles;
	}

	/**
	 * An open image.
	 *
	 * @param key of the command, for the sentence
	 * @param title its title or ID, or {@link #ACTIVE}
	 * @param active the active image, or null
	 * @throws IllegalArgumentException if it is not open, or several images have this title
	 */
	public static ImagePlus image(final String key, final String title, final ImagePlus active) {
		if (title.isEmpty()) throw new IllegalArgumentException(key + " is missing: it takes the title of an open image.");
		if (!title.equals(ACTIVE)) return ImageInput.find(key, title);
		if (active == null) throw new IllegalArgumentException(Inputs.NO_IMAGE);
		return active;
	}

	/**
	 * A trajectory from an open table, or, where there is none of that title, from a file.
	 *
	 * @param key of the command, for the sentence
	 * @param name title of a table, or path of a text in the format of TUM
	 * @throws IllegalArgumentException if there is no such table or file, or the table holds no trajectory
	 * @throws java.io.UncheckedIOException if the file is broken
	 */
	public static Trajectory trajectory(final String key, final String name) {
		final ResultsTable table = table(name);
		if (table != null) return PoseTable.read(key, name, table);
		final Path file = NumberedFiles.path(key, name);
		if (!name.isEmpty() && Files.isRegularFile(file)) return TrajectoryFile.read(file);
		throw new IllegalArgumentException(key + (name.isEmpty() || name.equals(ACTIVE) ? " is missing" : "=" + name +
			": there is no such table or file") + ". For a camera, it takes the title of an open table with the columns " + String
				.join(", ", PoseTable.COLUMNS) + ", or the path of a trajectory in TUM's format.");
	}

	/** An open table; null if there is none. NB: without windows, the one there is has been put in place of the results. */
	private static ResultsTable table(final String title) {
		final ResultsTable results = Analyzer.getResultsTable();
		if (WindowManager.getWindow(title) == null && results != null && results.size() > 0 && (title.equals(RESULTS) || title
			.equals(results.getTitle()))) return results;
		return ResultsTable.getResultsTable(title);
	}
}
