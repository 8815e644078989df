package io.github.kinema.host;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Choice;
import java.awt.Component;
import java.awt.Container;
import java.awt.Scrollbar;
import java.awt.TextField;
import java.awt.event.AdjustmentEvent;
import java.awt.event.AdjustmentListener;
import java.util.Arrays;

import org.junit.jupiter.api.Test;

import ij.CompositeImage;
import ij.IJ;
import ij.ImagePlus;
import ij.WindowManager;
import ij.gui.GenericDialog;
import ij.gui.StackWindow;
import ij.plugin.Zoom;

/** Looks at previews in a real ImageJ, and makes sure that nothing of them stays. */
class PreviewTest extends FilterWindows {

	@Test
	void thePreviewIsWhatComesOutAndLeavesNoTrace() {
		final ImagePlus image = TestImages.random(16, 64, 48, 1, 3, 1);
		Desk.show(image);
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
		Desk.show(image);
		image.setPosition(2, 1, 2);
		final int[] before = painted(image);
		final Object measured = shown(image);
		final GenericDialog dialog = openDialog();
		preview(dialog, true);
		awaitOther(image, measured);
		Desk.await("the composite with its preview", () -> !Arrays.equals(before, painted(image)));
		preview(dialog, false);
		assertSame(measured, shown(image));
		awaitPicture(image, before);
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
		awaitPicture(image, before);
		assertEquals(1, WindowManager.getImageCount());
	}

	@Test
	void thePreviewFollowsThePlane() {
		final ImagePlus image = TestImages.random(8, 64, 48, 2, 1, 3);
		((CompositeImage) image).setMode(IJ.COMPOSITE);
		Desk.show(image);
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
			Desk.show(image);
			final int[] before = painted(image);
			final Object measured = shown(image);
			final GenericDialog dialog = openDialog();
			preview(dialog, true);
			awaitOther(image, measured);
			Desk.escape(dialog);
			awaitMeasured(image);
			assertSame(measured, shown(image));
			awaitPicture(image, before);
			image.close();
		}
	}

	@Test
	void thePreviewFollowsTheSelection() {
		final ImagePlus image = TestImages.random(8, 64, 48, 1, 1, 1);
		Desk.show(image);
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

	/** NB: ImageJ freezes the sliders of a locked image. */
	@Test
	void theSliderMovesAndThePreviewFollows() {
		final ImagePlus image = TestImages.random(8, 64, 48, 1, 3, 1);
		Desk.show(image);
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
	void twoPreviewsOfOnePlaneLeaveNoTrace() {
		final ImagePlus image = TestImages.random(8, 64, 48, 1, 2, 1);
		Desk.show(image);
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
