package io.github.kinema.filter;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.github.kinema.device.CpuDevice;
import io.github.kinema.filter.LabelRefinement.Settings;
import io.github.kinema.tile.Impatient;
import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;

/** Tests {@link LabelRefinement} on noisy labellings of a clean image and on cases worked out by hand. */
class LabelRefinementTest {

	private static final int WIDTH = 60;
	private static final int HEIGHT = 44;
	private static final int LABELS = 3;

	private final int[] truth = new int[WIDTH * HEIGHT];
	private final Plane image = new Plane(WIDTH, HEIGHT);

	/** A disc and a bar on a background, each of its own grey. */
	LabelRefinementTest() {
		final Random random = new Random(3);
		for (int i = 0; i < truth.length; i++) {
			final int x = i % WIDTH;
			final int y = i / WIDTH;
			truth[i] = Math.hypot(x - 20, y - 22) < 13 ? 1 : x > 40 && x < 48 ? 2 : 0;
			image.values()[i] = (float) (60 * truth[i] + 3 * random.nextGaussian());
		}
	}

	@Test
	void improvesANoisyLabelling() {
		final List<Plane> noisy = noisy(0.5);
		final List<Plane> refined = refine(new Settings(5, 4, 20, 4), noisy, List.of(image));
		final double before = accuracy(noisy);
		final double after = accuracy(refined);
		assertTrue(before < 0.7 && after > 0.99, "accuracy " + before + " to " + after);
	}

	@Test
	void anEdgeOfTheGuideStopsIt() {
		final List<Plane> noisy = noisy(0.5);
		final double guided = accuracy(refine(new Settings(5, 4, 20, 4), noisy, List.of(image)));
		final double blind = accuracy(refine(new Settings(5, 4, 1e6, 4), noisy, List.of(image)));
		assertTrue(guided > blind + 0.01, "with the guide " + guided + ", without " + blind);
	}

	@Test
	void aSpaceBeyondTheImageIsTheWholeImage() {
		final List<Plane> noisy = noisy(0.5);
		final List<Plane> whole = refine(new Settings(1, 1e4, 20, 4), noisy, List.of(image));
		final List<Plane> beyond = refine(new Settings(1, 1e8, 20, 4), noisy, List.of(image));
		for (int l = 0; l < LABELS; l++) assertArrayEquals(whole.get(l).values(), beyond.get(l).values(), 1e-3f);
	}

	@Test
	void sumsAreOne() {
		final List<Plane> refined = refine(new Settings(3, 10, 20, 3), noisy(0.4), List.of(image));
		for (int i = 0; i < truth.length; i++) {
			double sum = 0;
			for (final Plane plane : refined) {
				assertTrue(plane.values()[i] >= 0);
				sum += plane.values()[i];
			}
			assertEquals(1, sum, 1e-5);
		}
	}

	@Test
	void withoutWeightTheInputComesBack() {
		final List<Plane> noisy = noisy(0.4);
		final List<Plane> refined = refine(new Settings(5, 4, 20, 0), noisy, List.of(image));
		for (int l = 0; l < LABELS; l++) {
			assertArrayEquals(noisy.get(l).values(), refined.get(l).values());
			assertNotSame(noisy.get(l).values(), refined.get(l).values());
		}
	}

	@Test
	void certainPixelsStay() {
		final List<Plane> labels = List.of(new Plane(9, 9), new Plane(9, 9));
		Arrays.fill(labels.get(0).values(), 1);
		labels.get(0).values()[40] = 0;
		labels.get(1).values()[40] = 1;
		final List<Plane> refined = refine(new Settings(5, 2, 1, 6), labels, List.of(new Plane(9, 9)));
		assertTrue(refined.get(1).values()[40] > 0.99, "the odd pixel is " + refined.get(1).values()[40]);
		assertTrue(refined.get(0).values()[41] > 0.99);
	}

	@Test
	void theOrderOfLabelsDoesNotMatter() {
		final List<Plane> noisy = noisy(0.4);
		final Settings settings = new Settings(4, 5, 20, 3);
		final List<Plane> refined = refine(settings, noisy, List.of(image));
		final List<Plane> turned = refine(settings, List.of(noisy.get(2), noisy.get(0), noisy.get(1)), List.of(image));
		for (int l = 0; l < LABELS; l++) {
			assertArrayEquals(refined.get(l).values(), turned.get((l + 1) % LABELS).values(), 1e-5f);
		}
	}

	/** Two pixels, each the only neighbour of the other: the mean field in closed form. */
	@Test
	void isTheMeanFieldOfTwoPixels() {
		final double[] first = { Math.log(0.7 / 0.3), Math.log(0.4 / 0.6) };
		final double weight = 1.5;
		double[] odds = first.clone();
		for (int i = 0; i < 3; i++) {
			// NB: of the two messages only the difference matters, which is tanh(odds / 2)
			odds = new double[] { first[0] + weight * Math.tanh(odds[1] / 2), first[1] + weight * Math.tanh(odds[0] / 2) };
		}
		final List<Plane> labels = List.of(new Plane(2, 1, new float[] { 0.7f, 0.4f }), new Plane(2, 1, new float[] { 0.3f,
			0.6f }));
		final Plane guide = new Plane(2, 1, new float[] { 5, 6 });
		final float[] refined = refine(new Settings(3, 1, 4, weight), labels, List.of(guide)).get(0).values();
		for (int i = 0; i < 2; i++) assertEquals(1 / (1 + Math.exp(-odds[i])), refined[i], 1e-5);
	}

	@Test
	void whatNobodyKnowsIsTakenFromLikeNeighbours() {
		final List<Plane> labels = noisy(0.8);
		for (int i = 0; i < truth.length; i += 7) {
			for (final Plane plane : labels) plane.values()[i] = Float.NaN;
		}
		assertTrue(accuracy(refine(new Settings(5, 4, 20, 4), labels, List.of(image))) > 0.99);
	}

	@Test
	void anUnknownGuideLeavesThePixelAlone() {
		final List<Plane> labels = noisy(0.4);
		image.values()[100] = Float.NaN;
		final List<Plane> refined = refine(new Settings(5, 4, 20, 4), labels, List.of(image));
		for (int l = 0; l < LABELS; l++) assertEquals(labels.get(l).values()[100], refined.get(l).values()[100], 1e-5);
	}

	@ParameterizedTest
	@CsvSource({ "1, 1", "1, 9", "9, 1", "3, 2" })
	void anySizeGivesProbabilities(final int width, final int height) {
		final List<Plane> labels = List.of(new Plane(width, height), new Plane(width, height));
		Arrays.fill(labels.get(0).values(), 0.25f);
		Arrays.fill(labels.get(1).values(), 0.75f);
		final List<Plane> refined = refine(new Settings(5, 30, 20, 2), labels, List.of(new Plane(width, height)));
		assertTrue(refined.get(1).get(0, 0) >= 0.75f - 1e-6f && refined.get(1).get(0, 0) < 1);
	}

	@ParameterizedTest
	@CsvSource({ "0, 1, 1, 1, iterations", "1, 0, 1, 1, space", "1, 1, NaN, 1, range", "1, 1, 1e39, 1, range", "1, 1, 1, -1, weight" })
	void settingsOutOfRangeAreNamed(final int iterations, final double space, final double range, final double weight,
		final String name)
	{
		final IllegalArgumentException exc = assertThrows(IllegalArgumentException.class, () -> new Settings(iterations,
			space, range, weight));
		assertTrue(exc.getMessage().contains(name), exc.getMessage());
	}

	@Test
	void sizesThatDifferAreAnError() {
		final Settings settings = new Settings(1, 1, 1, 1);
		final List<Plane> plane = List.of(new Plane(5, 4));
		assertThrows(IllegalArgumentException.class, () -> refine(settings, plane, List.of(new Plane(4, 5))));
		assertThrows(IllegalArgumentException.class, () -> refine(settings, List.of(), plane));
		assertThrows(IllegalArgumentException.class, () -> refine(settings, plane, List.of()));
	}

	@Test
	void stopsWhenAsked() {
		final LabelRefinement refinement = new LabelRefinement(CpuDevice.INSTANCE, new Settings(5, 4, 20, 4));
		assertThrows(CancellationException.class, () -> refinement.apply(noisy(0.5), List.of(image), new Impatient(9)));
	}

	private static List<Plane> refine(final Settings settings, final List<Plane> labels, final List<Plane> guide) {
		return new LabelRefinement(CpuDevice.INSTANCE, settings).apply(labels, guide, Progress.NONE);
	}

	/** Probabilities that favour the true label with that chance, else any. */
	private List<Plane> noisy(final double chance) {
		final Random random = new Random(5);
		final List<Plane> planes = new ArrayList<>();
		for (int l = 0; l < LABELS; l++) planes.add(new Plane(WIDTH, HEIGHT));
		for (int i = 0; i < truth.length; i++) {
			final int favoured = random.nextDouble() < chance ? truth[i] : random.nextInt(LABELS);
			for (int l = 0; l < LABELS; l++) planes.get(l).values()[i] = l == favoured ? 0.6f : 0.2f;
		}
		return planes;
	}

	private double accuracy(final List<Plane> labels) {
		int right = 0;
		for (int i = 0; i < truth.length; i++) {
			int best = 0;
			for (int l = 1; l < LABELS; l++) {
				if (labels.get(l).values()[i] > labels.get(best).values()[i]) best = l;
			}
			if (best == truth[i]) right++;
		}
		return right / (double) truth.length;
	}
}
