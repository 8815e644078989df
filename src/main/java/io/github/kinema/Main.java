package io.github.kinema;

import java.awt.GraphicsEnvironment;
import java.io.File;

import io.github.kinema.host.Desktop;

/**
 * Opens ImageJ with Kinema in its menus, or runs a macro without a window.
 * <p>
 * Without arguments: ImageJ where there is a display, else the demonstration.
 * With {@code MACRO [ARGUMENT]}: that macro file, like ImageJ's
 * {@code -batch MACRO ARGUMENT}. The exit status is 0 if the macro came to its
 * end or called {@code exit()}; it is 1, with a message on standard error, if it
 * failed or called {@code exit("message")}.
 * </p>
 * <p>
 * NB: no class of ImageJ may be loaded before {@link MacroRunner} has made it
 * headless; so nothing here names one.
 * </p>
 */
public final class Main {

	private Main() {}

	public static void main(final String... args) {
		if (args.length == 0 && !GraphicsEnvironment.isHeadless()) {
			Desktop.open();
			return;
		}
		final String problem = problem(args);
		if (problem != null) {
			System.err.println(problem);
			System.exit(1);
		}
		if (MacroRunner.isPossible()) {
			// NB: ImageJ leaves threads behind, so returning would not do.
			System.exit(MacroRunner.run(args));
		}
		final int status = ChildJvm.run(args);
		// NB: when all went well, Maven may have more to do.
		if (status != 0) System.exit(status);
	}

	private static String problem(final String... args) {
		if (args.length > 2) {
			return "Kinema takes a macro file and at most one argument for it, " +
				"in quotes if it holds spaces.";
		}
		if (args.length > 0 && !new File(args[0]).isFile()) {
			return "There is no macro file " + args[0] + ".";
		}
		return null;
	}
}
