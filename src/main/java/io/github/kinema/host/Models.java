package io.github.kinema.host;

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
		return new ModelStore(imagej == null ? Path.of(System.getProperty("user.home"), ".kinema", "models") //
			: Path.of(imagej, "models", "kinema"));
	}
}
