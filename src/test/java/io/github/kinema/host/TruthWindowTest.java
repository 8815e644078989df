package io.github.kinema.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.awt.Choice;
import java.awt.Dialog;
import java.awt.GraphicsEnvironment;
import java.awt.TextField;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Vector;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import ij.IJ;
import ij.ImagePlus;
import ij.WindowManager;
import ij.gui.GenericDialog;
import ij.measure.ResultsTable;
import ij.plugin.frame.Recorder;

/** Compares with the truth in a real ImageJ, where images and tables have windows. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class TruthWindowTest {

	private static final String COMPARE = "Compare With Truth...";

	@TempDir
	private static Path home;

	private static Desk desk;

	@BeforeAll
	static void open() {
		if (!GraphicsEnvironment.isHeadless()) desk = new Desk(home);
	}

	@AfterAll
	static void quit() {
		if (desk != null) desk.close();
	}

	@AfterEach
	void closeAll() {
		for (Dialog dialog = Desk.dialog(); dialog != null; dialog = Desk.dialog()) dialog.dispose();
		for (final ImagePlus image : ImageInput.open()) {
			image.changes = false;
			image.close();
		}
		if (desk != null) IJ.run("Close All");
	}

	private static void assumeDisplay() {
		assumeFalse(desk == null, WindowTest.NO_DISPLAY);
	}

	private static ResultsTable results(final int rows, final String column) {
		return Desk.await("the results", () -> {
			final ResultsTable table = ResultsTable.getResultsTable("Results");
			return table != null && table.size() == rows && table.columnExists(column) ? table : null;
		});
	}

	@Test
	void aPersonChoosesTheTruthAmongTheWindows() {
		assumeDisplay();
		final ImagePlus truth = TestImages.moving(8, 96, 80, 1, 1, 5, 3, 0);
		truth.setTitle("the truth");
		final ImagePlus estimate = truth.duplicate();
		estimate.setTitle("the estimate");
		for (int n = 1; n <= 5; n++) estimate.getStack().getProcessor(n).noise(4 * n);
		Desk.show(truth);
		Desk.show(estimate);
		final Recorder recorder = new Recorder();
		try {
			Desk.choose(COMPARE);
			final GenericDialog dialog = (GenericDialog) Desk.dialog("Compare With Truth");
			Desk.act(() -> {
				final Choice choice = (Choice) dialog.getChoices().get(2);
				assertEquals("the truth", choice.getItem(0));
				choice.select("the truth");
			});
			Desk.picture(dialog, "compare-dialog");
			Desk.press(dialog.getButtons()[0]);
			final ResultsTable table = results(7, "PSNR");
			assertEquals("all", table.getStringValue("Frame", 5));
			Desk.await("the recorded line", () -> recorder.getText().contains(
				"task=frames estimate=[active image] truth=[the truth] occlusion=none"));
			Desk.await("the errors", () -> WindowManager.getImage("the estimate-errors"));
			Desk.await("the plot", () -> WindowManager.getImage("the estimate-over-frames"));
			final ImagePlus curve = Desk.await("the curve", () -> WindowManager.getImage("the estimate-cumulative"));
			Desk.picture(curve.getWindow(), "compare-cumulative");
			Desk.screen("compare");
		}
		finally {
			recorder.close();
		}
	}

	@Test
	void trajectoriesAreTablesWithTitles() throws IOException {
		assumeDisplay();
		final StringBuilder truth = new StringBuilder();
		final StringBuilder estimate = new StringBuilder();
		for (int i = 0; i < 6; i++) {
			truth.append(i).append(' ').append(2 * i).append(' ').append(i * i).append(" 0 0 0 0 1\n");
			estimate.append(i).append(' ').append(i).append(' ').append(0.5 * i * i).append(" 0 0 0 0 1\n");
		}
		Files.writeString(home.resolve("truth.txt"), truth);
		Files.writeString(home.resolve("estimate.txt"), estimate);
		IJ.runMacro("run('Open Motion File...', 'file=" + home.resolve("truth.txt") + "');" + //
			"run('Open Motion File...', 'file=" + home.resolve("estimate.txt") + "');");
		assertNotNull(ResultsTable.getResultsTable("truth.txt"));
		Desk.choose(COMPARE);
		final GenericDialog dialog = (GenericDialog) Desk.dialog("Compare With Truth");
		Desk.act(() -> {
			final Choice[] choices = ((Vector<?>) dialog.getChoices()).stream().map(Choice.class::cast).toArray(
				Choice[]::new);
			choices[0].select("camera");
			choices[1].select("estimate.txt");
			choices[2].select("truth.txt");
		});
		Desk.press(dialog.getButtons()[0]);
		final ResultsTable table = results(7, "ATE");
		assertEquals(2, table.getValue("Scale", 6), 1e-9);
		assertEquals(0, table.getValue("ATE", 6), 1e-9);
		Desk.await("the curve", () -> WindowManager.getImage("camera-cumulative"));
		IJ.runMacro("run('Save Motion File...', 'file=" + home.resolve("copy.txt") + " source=truth.txt');");
		assertEquals(7, Files.readAllLines(home.resolve("copy.txt")).size());
	}

	@Test
	void aFileIsTypedOrBrowsedFor() throws IOException {
		assumeDisplay();
		final Path file = Files.writeString(home.resolve("map.pfm"), "Pf\n1 1\n-1\nabcd");
		Desk.choose("Open Motion File...");
		final Dialog dialog = Desk.dialog("Open Motion File");
		assertNotNull(Desk.button(dialog, "Browse..."));
		Desk.act(() -> ((TextField) ((GenericDialog) dialog).getStringFields().get(0)).setText(file.toString()));
		Desk.picture(dialog, "open-motion-file-dialog");
		Desk.press(((GenericDialog) dialog).getButtons()[0]);
		final ImagePlus image = Desk.await("the image", () -> WindowManager.getImage("map.pfm"));
		assertEquals(32, image.getBitDepth());
	}
}
