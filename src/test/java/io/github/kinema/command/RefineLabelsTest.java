package io.github.kinema.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CancellationException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import ij.IJ;
import ij.ImagePlus;
import ij.ImageStack;
import ij.gui.Roi;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;
import io.github.kinema.host.TestImages;

/** Labels and probabilities follow the edges of a guide. */
class RefineLabelsTest {

	private static final int WIDTH = 60;
	private static final int HEIGHT = 30;

	/** Two squares, 100 and 200, on 0. */
	private static ImagePlus guide(final int planes) {
		final ImagePlus guide = IJ.createImage("guide", "16-bit black", WIDTH, HEIGHT, planes);
		for (int n = 1; n <= planes; n++)
			for (int i = 0; i < WIDTH * HEIGHT; i++) guide.getStack().getProcessor(n).set(i, 100 * truth(i));
		return guide;
	}

	private static int truth(final int i) {
		final int x = i % WIDTH;
		final int y = i / WIDTH;
		if (y < 6 || y > 23) return 0;
		return x > 5 && x < 24 ? 1 : x > 30 && x < 50 ? 2 : 0;
	}

	/** The truth with every seventh pixel wrong. */
	private static int given(final int i) {
		return i % 7 == 3 && truth(i) > 0 ? 0 : truth(i);
	}

	private static ImagePlus labels(final int bitDepth, final int planes, final int factor) {
		final ImagePlus labels = IJ.createImage("labels", WIDTH, HEIGHT, planes, bitDepth);
		for (int n = 1; n <= planes; n++)
			for (int i = 0; i < WIDTH * HEIGHT; i++) labels.getStack().getProcessor(n).setf(i, factor * given(i));
		return labels;
	}

	private static ImagePlus probabilities() {
		final ImageStack stack = new ImageStack(WIDTH, HEIGHT);
		for (int k = 0; k < 3; k++) {
			final ImageProcessor plane = new FloatProcessor(WIDTH, HEIGHT);
			for (int i = 0; i < WIDTH * HEIGHT; i++) plane.setf(i, given(i) == k ? 0.8f : 0.1f);
			stack.addSlice("class " + k, plane);
		}
		return new ImagePlus("weka", stack);
	}

	private static Map<String, Object> refine(final ImagePlus image, final Object... more) {
		final Object[] keys = Arrays.copyOf(new Object[] { "range", 20.0, "device", "cpu" }, 4 + more.length);
		System.arraycopy(more, 0, keys, 4, more.length);
		return Commands.run(RefineLabels.class, image, keys);
	}

	@ParameterizedTest
	@CsvSource({ "8, 1, 100", "16, 3, 20000", "32, 2, 1000000", "32, 1, -7" })
	void wrongPixelsJoinTheirSquare(final int bitDepth, final int planes, final int factor) {
		final ImagePlus image = labels(bitDepth, planes, factor);
		final Map<String, Object> outputs = refine(image, "guide", guide(1));
		final ImagePlus result = (ImagePlus) outputs.get("output");
		final ImagePlus probabilities = (ImagePlus) outputs.get("outputprobabilities");
		assertEquals(bitDepth, result.getBitDepth());
		assertEquals(32, probabilities.getBitDepth());
		assertEquals("labels-refined", result.getTitle());
		assertEquals("labels-refined-probabilities", probabilities.getTitle());
		assertArrayEquals(image.getDimensions(), result.getDimensions());
		assertArrayEquals(image.getDimensions(), probabilities.getDimensions());
		assertTrue(result.getInfoProperty().contains("guide=guide iterations=5 space=6 range=20 weight=5"), result.getInfoProperty());
		for (int n = 1; n <= planes; n++) {
			for (int i = 0; i < WIDTH * HEIGHT; i++) {
				assertEquals(factor * truth(i), result.getStack().getProcessor(n).getf(i), "pixel " + i);
				final float p = probabilities.getStack().getProcessor(n).getf(i);
				assertTrue(p > 0.5 && p <= 1, "probability " + p);
			}
		}
	}

	@Test
	void theProbabilitiesOfWekaAndIlastikAreFound() {
		final ImagePlus slices = probabilities();
		final ImagePlus channels = probabilities();
		channels.setDimensions(3, 1, 1);
		channels.getCalibration().pixelWidth = 0.5;
		for (final ImagePlus image : new ImagePlus[] { slices, channels }) {
			final Map<String, Object> outputs = refine(image, "guide", guide(1));
			final ImagePlus result = (ImagePlus) outputs.get("output");
			final ImagePlus probabilities = (ImagePlus) outputs.get("outputprobabilities");
			assertEquals(8, result.getBitDepth());
			assertEquals(1, result.getStackSize());
			assertEquals(image.getCalibration().pixelWidth, result.getCalibration().pixelWidth);
			assertArrayEquals(image.getDimensions(), probabilities.getDimensions());
			assertEquals("class 2", probabilities.getStack().getSliceLabel(3));
			for (int i = 0; i < WIDTH * HEIGHT; i++) {
				assertEquals(truth(i) + 1, result.getProcessor().get(i), "labels count from 1");
				double sum = 0;
				for (int k = 1; k <= 3; k++) sum += probabilities.getStack().getProcessor(k).getf(i);
				assertEquals(1, sum, 1e-5);
			}
		}
	}

	@Test
	void hyperstacksKeepTheirOrder() {
		final ImagePlus image = TestImages.random(32, 12, 10, 2, 3, 2);
		final ImageStack stack = image.getStack();
		for (int n = 1; n <= stack.size(); n += 2) {
			for (int i = 0; i < 120; i++) {
				final float p = (i * 13 + n * 7) % 100 / 100f;
				stack.getProcessor(n).setf(i, p);
				stack.getProcessor(n + 1).setf(i, 1 - p);
			}
		}
		final ImagePlus guide = TestImages.random(8, 12, 10, 1, 3, 2);
		final Map<String, Object> outputs = refine(image, "guide", guide, "weight", 0.0);
		final ImagePlus result = (ImagePlus) outputs.get("output");
		final ImagePlus probabilities = (ImagePlus) outputs.get("outputprobabilities");
		assertArrayEquals(new int[] { 12, 10, 1, 3, 2 }, result.getDimensions());
		assertTrue(probabilities.isComposite());
		for (int n = 1; n <= stack.size(); n++) {
			assertArrayEquals((float[]) stack.getPixels(n), (float[]) probabilities.getStack().getPixels(n), "no weight, no change");
			final ImageProcessor labels = result.getStack().getProcessor((n + 1) / 2);
			for (int i = 0; i < 120; i++)
				if (n % 2 == 1) assertEquals(stack.getProcessor(n).getf(i) >= stack.getProcessor(n + 1).getf(i) ? 1 : 2, labels.get(i));
		}
	}

	@Test
	void aSelectionLimitsTheChange() {
		final ImagePlus image = labels(8, 1, 100);
		image.setRoi(new Roi(0, 0, 27, HEIGHT));
		final ImageProcessor result = ((ImagePlus) refine(image, "guide", guide(1)).get("output")).getProcessor();
		for (int i = 0; i < WIDTH * HEIGHT; i++)
			assertEquals(i % WIDTH < 27 ? 100 * truth(i) : image.getProcessor().get(i), result.get(i));
	}

	@Test
	void aVirtualStackGivesTheSame() {
		final ImagePlus image = labels(16, 3, 300);
		final ImagePlus expected = (ImagePlus) refine(image, "guide", guide(3)).get("output");
		final ImagePlus result = (ImagePlus) refine(TestImages.virtual(image), "guide", guide(3)).get("output");
		for (int n = 1; n <= 3; n++)
			assertArrayEquals((short[]) expected.getStack().getPixels(n), (short[]) result.getStack().getPixels(n));
	}

	/** Two discs and the background, blurred, noisy: as they are, or smoothed, so that next to no noise is left. */
	@ParameterizedTest
	@CsvSource({ "0, 0", "8, 0", "8, 2" })
	void anEstimateLeavesCleanLabelsCleanAndImprovesHastyOnes(final double noise, final double smooth) {
		final ImagePlus truth = IJ.createImage("truth", "8-bit black", 120, 90, 1);
		final ImageProcessor plane = truth.getProcessor();
		for (int i = 0; i < 120 * 90; i++) {
			final int x = i % 120;
			final int y = i / 120;
			plane.set(i, Math.hypot(x - 35, y - 40) < 18 ? 1 : Math.hypot(x - 80, y - 50) < 22 ? 2 : 0);
		}
		final ImagePlus guide = IJ.createImage("guide", "32-bit black", 120, 90, 1);
		final Random random = new Random(4);
		for (int i = 0; i < 120 * 90; i++) guide.getProcessor().setf(i, 40 + 40 * plane.get(i));
		guide.getProcessor().blurGaussian(1);
		for (int i = 0; i < 120 * 90; i++)
			guide.getProcessor().setf(i, (float) (guide.getProcessor().getf(i) + noise * random.nextGaussian()));
		if (smooth > 0) guide.getProcessor().blurGaussian(smooth);
		final int changed = differing(refine(truth, "guide", guide, "range", Double.NaN), plane);
		assertTrue(changed < 40, changed + " pixels of clean labels changed");
		final ImagePlus hasty = truth.duplicate();
		hasty.getProcessor().translate(2, 1);
		final int before = differing(Map.of("output", hasty), plane);
		final int after = differing(refine(hasty, "guide", guide, "range", Double.NaN), plane);
		assertTrue(after < (smooth > 0 ? 1 : 0.7) * before, before + " wrong pixels became " + after);
	}

	private static int differing(final Map<String, Object> outputs, final ImageProcessor truth) {
		final ImageProcessor labels = ((ImagePlus) outputs.get("output")).getProcessor();
		int count = 0;
		for (int i = 0; i < truth.getPixelCount(); i++) if (labels.get(i) != truth.get(i)) count++;
		return count;
	}

	@Test
	void wrongInputIsASentence() {
		final ImagePlus fraction = labels(32, 1, 1);
		fraction.getProcessor().setf(5, 4, 0.37f);
		assertSentence("The label at (5, 4) of \"labels\" is 0.37: labels are whole numbers", fraction);
		final ImagePlus unknown = labels(32, 1, 1);
		unknown.getProcessor().setf(5, 4, Float.NaN);
		assertSentence("The label at (5, 4) of \"labels\" is NaN", unknown);
		final ImagePlus sum = probabilities();
		sum.getStack().getProcessor(2).setf(5, 4, 0.3f);
		assertSentence("The probabilities at (5, 4) of \"weka\" add up to 1.2, not to 1", sum);
		final ImagePlus outside = probabilities();
		outside.getStack().getProcessor(2).setf(5, 4, -0.3f);
		assertSentence("The value at (5, 4) of \"weka\" is -0.3: a probability lies between 0 and 1", outside);
		assertSentence("is an RGB image", IJ.createImage("colours", "RGB", WIDTH, HEIGHT, 1));
		assertSentence("the guide is 61 x 30 pixels", labels(8, 1, 1), "guide", IJ.createImage("g", "8-bit", 61, 30, 1));
		assertSentence("the guide has 3 slices and 1 frame, \"weka\" has 1 slice and 1 frame", probabilities(), "guide", guide(3));
		assertSentence("space=0: space takes a number above 0.", labels(8, 1, 1), "space", 0.0);
		assertSentence("weight=-1", labels(8, 1, 1), "weight", -1.0);
	}

	@Test
	void aLittleLessThanOneWillDo() {
		final ImagePlus image = probabilities();
		image.getStack().getProcessor(2).setf(5, 4, 0.1009f);
		assertEquals(8, ((ImagePlus) refine(image, "guide", guide(1)).get("output")).getBitDepth());
	}

	private static void assertSentence(final String part, final ImagePlus image, final Object... more) {
		final Exception exc = assertThrows(IllegalArgumentException.class, () -> refine(image, more.length > 1 && "guide".equals(
			more[0]) ? more : new Object[] { "guide", guide(1), more.length == 0 ? "weight" : more[0], more.length == 0 ? 4.0
				: more[1] }));
		assertTrue(exc.getMessage().contains(part), exc.getMessage());
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void cancelledInTheMiddleItMakesNothing(final boolean labels) {
		final ImagePlus image = labels ? labels(8, 5, 1) : probabilities();
		Thread.currentThread().interrupt();
		assertThrows(CancellationException.class, () -> refine(image, "guide", guide(1)));
		assertTrue(Thread.interrupted());
	}
}
