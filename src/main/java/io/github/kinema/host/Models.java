package io.github.kinema.host;

import java.nio.file.Files;
import java.nio.file.Path;

import ij.IJ;
import io.github.kinema.model.ModelStore;

/** Where ImageJ's users keep models. */
public final class Models {

	private Models() {}

	/**
	 * The shipped models and the user's: those in {@code models/kinema} of ImageJ's own
	 * folder, or, if it has none, in {@code .kinema/models} of the user's.
	 */
	public static ModelStore store() {
		final String imagej = IJ.getDirectory("imagej");
		// NB: without a folder of its own, ImageJ names the current one.
		final boolean installed = imagej != null && Files.isDirectory(Path.of(imagej, "plugins"));
		return new ModelStore(installed ? Path.of(imagej, "models", "kinema") //
			: Path.of(System.getProperty("user.home"), ".kinema", "models"));
	}
}
