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

	/** What the rows about optical flow begin with: nothing that others do. */
	static final String FLOW = "";

	/** What the rows about depth from focus begin with. */
	static final String FOCUS = "focus ";

	/** What the rows about cameras, depth from their motion and moving things begin with. */
	static final String CAMERA = "camera ";

	private static final Path FILE = Path.of("target/benchmarks/motion.json");

	private MotionRows() {}

	/**
	 * Writes the rows of a benchmark.
	 *
	 * @param rows records with a component {@code what}
	 * @param group what all of them begin with
	 */
	static void write(final List<?> rows, final String group) throws IOException {
		final Gson gson = new GsonBuilder().setPrettyPrinting().serializeSpecialFloatingPointValues().create();
		final JsonArray all = new JsonArray();
		if (Files.exists(FILE)) {
			for (final JsonElement row : gson.fromJson(Files.readString(FILE), JsonArray.class))
				if (!group(row.getAsJsonObject().get("what").getAsString()).equals(group)) all.add(row);
		}
		for (final Object row : rows) all.add(gson.toJsonTree(row));
		Files.createDirectories(FILE.getParent());
		Files.writeString(FILE, gson.toJson(all));
	}

	private static String group(final String what) {
		return what.startsWith(FOCUS) ? FOCUS : what.startsWith(CAMERA) ? CAMERA : FLOW;
	}
}
