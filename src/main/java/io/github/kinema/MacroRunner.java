package io.github.kinema;

import java.io.File;
import java.util.Arrays;
import java.util.function.IntSupplier;

import net.imagej.patcher.LegacyEnvironment;

/** Runs a macro in an ImageJ that has been made headless. */
final class MacroRunner {

	/** Runs inside that ImageJ. NB: named, not imported, or it would load ImageJ. */
	private static final String HOST = "io.github.kinema.host.MacroHost";

	private MacroRunner() {}

	/** Whether this Java lets classes be changed while they are loaded. */
	static boolean isPossible() {
		return Object.class.getModule().isOpen("java.lang", Main.class.getModule());
	}

	/** @return the exit status */
	static int run(final String... args) {
		System.setProperty("java.awt.headless", "true");
		ChildJvm.followParent();
		final LegacyEnvironment imagej;
		try {
			imagej = new LegacyEnvironment(null, true);
		}
		catch (final ClassNotFoundException exc) {
			System.err.println("ImageJ is not on the class path: " + exc.getMessage());
			return 1;
		}
		imagej.disableIJ1PluginDirs();
		imagej.addPluginClasspath(classPath());
		// NB: reads the menus; running a plugin alone would not.
		imagej.runMacro("", "");
		final Object host = imagej.runPlugIn(HOST, String.join("\n", args));
		if (host instanceof IntSupplier) return ((IntSupplier) host).getAsInt();
		System.err.println("Kinema is not on the class path as a directory or a jar file.");
		return 1;
	}

	private static File[] classPath() {
		return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator)) //
			.map(File::new).filter(File::exists).toArray(File[]::new);
	}
}
