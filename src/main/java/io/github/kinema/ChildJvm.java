package io.github.kinema;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;

/**
 * Starts {@link Main} again in a Java of its own, with the flag that making
 * ImageJ headless needs.
 */
final class ChildJvm {

	/** The property that tells the child who its parent is. */
	private static final String PARENT = "kinema.parent";

	private ChildJvm() {}

	/**
	 * Waits for the child, which shares our standard streams; it ends when we do.
	 *
	 * @return the exit status of the child
	 */
	static int run(final String... args) {
		try {
			final Process child = new ProcessBuilder(command(args)).inheritIO().start();
			final Thread killer = new Thread(child::destroyForcibly);
			Runtime.getRuntime().addShutdownHook(killer);
			final int status = child.waitFor();
			Runtime.getRuntime().removeShutdownHook(killer);
			return status;
		}
		catch (final IOException exc) {
			System.err.println("Java could not be started again: " + exc.getMessage());
		}
		catch (final InterruptedException exc) {
			Thread.currentThread().interrupt();
		}
		return 1;
	}

	/** In a child, ends this Java as soon as the parent is gone. */
	static void followParent() {
		final Long parent = Long.getLong(PARENT);
		if (parent == null) return;
		// NB: a parent that is killed runs no shutdown hooks.
		ProcessHandle.of(parent).ifPresentOrElse( //
			handle -> handle.onExit().thenRun(() -> Runtime.getRuntime().halt(1)), //
			() -> Runtime.getRuntime().halt(1));
	}

	private static List<String> command(final String... args) {
		final List<String> command = new ArrayList<>();
		command.add(System.getProperty("java.home") + File.separator + "bin" + //
			File.separator + "java");
		for (final String flag : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
			// NB: not a debugger or an agent, which would want the same port again.
			if (flag.startsWith("-D") || flag.startsWith("-Xm") || flag.startsWith("-Xs")) {
				command.add(flag);
			}
		}
		command.add("--add-opens=java.base/java.lang=ALL-UNNAMED");
		command.add("-Djava.awt.headless=true");
		command.add("-D" + PARENT + "=" + ProcessHandle.current().pid());
		command.add("-cp");
		command.add(classPath());
		command.add(Main.class.getName());
		command.addAll(List.of(args));
		return command;
	}

	/** The class path that we came from, which under Maven is not Java's own. */
	private static String classPath() {
		final ClassLoader loader = Main.class.getClassLoader();
		if (!(loader instanceof URLClassLoader)) return System.getProperty("java.class.path");
		final List<String> paths = new ArrayList<>();
		for (final URL url : ((URLClassLoader) loader).getURLs()) {
			try {
				paths.add(new File(url.toURI()).getPath());
			}
			catch (final URISyntaxException exc) {
				throw new IllegalStateException(exc);
			}
		}
		return String.join(File.pathSeparator, paths);
	}
}
