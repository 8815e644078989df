package io.github.kinema.host;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.awt.Choice;
import java.awt.Dialog;
import java.awt.GraphicsEnvironment;
import java.awt.Point;
import java.awt.TextField;
import java.nio.file.Path;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import org.scijava.command.Command;
import org.scijava.command.CommandInfo;
import org.scijava.plugin.Plugin;

import ij.IJ;
import ij.ImagePlus;
import ij.WindowManager;
import ij.gui.GenericDialog;
import ij.plugin.frame.Recorder;

/** Uses commands in a real ImageJ, through its menus and dialogs. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class WindowTest {

	private static final String COMMAND = "Every Kind...";
	private static final String TITLE = "Every Kind";
	static final String NO_DISPLAY =
		"There is no display, so the tests with windows are skipped.";

	@TempDir
	private static Path home;

	private static Desk desk;

	private ImagePlus image;
	private Recorder recorder;

	@BeforeAll
	static void open() {
		if (GraphicsEnvironment.isHeadless()) System.out.println(NO_DISPLAY);
		else desk = new Desk(home);
	}

	@AfterAll
	static void quit() {
		if (desk != null) desk.close();
	}

	@BeforeEach
	void openStack() {
		// NB: here, not before all, or no skipped test would be counted.
		assumeFalse(desk == null, NO_DISPLAY);
		image = IJ.createImage("input", "16-bit ramp", 64, 48, 3);
		Desk.show(image);
		recorder = new Recorder();
	}

	@AfterEach
	void closeAll() {
		if (desk == null) return;
		recorder.close();
		Desk.clear();
	}

	private GenericDialog openDialog() {
		Desk.choose(COMMAND);
		return (GenericDialog) Desk.dialog(TITLE);
	}

	private static void type(final GenericDialog dialog, final int field, final String text) {
		Desk.act(() -> ((TextField) dialog.getNumericFields().get(field)).setText(text));
	}

	private static void ok(final GenericDialog dialog) {
		Desk.press(dialog.getButtons()[0]);
		awaitEnd(dialog);
	}

	private static void awaitEnd(final Dialog dialog) {
		Desk.await(dialog.getTitle() + " to close", () -> !dialog.isShowing());
	}

	private static ImagePlus awaitImage(final String title) {
		return Desk.await("the image " + title, () -> {
			final ImagePlus found = WindowManager.getImage(title);
			return found != null && WindowManager.getCurrentImage() == found ? found : null;
		});
	}

	@Test
	void aDialogGivesAResultAndTheRecordedLineTheSame() throws Exception {
		final GenericDialog dialog = openDialog();
		type(dialog, 0, "5");
		ok(dialog);
		final ImagePlus result = awaitImage("output");
		assertEquals(image.getStack().getVoxel(9, 7, 1) + 5, result.getStack().getVoxel(9, 7, 1));
		final String line = "run(\"Every Kind...\", \"count=5 ratio=0.1 scale=-1.5 mode=fine " +
			"words=[a word] more=false\");";
		Desk.await("the recorded line", () -> recorder.getText().contains(line));
		final short[] pixels = (short[]) result.getStack().getPixels(2);
		result.close();
		IJ.runMacro("selectImage('input'); " + line);
		assertArrayEquals(pixels, (short[]) awaitImage("output").getStack().getPixels(2));
		assertFalse(image.isLocked());
	}

	@Test
	void framesAreInterpolatedFromTheMenuAndByTheRecordedLine() throws Exception {
		Desk.choose("Interpolate Frames...");
		final GenericDialog dialog = (GenericDialog) Desk.dialog("Interpolate Frames");
		type(dialog, 0, "3");
		ok(dialog);
		final ImagePlus result = awaitImage("input-3x");
		assertEquals(7, result.getStackSize());
		assertArrayEquals((short[]) image.getStack().getPixels(2), (short[]) result.getStack().getPixels(4));
		final String line = "run(\"Interpolate Frames...\", \"factor=3 axis=automatic method=automatic model=interpolation guide=0 " +
			"confidence=false cuts=true lazy=false device=automatic\");";
		Desk.await("the recorded line", () -> recorder.getText().contains(line));
		final short[] pixels = (short[]) result.getStack().getPixels(3);
		result.close();
		IJ.runMacro("selectImage('input'); " + line);
		assertArrayEquals(pixels, (short[]) awaitImage("input-3x").getStack().getPixels(3));
	}

	@Test
	void aWrongValueDisablesOkUntilItIsRight() throws Exception {
		final GenericDialog dialog = openDialog();
		final Point ok = dialog.getButtons()[0].getLocationOnScreen();
		for (final String wrong : new String[] { "11", "x", "", "2.5" }) {
			type(dialog, 0, wrong);
			Desk.await("OK to be disabled", () -> !dialog.getButtons()[0].isEnabled());
			assertEquals(ok, dialog.getButtons()[0].getLocationOnScreen(), "OK has moved away");
		}
		Desk.picture(dialog, "dialog-wrong");
		type(dialog, 0, "3");
		Desk.await("OK to be enabled", dialog.getButtons()[0]::isEnabled);
		type(dialog, 1, "0.5");
		Desk.await("OK to be disabled", () -> !dialog.getButtons()[0].isEnabled());
		Desk.press(dialog.getButtons()[1]);
		awaitEnd(dialog);
	}

	@Test
	void escapeLeavesNothing() {
		final GenericDialog dialog = openDialog();
		type(dialog, 0, "5");
		Desk.escape(dialog);
		awaitEnd(dialog);
		Desk.await("the image to be unlocked", () -> !image.isLocked());
		assertEquals(1, WindowManager.getImageCount());
		assertFalse(recorder.getText().contains("Every Kind"), recorder.getText());
		assertEquals("2", ((TextField) openDialogAgain().getNumericFields().get(0)).getText());
	}

	/** NB: nothing that changes pixels may be remembered. */
	private GenericDialog openDialogAgain() {
		final GenericDialog dialog = openDialog();
		Desk.escape(dialog);
		awaitEnd(dialog);
		return dialog;
	}

	@Test
	void anErrorIsASentenceInABox() throws Exception {
		final GenericDialog dialog = openDialog();
		Desk.act(() -> ((Choice) dialog.getChoices().get(0)).select("sentence"));
		ok(dialog);
		final Dialog box = Desk.dialog(TITLE);
		Desk.picture(box, "error");
		assertFalse(box instanceof GenericDialog);
		Desk.press(Desk.button(box, "OK"));
		awaitEnd(box);
		assertEquals(1, WindowManager.getImageCount());
		assertFalse(image.isLocked());
		assertFalse(recorder.getText().contains("Every Kind"), recorder.getText());
	}

	@Test
	void escapeStopsAComputation() {
		final GenericDialog dialog = openDialog();
		Desk.act(() -> ((Choice) dialog.getChoices().get(0)).select("wait"));
		ok(dialog);
		Desk.await("the computation", image::isLocked);
		Desk.escape(IJ.getInstance());
		Desk.await("the end of the computation", () -> !image.isLocked());
		assertEquals(1, WindowManager.getImageCount());
		assertNull(WindowManager.getImage("output"));
	}

	@Test
	void escapeStopsTheMacroToo() throws Exception {
		final FutureTask<String> macro = new FutureTask<>(() -> IJ.runMacro(
			"run('Every Kind...', 'mode=wait'); run('Every Kind...', 'count=1');"));
		new Thread(macro).start();
		Desk.await("the computation", image::isLocked);
		Desk.escape(IJ.getInstance());
		macro.get();
		assertFalse(image.isLocked());
		assertEquals(1, WindowManager.getImageCount());
	}

	@Test
	void macrosGetTheirImagesWithAndWithoutBatchMode() {
		final String check = "run('Every Kind...', 'more'); if (getTitle != 'output') exit;" +
			" run('Every Kind...', 'count=1'); return getTitle + nImages;";
		assertEquals("output5", IJ.runMacro(check));
		assertEquals("output5", IJ.runMacro("setBatchMode(true); newImage('b', '8-bit', 9, 9, 2);" +
			"close('output'); close('second'); close('plot');" + check.replace("nImages", "5")));
	}

	@Test
	void aScriptGetsItsImageAndNoDialog() {
		final ImagePlus hidden = IJ.createImage("hidden", "8-bit ramp", 16, 12, 2);
		IJ.run(hidden, COMMAND, "");
		final ImagePlus result = awaitImage("output");
		assertEquals(16, result.getWidth());
		assertSame(result, WindowManager.getImage("output"));
	}

	@Test
	void everyCommandShowsItsInputs() throws Exception {
		// NB: long enough for all of them.
		final ImagePlus film = IJ.createImage("film", "16-bit ramp", 64, 48, 30);
		Desk.show(film);
		for (final Class<? extends Command> type : MacroContractTest.commands()) {
			final CommandInfo info = new CommandInfo(type, type.getAnnotation(Plugin.class));
			final Inputs inputs = new Inputs(info);
			if (inputs.list().isEmpty()) continue;
			Desk.choose(info.getMenuPath().getLeaf().getName());
			final GenericDialog dialog = (GenericDialog) Desk.dialog(CommandRun.title(info));
			Desk.picture(dialog, type.getSimpleName());
			Desk.escape(dialog);
			awaitEnd(dialog);
			Desk.await("the image to be unlocked", () -> !film.isLocked());
		}
		film.close();
	}

	@Test
	void helpIsThereWithoutANetwork() throws Exception {
		final GenericDialog dialog = openDialog();
		Desk.press(dialog.getButtons()[3]);
		final Dialog help = Desk.dialog(TITLE + " Help");
		Desk.picture(help, "help");
		assertTrue(help.isShowing());
		help.dispose();
		Desk.escape(dialog);
		awaitEnd(dialog);
	}
}
