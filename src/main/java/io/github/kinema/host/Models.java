package io.github.kinema.host;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;

import org.scijava.util.FileUtils;
import org.scijava.util.Types;

import ij.IJ;
import io.github.kinema.model.ModelStore;
import io.github.kinema.model.ModelTask;
import io.github.kinema.model.StoredModel;

/** Where ImageJ's users keep models. */
public final class Models {

	private Models() {}

	/**
	 * The shipped models and the user's: those in {@code models/kinema} of the ImageJ
	 * among whose plugins Kinema is, or else in {@code .kinema/models} of the user's own
	 * folder.
	 */
	public static ModelStore store() {
		final String imagej = IJ.getDirectory("imagej");
		// NB: elsewhere, ImageJ calls the current folder, or a temporary one, its own.
		return new ModelStore(imagej != null && isIn(Path.of(imagej)) ? Path.of(imagej, "models", "kinema") //
			: Path.of(System.getProperty("user.home"), ".kinema", "models"));
	}

	/**
	 * The file of a model to be imported.
	 *
	 * @throws IllegalArgumentException if there is no name, or none that a file can have
	 */
	public static Path file(final String file) {
		if (file.isEmpty()) throw new IllegalArgumentException("file is missing: name an ONNX file, or an rdf.yaml.");
		return NumberedFiles.path("file", file);
	}

	/**
	 * Says in the log which model runs, and on what.
	 *
	 * @param provider what runs it
	 */
	public static void announce(final StoredModel model, final String provider) {
		IJ.log("Kinema: model " + model.id() + " (sha256 " + model.sha256() + "), " + provider + ".");
	}

	/**
	 * A name that nothing has: a text, such as the title of an image, with a number if need be.
	 *
	 * @param isTaken whether a name is in use
	 */
	static String unused(final String text, final Predicate<String> isTaken) {
		final String first = text.replaceAll("[^A-Za-z0-9._-]+", "-");
		String free = first;
		for (int i = 2; isTaken.test(free); i++) free = first + "-" + i;
		return free;
	}

	/** Which models there are for a task: a sentence. */
	static String advice(final ModelTask task) {
		final ModelStore store = store();
		final String names = String.join(", ", store.names().stream().filter(name -> store.isFor(name, List.of(task.key())))
			.toList());
		return names.isEmpty() ? "There is none yet: Import Model... adds one." : "There are: " + names + ".";
	}

	/** Whether an ImageJ has this Kinema in its folders. */
	private static boolean isIn(final Path imagej) {
		try {
			final Path kinema = FileUtils.urlToFile(Types.location(Models.class)).toPath().toRealPath();
			final Path home = imagej.toRealPath();
			return kinema.startsWith(home.resolve("plugins")) || kinema.startsWith(home.resolve("jars"));
		}
		catch (final IOException exc) {
			// NB: what cannot be looked at is no place to keep models in.
			return false;
		}
	}
}
