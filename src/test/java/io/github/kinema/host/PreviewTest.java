package io.github.kinema.host;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.awt.Checkbox;
import java.awt.Choice;
import java.awt.Component;
import java.awt.Container;
import java.awt.GraphicsEnvironment;
import java.awt.Scrollbar;
import java.awt.TextField;
import java.awt.event.AdjustmentEvent;
import java.awt.event.AdjustmentListener;
import java.awt.event.ItemEvent;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import ij.CompositeImage;
import ij.IJ;
import ij.ImagePlus;
import ij.WindowManager;
import ij.gui.GenericDialog;
import ij.gui.StackWindow;
import ij.plugin.Zoom;
import ij.plugin.frame.Recorder;

/** Looks at previews in a real ImageJ, and makes sure that nothing of them stays. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class PreviewTest {

	@TempDir
	private static Path home;

	private static Desk desk;

	private Recorder recorder;

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
		for (final ImagePlus open : ImageInput.open()) {
			open.changes = false;
			open.close();
		}
	}

	private static GenericDialog openDialog() {
		Desk.choose("Pixel-Adaptive Filter...");
		return (GenericDialog) Desk.dialog("Pixel-Adaptive Filter");
	}

	private static void preview(final GenericDialog dialog, final boolean on) {
		Desk.act(() -> {
			final Checkbox box = (Checkbox) dialog.getCheckboxes().lastElement();
			box.setState(on);
			dialog.itemStateChanged(new ItemEvent(box, ItemEvent.ITEM_STATE_CHANGED, box, on ? ItemEvent.SELECTED
				: ItemEvent.DESELECTED));
		});
	}

	private static void type(final GenericDialog dialog, final int field, final String text) {
		Desk.act(() -> ((TextField) dialog.getNumericFields().get(field)).setText(text));
	}

	/** NB: elsewhere than where events are handled, AWT's fields can lock up. */
	private static String text(final TextField field) {
		final String[] text = new String[1];
		Desk.act(() -> text[0] = field.getText());
		return text[0];
	}

	private static Object shown(final ImagePlus image) {
		final Object[] pixels = new Object[1];
		Desk.act(() -> pixels[0] = image.getProcessor().getPixels());
		return pixels[0];
	}

	private static void awaitOther(final ImagePlus image, final Object pixels) {
		Desk.await("another picture of " + image, () -> shown(image) != pixels);
	}

	private static void awaitMeasured(final ImagePlus image) {
		Desk.await("the measured plane of " + image, () -> ShownPlane.of(image) == null && !image.isLocked());
	}

	private static int[] painted(final ImagePlus image) {
		final int[][] pixels = new int[1][];
		Desk.act(() -> pixels[0] = (int[]) new ij.process.ColorProcessor(image.getImage()).getPixels());
		return pixels[0];
	}

	private static void close(final GenericDialog dialog, final boolean ok) {
		Desk.press(dialog.getButtons()[ok ? 0 : 1]);
		Desk.await("the dialog to close", () -> !dialog.isShowing());
	}

	@Test
	void thePreviewIsWhatComesOutAndLeavesNoTrace() {
		final ImagePlus image = TestImages.random(16, 64, 48, 1, 3, 1);
		image.show();
		image.setSlice(2);
		final Object measured = image.getStack().getPixels(2);
		final Object copy = PixelArrays.copy(measured);
		final GenericDialog dialog = openDialog();
		final TextField range = (TextField) dialog.getNumericFields().get(2);
		assertEquals("estimate", text(range));
		Desk.act(() -> Zoom.set(image, 3));
		Desk.press(Desk.button(dialog, "Estimate"));
		Desk.await("the estimate", () -> !text(range).equals("estimate"));
		final double estimate = Double.parseDouble(text(range));
		assertTrue(estimate > 10_000, "random values are noise: " + estimate);
		preview(dialog, true);
		awaitOther(image, measured);
		Desk.picture(dialog, "preview-dialog");
		Desk.screen("preview");
		final Object preview = shown(image);
		Desk.act(() -> ((Choice) dialog.getChoices().get(4)).select("cpu"));
		type(dialog, 0, "2");
		awaitOther(image, preview);
		final Object second = PixelArrays.copy(shown(image));
		assertArrayEquals((short[]) copy, (short[]) measured, "the measured pixels, while the preview is shown");
		close(dialog, true);
		final ImagePlus result = Desk.await("the result", () -> WindowManager.getImage("random-filtered"));
		awaitMeasured(image);
		assertSame(measured, image.getStack().getPixels(2));
		assertSame(measured, shown(image));
		assertArrayEquals((short[]) copy, (short[]) measured);
		assertArrayEquals((short[]) second, (short[]) result.getStack().getPixels(2), "what the preview has shown");
		Desk.await("the size of the source", () -> result.getCanvas().getMagnification() == 3);
		Desk.await("the recorded line", () -> recorder.getText().contains("run(\"Pixel-Adaptive Filter...\", \"guide=[this image]" +
			" features=intensity radius=2 space=3 range="));
		assertFalse(recorder.getText().contains("review"), recorder.getText());
	}

	@Test
	void untickingAndEscapeAndAWrongValueRestore() {
		final ImagePlus image = TestImages.random(8, 64, 48, 2, 1, 3);
		image.show();
		image.setPosition(2, 1, 2);
		final int[] before = painted(image);
		final Object measured = shown(image);
		final GenericDialog dialog = openDialog();
		preview(dialog, true);
		awaitOther(image, measured);
		assertFalse(Objects.deepEquals(before, painted(image)), "a composite shows its preview");
		preview(dialog, false);
		assertSame(measured, shown(image));
		assertArrayEquals(before, painted(image));
		preview(dialog, true);
		awaitOther(image, measured);
		type(dialog, 0, "x");
		assertSame(measured, shown(image));
		type(dialog, 0, "3");
		awaitOther(image, measured);
		Desk.escape(dialog);
		Desk.await("the dialog to close", () -> !dialog.isShowing());
		awaitMeasured(image);
		assertSame(measured, shown(image));
		assertArrayEquals(before, painted(image));
		assertEquals(1, WindowManager.getImageCount());
	}

	@Test
	void thePreviewFollowsThePlane() {
		final ImagePlus image = TestImages.random(8, 64, 48, 2, 1, 3);
		((CompositeImage) image).setMode(IJ.COMPOSITE);
		image.show();
		final Object[] measured = new Object[7];
		for (int n = 1; n <= 6; n++) measured[n] = image.getStack().getPixels(n);
		final GenericDialog dialog = openDialog();
		preview(dialog, true);
		awaitOther(image, measured[1]);
		for (final int n : new int[] { 3, 4, 1 }) {
			Desk.act(() -> image.setSlice(n));
			awaitOther(image, measured[n]);
			for (int other = 1; other <= 6; other++)
				if (other != n) assertSame(measured[other], image.getStack().getPixels(other), "plane " + other);
		}
		Desk.act(() -> image.setSlice(6));
		Desk.escape(dialog);
		awaitMeasured(image);
		for (int n = 1; n <= 6; n++) {
			assertSame(measured[n], image.getStack().getPixels(n));
			final int at = n;
			Desk.act(() -> image.setSlice(at));
			assertSame(measured[n], shown(image));
		}
	}

	@Test
	void aVirtualStackAndASingleImageGetTheirPixelsBack() {
		for (final ImagePlus image : new ImagePlus[] { TestImages.virtual(TestImages.random(16, 64, 48, 1, 1, 3)), TestImages
			.random(24, 64, 48, 1, 1, 1), TestImages.random(32, 64, 48, 1, 1, 1) })
		{
			image.show();
			final int[] before = painted(image);
			final Object measured = shown(image);
			final GenericDialog dialog = openDialog();
			preview(dialog, true);
			awaitOther(image, measured);
			Desk.escape(dialog);
			awaitMeasured(image);
			assertSame(measured, shown(image));
			assertArrayEquals(before, painted(image));
			image.close();
		}
	}

	@Test
	void theRangeIsEstimatedAnewForAnotherGuide() {
		final ImagePlus quiet = IJ.createImage("quiet", "32-bit black", 64, 48, 1);
		quiet.getProcessor().noise(2);
		final ImagePlus image = TestImages.random(8, 64, 48, 1, 1, 1);
		Desk.show(quiet);
		Desk.show(image);
		final GenericDialog dialog = openDialog();
		final TextField range = (TextField) dialog.getNumericFields().get(2);
		Desk.press(Desk.button(dialog, "Estimate"));
		Desk.await("the estimate", () -> !text(range).equals("estimate"));
		final double loud = Double.parseDouble(text(range));
		final Choice guide = (Choice) dialog.getChoices().get(0);
		assertEquals("this image", guide.getItem(0));
		assertEquals("quiet", guide.getItem(1));
		assertEquals(2, guide.getItemCount());
		Desk.act(() -> guide.select(1));
		Desk.press(Desk.button(dialog, "Estimate"));
		Desk.await("the estimate", () -> Double.parseDouble(text(range)) != loud);
		assertEquals(5, Double.parseDouble(text(range)), 1);
		assertNotEquals(5, loud, 1);
		close(dialog, false);
	}

	/** NB: the dialog leaves other windows usable; so the image may go, or be wanted by another command. */
	@Test
	void meanwhileTheImageGuidesAnotherOrIsClosed() {
		final ImagePlus image = TestImages.random(8, 64, 48, 1, 1, 1);
		image.show();
		final Object measured = shown(image);
		final GenericDialog dialog = openDialog();
		preview(dialog, true);
		awaitOther(image, measured);
		assertSame(measured, new StackImage(image).pixels(1), "Kinema reads the measured pixels all the while");
		assertSame(measured, ShownPlane.measured(image).getPixels());
		Desk.act(image::close);
		Desk.await("the dialog to close", () -> !dialog.isShowing());
		awaitMeasured(image);
		assertEquals(0, WindowManager.getImageCount());
	}

	@Test
	void aKernelIsRecordedOnOneLineThatGivesTheSame() throws Exception {
		final ImagePlus image = TestImages.random(8, 64, 48, 1, 1, 1);
		image.show();
		Desk.choose("Pixel-Adaptive Convolve...");
		final GenericDialog dialog = (GenericDialog) Desk.dialog("Pixel-Adaptive Convolve");
		Desk.act(() -> dialog.getTextArea1().setText("1 2\n3 4"));
		Desk.await("OK to be disabled", () -> !dialog.getButtons()[0].isEnabled());
		Desk.act(() -> dialog.getTextArea1().setText("-1 -1 -1\n-1 12 -1\n-1 -1 -1\n"));
		type(dialog, 0, "none");
		type(dialog, 1, "70");
		Desk.act(() -> ((Choice) dialog.getChoices().get(2)).select("cpu"));
		close(dialog, true);
		final ImagePlus result = Desk.await("the result", () -> WindowManager.getImage("random-convolved"));
		final String line = "run(\"Pixel-Adaptive Convolve...\", \"kernel=[-1 -1 -1; -1 12 -1; -1 -1 -1] space=none range=70 " +
			"normalise=weights border=mirror lazy=false device=cpu\");";
		Desk.await("the recorded line", () -> recorder.getText().contains(line));
		final byte[] pixels = (byte[]) result.getProcessor().getPixels();
		result.close();
		IJ.runMacro("selectImage('random'); " + line);
		assertArrayEquals(pixels, (byte[]) WindowManager.getImage("random-convolved").getProcessor().getPixels());
	}

	@Test
	void thePreviewFollowsTheSelection() {
		final ImagePlus image = TestImages.random(8, 64, 48, 1, 1, 1);
		image.show();
		final Object measured = shown(image);
		final GenericDialog dialog = openDialog();
		preview(dialog, true);
		awaitOther(image, measured);
		final byte[] whole = (byte[]) shown(image);
		Desk.act(() -> image.setRoi(0, 0, 32, 48));
		awaitOther(image, whole);
		final byte[] half = (byte[]) shown(image);
		for (int i = 0; i < half.length; i++)
			assertEquals(i % 64 < 32 ? whole[i] : ((byte[]) measured)[i], half[i], "pixel " + i);
		close(dialog, false);
		awaitMeasured(image);
		assertSame(measured, shown(image));
	}

	@Test
	void whatIsDoneMeanwhileIsRecordedBefore() {
		final ImagePlus image = TestImages.random(8, 64, 48, 1, 1, 1);
		image.show();
		final GenericDialog dialog = openDialog();
		Desk.choose("Select All");
		Desk.await("the other command", () -> recorder.getText().contains("run(\"Select All\");"));
		close(dialog, true);
		Desk.await("the result", () -> WindowManager.getImage("random-filtered"));
		Desk.await("the recorded line", () -> recorder.getText().contains("run(\"Pixel-Adaptive Filter...\", \"guide=[this image] "));
		assertTrue(recorder.getText().matches("(?s).* range=\\d[\\d.]* .*"), "what was estimated: " + recorder.getText());
		assertTrue(recorder.getText().indexOf("Select All") < recorder.getText().indexOf("Pixel-Adaptive"), recorder.getText());
	}

	/** NB: neither the image itself nor one of another size can guide. */
	@Test
	void theFirstImageThatFitsIsTheGuide() {
		final ImagePlus small = IJ.createImage("small", "8-bit ramp", 20, 15, 1);
		Desk.show(IJ.createImage("crooked", "8-bit ramp", 50, 200, 1));
		Desk.show(IJ.createImage("large", "8-bit ramp", 80, 60, 1));
		Desk.show(small);
		Desk.choose("Joint Upsample...");
		final GenericDialog dialog = (GenericDialog) Desk.dialog("Joint Upsample");
		assertEquals("large", ((Choice) dialog.getChoices().get(0)).getSelectedItem());
		close(dialog, false);
	}

	/** NB: ImageJ freezes the sliders of a locked image. */
	@Test
	void theSliderMovesAndThePreviewFollows() {
		final ImagePlus image = TestImages.random(8, 64, 48, 1, 3, 1);
		image.show();
		final Object[] measured = { null, image.getStack().getPixels(1), image.getStack().getPixels(2) };
		final GenericDialog dialog = openDialog();
		preview(dialog, true);
		awaitOther(image, measured[1]);
		assertFalse(image.isLocked());
		final StackWindow window = (StackWindow) image.getWindow();
		Desk.await("the slider to be usable", () -> slider(window).isEnabled());
		Desk.act(() -> {
			slider(window).setValue(2);
			for (final AdjustmentListener listener : slider(window).getAdjustmentListeners()) listener.adjustmentValueChanged(
				new AdjustmentEvent(slider(window), AdjustmentEvent.ADJUSTMENT_VALUE_CHANGED, AdjustmentEvent.TRACK, 2));
		});
		Desk.await("the second slice", () -> image.getCurrentSlice() == 2);
		awaitOther(image, measured[2]);
		assertSame(measured[1], image.getStack().getPixels(1));
		close(dialog, false);
		awaitMeasured(image);
		assertSame(measured[2], image.getStack().getPixels(2));
	}

	@Test
	void thePreviewComesBackAfterACommandThatDrawsNothing() {
		final ImagePlus image = TestImages.random(8, 64, 48, 1, 1, 1);
		image.show();
		final Object measured = shown(image);
		final GenericDialog dialog = openDialog();
		preview(dialog, true);
		awaitOther(image, measured);
		final Object before = shown(image);
		Desk.choose("Copy");
		Desk.await("another preview", () -> shown(image) != measured && shown(image) != before);
		close(dialog, false);
		awaitMeasured(image);
	}

	@Test
	void anotherCommandWorksOnTheMeasuredPixels() {
		final ImagePlus image = TestImages.random(8, 64, 48, 1, 1, 1);
		image.show();
		final byte[] measured = (byte[]) shown(image);
		final byte before = measured[70];
		final GenericDialog dialog = openDialog();
		preview(dialog, true);
		awaitOther(image, measured);
		Desk.choose("Invert");
		Desk.await("the other command", () -> measured[70] == (byte) ~before);
		awaitOther(image, measured);
		close(dialog, false);
		awaitMeasured(image);
		assertSame(measured, shown(image));
		assertEquals((byte) ~before, measured[70]);
	}

	@Test
	void twoPreviewsOfOnePlaneLeaveNoTrace() {
		final ImagePlus image = TestImages.random(8, 64, 48, 1, 2, 1);
		image.show();
		final Object measured = shown(image);
		final ShownPlane[] shown = new ShownPlane[2];
		for (int i = 0; i < 2; i++) {
			final int at = i;
			Desk.act(() -> shown[at] = new ShownPlane(image, new byte[64 * 48]));
		}
		assertSame(measured, new StackImage(image).pixels(1));
		Desk.act(shown[0]::restore);
		Desk.act(shown[1]::restore);
		assertSame(measured, shown(image));
		assertSame(measured, image.getStack().getPixels(1));
	}

	private static Scrollbar slider(final Container container) {
		for (final Component component : container.getComponents()) {
			if (component instanceof Scrollbar bar) return bar;
			final Scrollbar inside = component instanceof Container deeper ? slider(deeper) : null;
			if (inside != null) return inside;
		}
		return null;
	}
}
