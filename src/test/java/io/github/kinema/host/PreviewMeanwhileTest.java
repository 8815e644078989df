package io.github.kinema.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import ij.ImagePlus;
import ij.WindowManager;
import ij.gui.GenericDialog;

/** What is done to an image while a dialog shows a preview of it. */
class PreviewMeanwhileTest extends FilterWindows {

	/** NB: the dialog leaves other windows usable; so the image may go, or be wanted by another command. */
	@Test
	void meanwhileTheImageGuidesAnotherOrIsClosed() {
		final ImagePlus image = TestImages.random(8, 64, 48, 1, 1, 1);
		Desk.show(image);
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
	void whatIsDoneMeanwhileIsRecordedBefore() {
		final ImagePlus image = TestImages.random(8, 64, 48, 1, 1, 1);
		Desk.show(image);
		final GenericDialog dialog = openDialog();
		Desk.choose("Select All");
		Desk.await("the other command", () -> recorder.getText().contains("run(\"Select All\");"));
		close(dialog, true);
		Desk.await("the result", () -> WindowManager.getImage("random-filtered"));
		Desk.await("the recorded line", () -> recorder.getText().contains("run(\"Pixel-Adaptive Filter...\", \"guide=[this image] "));
		assertTrue(recorder.getText().matches("(?s).* range=\\d[\\d.]* .*"), "what was estimated: " + recorder.getText());
		assertTrue(recorder.getText().indexOf("Select All") < recorder.getText().indexOf("Pixel-Adaptive"), recorder.getText());
	}

	@Test
	void thePreviewComesBackAfterACommandThatDrawsNothing() {
		final ImagePlus image = TestImages.random(8, 64, 48, 1, 1, 1);
		Desk.show(image);
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
		Desk.show(image);
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
}
