package io.github.kinema.host;

import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.awt.Checkbox;
import java.awt.GraphicsEnvironment;
import java.awt.TextField;
import java.awt.event.ItemEvent;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import ij.ImagePlus;
import ij.gui.GenericDialog;
import ij.plugin.frame.Recorder;

/** A real ImageJ with the dialog of a filter and its preview, and a hand on them, for tests. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
abstract class FilterWindows {

	@TempDir
	private static Path home;

	private static Desk desk;

	/** Records from before each test. */
	Recorder recorder;

	@BeforeAll
	static void open() {
		if (!GraphicsEnvironment.isHeadless()) desk = new Desk(home);
	}

	@AfterAll
	static void quit() {
		if (desk != null) desk.close();
	}

	@BeforeEach
	void record() {
		assumeFalse(desk == null, WindowTest.NO_DISPLAY);
		recorder = new Recorder();
	}

	@AfterEach
	void closeAll() {
		if (desk == null) return;
		recorder.close();
		Desk.clear();
	}

	static GenericDialog openDialog() {
		Desk.choose("Pixel-Adaptive Filter...");
		return (GenericDialog) Desk.dialog("Pixel-Adaptive Filter");
	}

	static void preview(final GenericDialog dialog, final boolean on) {
		Desk.act(() -> {
			final Checkbox box = (Checkbox) dialog.getCheckboxes().lastElement();
			box.setState(on);
			dialog.itemStateChanged(new ItemEvent(box, ItemEvent.ITEM_STATE_CHANGED, box, on ? ItemEvent.SELECTED
				: ItemEvent.DESELECTED));
		});
	}

	static void type(final GenericDialog dialog, final int field, final String text) {
		Desk.act(() -> ((TextField) dialog.getNumericFields().get(field)).setText(text));
	}

	/** NB: elsewhere than where events are handled, AWT's fields can lock up. */
	static String text(final TextField field) {
		final String[] text = new String[1];
		Desk.act(() -> text[0] = field.getText());
		return text[0];
	}

	static Object shown(final ImagePlus image) {
		final Object[] pixels = new Object[1];
		Desk.act(() -> pixels[0] = image.getProcessor().getPixels());
		return pixels[0];
	}

	static void awaitOther(final ImagePlus image, final Object pixels) {
		Desk.await("another picture of " + image, () -> shown(image) != pixels);
	}

	static void awaitMeasured(final ImagePlus image) {
		Desk.await("the measured plane of " + image, () -> ShownPlane.of(image) == null && !image.isLocked());
	}

	static int[] painted(final ImagePlus image) {
		final int[][] pixels = new int[1][];
		Desk.act(() -> pixels[0] = (int[]) new ij.process.ColorProcessor(image.getImage()).getPixels());
		return pixels[0];
	}

	/** NB: ImageJ makes the picture anew when it paints the window, some time after the pixels have changed. */
	static void awaitPicture(final ImagePlus image, final int[] expected) {
		Desk.await("the picture of the measured " + image, () -> Arrays.equals(expected, painted(image)));
	}

	static void close(final GenericDialog dialog, final boolean ok) {
		Desk.press(dialog.getButtons()[ok ? 0 : 1]);
		Desk.await("the dialog to close", () -> !dialog.isShowing());
	}
}
