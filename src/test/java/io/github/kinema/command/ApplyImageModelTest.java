package io.github.kinema.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import ij.ImagePlus;
import ij.gui.OvalRoi;
import io.github.kinema.host.TestImages;

/** Runs imported models over stacks of every kind. */
class ApplyImageModelTest {

	@RegisterExtension
	private final EmptyHome home = new EmptyHome();

	private void importModel(final String name, final Object... more) throws IOException {
		final Path file = home.path().resolve(name + ".onnx");
		try (InputStream in = ApplyImageModelTest.class.getResourceAsStream("/onnx/" + name + ".onnx")) {
			Files.copy(in, file);
		}
		final Object[] options = new Object[more.length + 2];
		options[0] = "file";
		options[1] = file.toString();
		System.arraycopy(more, 0, options, 2, more.length);
		Commands.run(ImportModel.class, null, options);
	}

	private static ImagePlus apply(final ImagePlus image, final String model, final boolean lazy) {
		return Commands.output(ApplyImageModel.class, image, "model", model, "lazy", lazy, "device", "cpu");
	}

	private static float[] values(final ImagePlus image, final int plane, final int colour) {
		return (float[]) image.getStack().getProcessor(plane).toFloat(colour, null).getPixels();
	}

	/** The model doubles what it takes, which here begins with 0: so what lies in the lower half is stretched to all. */
	@ParameterizedTest
	@CsvSource({ "8, 1", "16, 2", "32, 1", "24, 1", "16, 3" })
	void greyValuesComeBackAtTheirOwnDepth(final int depth, final int channels) throws IOException {
		importModel("image", "result", "grey values");
		final ImagePlus image = TestImages.random(depth, 23, 19, channels, 2, 2);
		image.getStack().setSliceLabel("synthetic t=1.5 of 1|2 flow\nheader", 1);
		final int colours = depth == 24 ? 3 : 1;
		final ImagePlus result = apply(image, "image", false);
		assertEquals(depth, result.getBitDepth());
		assertArrayEquals(image.getDimensions(), result.getDimensions());
		assertEquals(image.getCalibration().pixelDepth, result.getCalibration().pixelDepth);
		assertEquals("synthetic t=1.5 of 1|2 flow | painted by image\nheader", result.getStack().getSliceLabel(1));
		assertEquals("plane 2 | painted by image", result.getStack().getSliceLabel(2));
		final double most = depth == 32 ? Double.POSITIVE_INFINITY : depth == 16 ? 65535 : 255;
		for (int n = 1; n <= image.getStackSize(); n++) {
			// Three channels go in at once, and have one range; any others have their own.
			final int first = channels == 3 ? (n - 1) / 3 * 3 + 1 : n;
			double low = Double.POSITIVE_INFINITY;
			for (int k = first; k < first + (channels == 3 ? 3 : 1); k++)
				for (int c = 0; c < colours; c++)
					for (final float value : values(image, k, c)) low = Math.min(low, value);
			for (int c = 0; c < colours; c++) {
				final float[] source = values(image, n, c);
				final float[] made = values(result, n, c);
				for (int i = 0; i < made.length; i++)
					assertEquals(Math.min(most, low + 2 * (source[i] - low)), made[i], depth == 32 ? 1e-6 : 0.51);
			}
		}
		final String info = result.getInfoProperty();
		assertTrue(info.contains("A model painted every pixel") && info.contains("Model image (sha256 ") && info.contains(
			"\"digitalSourceType\":\"compositeWithTrainedAlgorithmicMedia\""), info);
	}

	@ParameterizedTest
	@CsvSource({ "16, 2, 4", "24, 1, 6" })
	void numbersBecomeChannelsOf32Bit(final int depth, final int channels, final int given) throws IOException {
		importModel("classes");
		final ImagePlus image = TestImages.random(depth, 31, 17, channels, 2, 2);
		final ImagePlus result = apply(image, "classes", false);
		assertEquals(32, result.getBitDepth());
		assertArrayEquals(new int[] { 31, 17, given, 2, 2 }, result.getDimensions());
		assertEquals("plane 1 | result 2" + (depth == 24 ? " red" : "") + " by classes", result.getStack().getSliceLabel(2));
		for (int n = 1; n <= result.getStackSize(); n += 2) {
			for (int i = 0; i < 31 * 17; i++)
				assertEquals(1, values(result, n, 0)[i] + values(result, n + 1, 0)[i], 1e-6);
		}
		final ImagePlus last = new ImagePlus("", image.getStack().getProcessor(image.getStackSize()));
		final ImagePlus alone = apply(last, "classes", false);
		assertArrayEquals(values(alone, alone.getStackSize(), 0), values(result, result.getStackSize(), 0));
		assertTrue(result.getInfoProperty().contains(depth == 24 ? "result 1 red, result 2 red," : "result 1, result 2, for each"),
			result.getInfoProperty());
	}

	@ParameterizedTest
	@ValueSource(strings = { "image", "classes" })
	void lazyIsTheSame(final String model) throws IOException {
		importModel(model);
		final ImagePlus image = TestImages.random(16, 20, 11, 2, 3, 2);
		final ImagePlus now = apply(image, model, false);
		final ImagePlus later = apply(TestImages.virtual(image), model, true);
		assertTrue(later.getStack().isVirtual());
		assertArrayEquals(now.getDimensions(), later.getDimensions());
		for (int n = 1; n <= now.getStackSize(); n++) {
			assertArrayEquals(values(now, n, 0), values(later, n, 0));
			assertEquals(now.getStack().getSliceLabel(n), later.getStack().getSliceLabel(n));
		}
	}

	@Test
	void aSelectionLimitsTheResult() throws IOException {
		importModel("image");
		importModel("classes");
		final ImagePlus image = TestImages.random(8, 20, 16, 1, 1, 1);
		final ImagePlus doubled = apply(image, "image", false);
		final ImagePlus shares = apply(image, "classes", false);
		image.setRoi(new OvalRoi(3, 4, 9, 7));
		final ImagePlus part = apply(image, "image", false);
		final ImagePlus some = apply(image, "classes", false);
		for (int y = 0; y < 16; y++) {
			for (int x = 0; x < 20; x++) {
				final boolean inside = image.getRoi().contains(x, y);
				assertEquals((inside ? doubled : image).getProcessor().get(x, y), part.getProcessor().get(x, y));
				if (inside) assertEquals(shares.getProcessor().getf(x, y), some.getProcessor().getf(x, y));
				else assertTrue(Float.isNaN(some.getProcessor().getf(x, y)));
			}
		}
	}

	@Test
	void whatDoesNotFitIsASentence() throws IOException {
		importModel("paint");
		final ImagePlus image = TestImages.random(8, 9, 9, 1, 1, 1);
		assertSentence(image, "", "model is missing: name one that makes an image of an image. There is none yet: Import Model...");
		assertSentence(image, "paint", "The model \"paint\" paints the frame between two frames; one is needed that makes");
		assertSentence(image, "sharper", "There is no model \"sharper\"");
		importModel("image");
		assertSentence(image, "", "There are: image.");
		final Path weights = home.models().resolve("image").resolve("weights.onnx");
		Files.write(weights, new byte[] { 1, 2, 3 });
		assertSentence(image, "image", "The file is damaged or was exchanged");
	}

	private static void assertSentence(final ImagePlus image, final String model, final String part) {
		final Exception exc = assertThrows(RuntimeException.class, () -> apply(image, model, false));
		assertTrue(exc.getMessage().contains(part), exc.getMessage());
	}

	@Test
	void escEndsItWithoutAResult() throws IOException {
		importModel("classes");
		final ImagePlus image = TestImages.random(8, 64, 64, 1, 1, 3);
		Thread.currentThread().interrupt();
		assertThrows(CancellationException.class, () -> apply(image, "classes", false));
		assertTrue(Thread.interrupted());
	}
}
