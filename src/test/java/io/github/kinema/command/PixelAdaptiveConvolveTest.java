package io.github.kinema.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import ij.ImagePlus;
import ij.plugin.filter.Convolver;
import ij.process.ImageProcessor;
import io.github.kinema.host.TestImages;

/** Convolution against ImageJ's own and against its definition. */
class PixelAdaptiveConvolveTest {

	private static final double NONE = Double.POSITIVE_INFINITY;
	private static final String KERNEL = "1 -2 3 0 1; 2 5 -1 4 0; 1 1 2 -3 1";
	private static final float[] WEIGHTS = { 1, -2, 3, 0, 1, 2, 5, -1, 4, 0, 1, 1, 2, -3, 1 };

	private static ImagePlus convolved(final ImagePlus image, final Object... keysAndValues) {
		return Commands.output(PixelAdaptiveConvolve.class, image, keysAndValues);
	}

	@ParameterizedTest
	@CsvSource({ "8, 2, 2, 1", "16, 1, 2, 2", "24, 1, 1, 2", "32, 2, 1, 2" })
	void withoutARangeItIsImageJsConvolution(final int bitDepth, final int c, final int z, final int t) {
		final ImagePlus image = TestImages.moving(bitDepth, 19, 17, c, z, t, 1.1, 0.6);
		final ImagePlus result = convolved(image, "kernel", KERNEL, "range", NONE, "normalise", "none", "device", "cpu");
		final Convolver convolver = new Convolver();
		convolver.setNormalize(false);
		for (int n = 1; n <= image.getStackSize(); n++) {
			for (int k = 0; k < image.getProcessor().getNChannels(); k++) {
				final ImageProcessor expected = image.getStack().getProcessor(n).toFloat(k, null);
				assertTrue(convolver.convolve(expected, WEIGHTS, 5, 3));
				final ImageProcessor actual = result.getStack().getProcessor(n).toFloat(k, null);
				final double most = bitDepth == 32 ? 1e9 : bitDepth == 16 ? 65535 : 255;
				for (int y = 1; y < 16; y++)
					for (int x = 2; x < 17; x++)
						assertEquals(bitDepth == 32 ? expected.getf(x, y) : Math.max(0, Math.min(most, expected.getf(x, y))), //
							actual.getf(x, y), bitDepth == 32 ? 1e-6 : 0.51, x + ", " + y);
			}
		}
	}

	@Test
	void aSumUnderAnUnknownPixelIsUnknown() {
		final ImagePlus image = TestImages.moving(32, 19, 17, 1, 1, 1, 0, 0);
		image.getProcessor().setf(7, 5, Float.NaN);
		final ImageProcessor out = convolved(image, "kernel", KERNEL, "range", 0.04, "normalise", "none", "device", "cpu")
			.getProcessor();
		for (int i = 0; i < out.getPixelCount(); i++) assertEquals(i == 7 + 5 * 19, Float.isNaN(out.getf(i)));
	}

	@ParameterizedTest
	@ValueSource(doubles = { 1e-50, 1e-40, 1e39 })
	void rangesThatCannotBeAreSentences(final double range) {
		final ImagePlus image = TestImages.moving(32, 19, 17, 1, 1, 1, 0, 0);
		final Exception exc = assertThrows(IllegalArgumentException.class, () -> convolved(image, "kernel", KERNEL, "range",
			range, "device", "cpu"));
		assertTrue(exc.getMessage().contains("A range of " + range), exc.getMessage());
	}

	@ParameterizedTest
	@ValueSource(strings = { "none", "kernel", "weights" })
	void likenessCountsAsDefined(final String normalise) {
		final ImagePlus image = TestImages.moving(32, 19, 17, 1, 1, 1, 0, 0);
		final ImageProcessor in = image.getProcessor();
		final ImageProcessor out = convolved(image, "kernel", KERNEL, "space", 1.5, "range", 0.04, "normalise", normalise,
			"border", "valid", "device", "cpu").getProcessor();
		for (int y = 0; y < 17; y++) {
			for (int x = 0; x < 19; x++) {
				double sum = 0;
				double plain = 0;
				double weighted = 0;
				for (int v = Math.max(0, y - 1); v <= Math.min(16, y + 1); v++) {
					for (int u = Math.max(0, x - 2); u <= Math.min(18, x + 2); u++) {
						final double w = WEIGHTS[u - x + 2 + 5 * (v - y + 1)] * Math.exp(-((u - x) * (u - x) + (v - y) * (v - y)) / 4.5);
						final double k = Math.exp(-Math.pow((in.getf(u, v) - in.getf(x, y)) / 0.04, 2) / 2);
						sum += w * k * in.getf(u, v);
						plain += k;
						weighted += k * Math.abs(w);
					}
				}
				final double expected = normalise.equals("none") ? sum : sum / (normalise.equals("kernel") ? plain : weighted);
				assertEquals(expected, out.getf(x, y), 1e-5, x + ", " + y);
			}
		}
	}

	@Test
	void linesAndSemicolonsMeanTheSame() {
		final ImagePlus image = TestImages.random(8, 12, 10, 1, 1, 1);
		final Object expected = convolved(image, "kernel", "1 2 1; 2 4 2; 1 2 1", "range", 50.0).getProcessor().getPixels();
		for (final String text : new String[] { "1 2 1\n2 4 2\n1 2 1\n", "1 2 1\r\n 2 4\t2\r\n1 2 1",
			"1 2 1;2 4 2;1 2 1;" })
		{
			final ImagePlus result = convolved(image, "kernel", text, "range", 50.0);
			assertArrayEquals((byte[]) expected, (byte[]) result.getProcessor().getPixels(), text);
			assertEquals("random-convolved", result.getTitle());
			assertTrue(result.getInfoProperty().contains("kernel=1 2 1; 2 4 2; 1 2 1 space=none range=50 "), result.getInfoProperty());
		}
		assertArrayEquals((byte[]) expected, (byte[]) convolved(image, "kernel", "1, 2, 1; 2,4,2; 1 2 1", "range", 50.0) //
			.getProcessor().getPixels());
	}

	@Test
	void theTypeHoldsTheResult() {
		final ImagePlus image = TestImages.random(8, 12, 10, 1, 1, 1);
		final ImageProcessor result = convolved(image, "kernel", "3", "range", NONE, "normalise", "none").getProcessor();
		for (int i = 0; i < 120; i++) assertEquals(Math.min(255, 3 * image.getProcessor().get(i)), result.get(i));
	}

	@Test
	void aPlaneOfAVirtualStackThatHoldsNoNumbersDoesNoHarm() {
		final ImagePlus image = TestImages.random(32, 12, 10, 1, 1, 3);
		image.getStack().getProcessor(2).setf(5, 5, Float.NaN);
		final ImagePlus result = convolved(TestImages.virtual(image), "range", 1.0, "lazy", true);
		assertTrue(result.getStack().isVirtual());
		final float[] pixels = (float[]) result.getStack().getProcessor(2).getPixels();
		for (int i = 0; i < pixels.length; i++) assertEquals(i == 65, Float.isNaN(pixels[i]));
		assertFalse(Float.isNaN(result.getStack().getProcessor(3).getf(5, 5)));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "1 2 1; 2 4|Row 2 of the kernel has 2 numbers, row 1 has 3",
		"1 2; 3 4|2 columns and 2 rows: both must be odd", "1 2 1; 1 2 1|3 columns and 2 rows", "''|The kernel is empty",
		"1 x 1|Row 1 of the kernel holds \"x\", which is no number", "1 NaN 1|which is no number",
		"1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1|radius=12: the window reaches beyond" })
	void aTextThatIsNoKernelIsASentence(final String kernel, final String part) {
		final ImagePlus image = TestImages.random(8, 12, 10, 1, 1, 1);
		final Exception exc = assertThrows(IllegalArgumentException.class, () -> convolved(image, "kernel", kernel));
		assertTrue(exc.getMessage().contains(part), exc.getMessage());
	}

	@Test
	void wrongSigmasAreSentences() {
		final ImagePlus image = TestImages.random(8, 12, 10, 1, 1, 1);
		for (final String key : new String[] { "space", "range" }) {
			final Exception exc = assertThrows(IllegalArgumentException.class, () -> convolved(image, key, -1.0));
			assertTrue(exc.getMessage().startsWith(key + "=-1: " + key + " takes a number above 0, or none"), exc.getMessage());
		}
	}
}
