package io.github.kinema.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;

/** The rows of {@code target/benchmarks/motion.json}: each benchmark replaces its own and keeps those of others. */
final class MotionRows {

	/** What the rows about depth from focus begin with; all others are about flow. */
	static final String FOCUS = "focus ";

	private static final Path FILE = Path.of("target/benchmarks/motion.json");

	private MotionRows() {}

	/**
	 * Writes the rows of a benchmark.
	 *
	 * @param rows records with a component {@code what}
	 * @param focus whether they are about depth from focus
	 */
	static void write(final List<?> rows, final boolean focus) throws IOException {
		final Gson gson = new GsonBuilder().setPrettyPrinting().serializeSpecialFloatingPointValues().create();
		final JsonArray all = new JsonArray();
		if (Files.exists(FILE)) {
			for (final JsonElement row : gson.fromJson(Files.readString(FILE), JsonArray.class))
				if (row.getAsJsonObject().get("what").getAsString().startsWith(FOCUS) != focus) all.add(row);
		}
		for (final Object row : rows) all.add(gson.toJsonTree(row));
		Files.createDirectories(FILE.getParent());
		Files.writeString(FILE, gson.toJson(all));
	}
}
