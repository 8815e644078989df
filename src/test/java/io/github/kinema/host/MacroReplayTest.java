package io.github.kinema.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.awt.Dialog;
import java.awt.Frame;
import java.awt.GraphicsEnvironment;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.scijava.plugin.Plugin;

import ij.IJ;
import ij.ImagePlus;
import ij.WindowManager;
import ij.macro.Interpreter;
import ij.measure.ResultsTable;
import ij.text.TextWindow;
import io.github.kinema.Main;
import io.github.kinema.model.PyTorchJars;

/** Replays the macro of every command, which checks its own result. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class MacroReplayTest {

	/** What macros use that want a model, or a set of them, and ask for its name. */
	private static final String MODEL = "tune";
	private static final String MODELS = "moving";

	/** What takes PyTorch. */
	private static final String TUNING = "fine_tune_interpolation.ijm";
	private static final String ADAPTING = "adapt_motion_models.ijm";

	@TempDir
	private Path folder;

	static List<Path> macros() throws IOException {
		try (Stream<Path> files = Files.list(Path.of("macros"))) {
			return files.filter(file -> file.toString().endsWith(".ijm")).sorted().toList();
		}
	}

	/** All but those that take jars which are not here. */
	static List<Path> replayed() throws IOException {
		final boolean learns = PyTorchJars.areHere();
		return macros().stream().filter(macro -> learns || !macro.endsWith(TUNING) && !macro.endsWith(ADAPTING)).toList();
	}

	private static String argument(final Path macro) {
		return macro.endsWith(ADAPTING) ? MODELS : MODEL;
	}

	@Test
	void everyCommandHasItsMacro() throws Exception {
		final StringBuilder all = new StringBuilder();
		for (final Path macro : macros())
			all.append(Files.readString(macro));
		final String missing = MacroContractTest.commands().stream() //
			.filter(type -> type.getName().startsWith("io.github.kinema.command.")) //
			.map(type -> type.getAnnotation(Plugin.class).menuPath().replaceAll(".*>", "")) //
			.filter(name -> all.indexOf("run(\"" + name + "\"") < 0) //
			.collect(Collectors.toCollection(TreeSet::new)).toString();
		assertEquals("[]", missing);
	}

	@ParameterizedTest
	@MethodSource("replayed")
	void headless(final Path macro) throws Exception {
		final File output = folder.resolve("output").toFile();
		// NB: for a few seconds, the best compiler and collector cost more than they save.
		final Process process = new ProcessBuilder(System.getProperty("java.home") + "/bin/java", "-Xmx512m", //
			"-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", //
			"-Duser.home=" + folder, "-DENGINE_CACHE_DIR=" + Path.of(System.getProperty("user.home"), ".djl.ai"), "-cp", System.getProperty("java.class.path"), Main.class.getName(), macro.toString(), argument(macro)) //
			.redirectErrorStream(true).redirectOutput(output).start();
		assertEquals(0, process.waitFor(), () -> {
			try {
				return Files.readString(output.toPath());
			}
			catch (final IOException exc) {
				return exc.toString();
			}
		});
	}

	@Test
	void inAWindow() throws Exception {
		assumeFalse(GraphicsEnvironment.isHeadless(), "There is no display, so macros are not replayed in a window.");
		try (Desk desk = new Desk(folder)) {
			for (final Path macro : replayed()) {
				final Interpreter interpreter = new Interpreter();
				final String text = Files.readString(macro);
				final Thread thread = new Thread(() -> interpreter.run(text, argument(macro)), macro.getFileName().toString());
				thread.start();
				Desk.await(macro + " to end", () -> !thread.isAlive() || Desk.dialog() != null);
				// NB: an error waits for somebody to read it.
				final Dialog dialog = Desk.dialog();
				final String picture = dialog == null ? "" : Desk.screen(macro.getFileName().toString());
				if (dialog != null) dialog.dispose();
				assertFalse(interpreter.wasError(), () -> macro + ": " + interpreter.getErrorMessage() + ". " + picture);
				assertNull(dialog, () -> macro + " ended with a dialog. " + picture);
				for (final ImagePlus image : ImageInput.open()) {
					assertTrue(image.getWindow() != null, macro + " shows " + image);
					image.changes = false;
					image.close();
				}
				ResultsTable.getResultsTable().reset();
				IJ.run("Close All");
				// NB: a table of the last macro may have the title of one of the next.
				for (final Frame frame : WindowManager.getNonImageWindows())
					if (frame instanceof TextWindow table) table.close(false);
			}
		}
	}
}
