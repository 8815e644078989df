package io.github.kinema.host;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.awt.Choice;
import java.awt.TextField;

import org.junit.jupiter.api.Test;

import ij.IJ;
import ij.ImagePlus;
import ij.WindowManager;
import ij.gui.GenericDialog;

/** What the dialogs of filters fill in by themselves, and what is recorded of them. */
class FilterDialogTest extends FilterWindows {

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

	@Test
	void aKernelIsRecordedOnOneLineThatGivesTheSame() throws Exception {
		final ImagePlus image = TestImages.random(8, 64, 48, 1, 1, 1);
		Desk.show(image);
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
}
