package io.github.kinema.host;

import ij.IJ;
import ij.plugin.PlugIn;

/**
 * Runs a command from a menu, a macro or a script, in the same way in ImageJ, in
 * Fiji and headless.
 * <p>
 * {@code plugins.config} names this class for every entry, with the command's
 * class as argument.
 * </p>
 */
public final class Launcher implements PlugIn {

	/**
	 * Runs a command on the current thread, with the active image of that thread.
	 *
	 * @param arg the name of the command's class
	 */
	@Override
	public void run(final String arg) {
		try {
			new CommandRun(arg).run();
		}
		catch (final NoClassDefFoundError exc) {
			// NB: this class names nothing but ImageJ, so that it can still speak
			// when somebody has copied our jar alone.
			IJ.error("Kinema", "Kinema lacks a part of itself (" + exc.getMessage() + ").\n" +
				"Put the jar files of scijava-common, imglib2, gson, ejml and snakeyaml into the " +
				"folder \"jars\" next to\nImageJ's folder \"plugins\", then restart ImageJ. " +
				"In Fiji most of them are there already.");
		}
	}
}
