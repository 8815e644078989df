package io.github.kinema.command;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.HashMap;
import java.util.Map;

import org.scijava.command.Command;
import org.scijava.command.CommandInfo;
import org.scijava.module.Module;
import org.scijava.module.ModuleException;

import ij.IJ;
import ij.ImagePlus;

/** Runs a command as a script would. */
final class Commands {

	private Commands() {}

	/**
	 * Runs it.
	 *
	 * @param image null for a command that needs none
	 * @param keysAndValues key, value, key, value ...
	 */
	static Map<String, Object> run(final Class<? extends Command> command, final ImagePlus image,
		final Object... keysAndValues)
	{
		final Module module = module(command);
		if (image != null) module.setInput("image", image);
		for (int i = 0; i < keysAndValues.length; i += 2)
			module.setInput((String) keysAndValues[i], keysAndValues[i + 1]);
		module.run();
		return new HashMap<>(module.getOutputs());
	}

	static ImagePlus output(final Class<? extends Command> command, final ImagePlus image,
		final Object... keysAndValues)
	{
		return (ImagePlus) run(command, image, keysAndValues).get("output");
	}

	/** What ImageJ's log says meanwhile: without a window, it goes to standard output. */
	static String logged(final Runnable task) {
		final PrintStream out = System.out;
		final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		final String before = IJ.getLog();
		System.setOut(new PrintStream(bytes, true));
		try {
			task.run();
		}
		finally {
			System.setOut(out);
		}
		final String after = IJ.getLog();
		return after == null ? bytes.toString() : after.substring(before == null ? 0 : before.length());
	}

	private static Module module(final Class<? extends Command> command) {
		try {
			return new CommandInfo(command).createModule();
		}
		catch (final ModuleException exc) {
			throw new AssertionError(exc);
		}
	}
}
