package io.github.kinema.filter;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.kinema.device.CpuDevice;
import io.github.kinema.tile.Impatient;
import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;

/** Many labels in few planes. */
class LabelPlanesTest {

	private static final int SIZE = 200;

	/** Discs of radius 4 every 10 pixels, each a label of its own, on 0. */
	private static int[] nuclei() {
		final int[] labels = new int[SIZE * SIZE];
		for (int y = 0; y < SIZE; y++) {
			for (int x = 0; x < SIZE; x++) {
				final int dx = x % 10 - 5;
				final int dy = y % 10 - 5;
				if (dx * dx + dy * dy <= 16) labels[x + y * SIZE] = 1 + x / 10 + 20 * (y / 10);
			}
		}
		return labels;
	}

	@Test
	void manyLabelsShareFewPlanesAndKeepTheirNumbers() {
		final int[] labels = nuclei();
		assertEquals(401, Arrays.stream(labels).distinct().count());
		final LabelPlanes planes = new LabelPlanes(SIZE, SIZE, labels, 2, Progress.NONE);
		assertTrue(planes.count() < 40, planes.count() + " planes");
		final List<Plane> evidence = planes.evidence(0.9, Progress.NONE);
		assertEquals(planes.count(), evidence.size());
		final float[] probability = new float[labels.length];
		assertArrayEquals(labels, planes.labels(evidence, probability, Progress.NONE));
		for (int i = 0; i < labels.length; i++) {
			double sum = 0;
			for (final Plane plane : evidence) sum += plane.values()[i];
			assertEquals(1, sum, 1e-5);
			assertTrue(probability[i] == 1 || Math.abs(probability[i] - 0.9) < 1e-6, "" + probability[i]);
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 256, 257, 300 })
	void hundredsOfLabelsInReachShareWhatIsLeft(final int count) {
		final int[] labels = IntStream.range(0, count).toArray();
		final LabelPlanes planes = new LabelPlanes(count, 1, labels, count, Progress.NONE);
		assertEquals(count, planes.count());
		final List<Plane> evidence = planes.evidence(0.9, Progress.NONE);
		for (int i = 0; i < count; i++) {
			final int at = i;
			final double[] shares = evidence.stream().mapToDouble(plane -> plane.values()[at]).sorted().toArray();
			assertEquals(1, Arrays.stream(shares).sum(), 1e-5);
			assertEquals(0.9, shares[count - 1], 1e-6);
			assertEquals(0.1 / (count - 1), shares[0], 1e-9);
		}
	}

	@Test
	void stopsWhenAsked() {
		final int[] labels = nuclei();
		assertThrows(CancellationException.class, () -> new LabelPlanes(SIZE, SIZE, labels, 2, new Impatient(3)));
		final LabelPlanes planes = new LabelPlanes(SIZE, SIZE, labels, 2, Progress.NONE);
		assertThrows(CancellationException.class, () -> planes.evidence(0.9, new Impatient(3)));
		final List<Plane> evidence = planes.evidence(0.9, Progress.NONE);
		assertThrows(CancellationException.class, () -> planes.labels(evidence, new float[labels.length], new Impatient(3)));
	}

	/** NB: alone in its part of the image, no label shares its plane. */
	@Test
	void sharingPlanesChangesNothing() {
		final int width = 150;
		final int height = 20;
		final int part = width / 5;
		final int[] labels = new int[width * height];
		final Plane guide = new Plane(width, height);
		for (int i = 0; i < labels.length; i++) {
			final int x = i % width % part;
			final int y = i / width;
			if (x < 5 || x > 16 || y < 4 || y > 15) continue;
			guide.values()[i] = 100;
			if (x < 16 && (i * 7 + y * 5) % 11 != 0) labels[i] = i % width / part + 1;
		}
		final int[] together = refined(width, height, labels, guide, true);
		int changed = 0;
		for (int n = 0; n < 5; n++) {
			final int[] some = new int[part * height];
			final Plane someGuide = new Plane(part, height);
			for (int y = 0; y < height; y++) {
				System.arraycopy(labels, n * part + y * width, some, y * part, part);
				System.arraycopy(guide.values(), n * part + y * width, someGuide.values(), y * part, part);
			}
			final int[] alone = refined(part, height, some, someGuide, false);
			for (int y = 0; y < height; y++) {
				for (int x = 4; x < 18; x++) {
					final int at = x + n * part + y * width;
					assertEquals(alone[x + y * part], together[at], n + ": " + x + ", " + y);
					if (together[at] != labels[at]) changed++;
				}
			}
		}
		assertTrue(changed > 50, changed + " pixels joined their square");
	}

	private static int[] refined(final int width, final int height, final int[] labels, final Plane guide,
		final boolean shared)
	{
		final LabelPlanes planes = new LabelPlanes(width, height, labels, 4, Progress.NONE);
		assertEquals(shared, planes.count() < Arrays.stream(labels).distinct().count(), planes.count() + " planes");
		final LabelRefinement refinement = new LabelRefinement(CpuDevice.INSTANCE, new LabelRefinement.Settings(5, 2, 10, 4));
		return planes.labels(refinement.apply(planes.evidence(0.9, Progress.NONE), List.of(guide), Progress.NONE), new float[labels.length], Progress.NONE);
	}

	@Test
	void oneLabelIsCertain() {
		final LabelPlanes planes = new LabelPlanes(3, 1, new int[] { 7, 7, 7 }, 5, Progress.NONE);
		assertEquals(1, planes.count());
		assertArrayEquals(new float[] { 1, 1, 1 }, planes.evidence(0.9, Progress.NONE).get(0).values());
		assertArrayEquals(new int[] { 7, 7, 7 }, planes.labels(planes.evidence(0.9, Progress.NONE), new float[3], Progress.NONE));
	}
}
