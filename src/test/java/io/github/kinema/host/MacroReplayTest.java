package io.github.kinema.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.awt.Dialog;
import java.awt.GraphicsEnvironment;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.kinema.Main;

import ij.IJ;
import ij.ImagePlus;

/** Replays the macros that come with Kinema, headless and among windows. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class MacroReplayTest {

	@TempDir
	private static Path home;

	private static Desk desk;

	static Stream<File> macros() {
		final File[] files = new File("macros").listFiles((dir, name) -> name.endsWith(".ijm"));
		return Arrays.stream(files).sorted();
	}

	@AfterAll
	static void quit() {
		if (desk != null) desk.close();
	}

	@ParameterizedTest
	@MethodSource("macros")
	void headless(final File macro) throws IOException, InterruptedException {
		final Path err = home.resolve("err");
		final Process process = new ProcessBuilder(System.getProperty("java.home") + "/bin/java",
			"--add-opens=java.base/java.lang=ALL-UNNAMED", "-Xmx512m", "-Duser.home=" + home, "-cp",
			System.getProperty("java.class.path"), Main.class.getName(), macro.getPath()) //
				.redirectOutput(home.resolve("out").toFile()).redirectError(err.toFile()).start();
		assertEquals(0, process.waitFor(), () -> read(err));
		assertEquals("", read(err));
	}

	@ParameterizedTest
	@MethodSource("macros")
	void amongWindows(final File macro) throws Exception {
		assumeFalse(GraphicsEnvironment.isHeadless(), WindowTest.NO_DISPLAY);
		if (desk == null) desk = new Desk(home);
		final FutureTask<String> run =
			new FutureTask<>(() -> IJ.runMacroFile(macro.getAbsolutePath()));
		new Thread(run).start();
		Desk.await(macro + " to end", () -> run.isDone() || Desk.dialog() != null);
		final Dialog dialog = Desk.dialog();
		if (dialog != null) {
			IJ.wait(300); // NB: time to paint.
			final String picture = Desk.screen(macro.getName());
			dialog.dispose();
			fail(macro + " ended with a dialog, " + dialog.getTitle() + ". " + picture);
		}
		assertNotEquals("[aborted]", run.get());
	}

	@AfterEach
	void closeImages() {
		for (final ImagePlus open : ImageInput.open()) {
			open.changes = false;
			open.close();
		}
	}

	private static String read(final Path file) {
		try {
			return Files.readString(file);
		}
		catch (final IOException exc) {
			return exc.toString();
		}
	}
}
