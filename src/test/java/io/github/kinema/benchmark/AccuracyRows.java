package io.github.kinema.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.logging.Logger;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;

/**
 * The rows of {@code target/benchmarks/filter-accuracy.json}: experiment, case,
 * method, the setting it did best with, and what came of it. Each experiment replaces
 * its own rows and keeps those of others.
 */
final class AccuracyRows {

	private static final Logger LOG = Logger.getLogger("benchmark");

	private static final Path FILE = Path.of("target/benchmarks/filter-accuracy.json");

	private final String experiment;
	private final List<Row> rows = new ArrayList<>();

	AccuracyRows(final String experiment) {
		this.experiment = experiment;
	}

	/** One line of the file. */
	private record Row(String experiment, String name, String method, String setting, double value, String unit) {}

	/** Adds a row and logs it. */
	void add(final String name, final String method, final String setting, final double value, final String unit) {
		rows.add(new Row(experiment, name, method, setting, value, unit));
		LOG.info(() -> String.format(Locale.ROOT, "%-28s %-18s %10.3f %s  %s", name, method, value, unit, setting));
	}

	void write() throws IOException {
		final List<Row> all = new ArrayList<>();
		if (Files.exists(FILE)) {
			Arrays.stream(new Gson().fromJson(Files.readString(FILE), Row[].class)) //
				.filter(row -> !row.experiment().equals(experiment)).forEach(all::add);
		}
		all.addAll(rows);
		Files.createDirectories(FILE.getParent());
		Files.writeString(FILE, new GsonBuilder().setPrettyPrinting().create().toJson(all));
	}
}
