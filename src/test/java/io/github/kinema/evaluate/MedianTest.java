package io.github.kinema.evaluate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.kinema.tile.Impatient;
import io.github.kinema.tile.Progress;

/** Medians, as all values in order would give them. */
class MedianTest {

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 3, 4, 5, 10, 101, 1000 })
	void isWhatSortingGives(final int count) {
		final Random random = new Random(count);
		for (final int different : new int[] { 1, 2, 5, 1_000_000 }) {
			for (int run = 0; run < 20; run++) check(random.ints(count, -different, different).asDoubleStream().toArray());
		}
		final double[] ascending = new double[count];
		Arrays.setAll(ascending, i -> i * 0.5);
		check(ascending);
		Arrays.setAll(ascending, i -> -i);
		check(ascending);
	}

	private static void check(final double[] values) {
		final double[] before = values.clone();
		final double[] sorted = values.clone();
		Arrays.sort(sorted);
		assertEquals((sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2, Median.of(values, Progress.NONE));
		assertArrayEquals(before, values);
	}

	/** Nothing that takes long is done without asking: each time, part of what is left goes. */
	@Test
	void itStopsOnTheWay() {
		final double[] values = new Random(2).doubles(100_000).toArray();
		final AtomicInteger asked = new AtomicInteger();
		Median.of(values, new Progress() {

			@Override
			public void update(final double fraction) {}

			@Override
			public boolean isCancelled() {
				asked.incrementAndGet();
				return false;
			}
		});
		assertTrue(asked.get() > 5, "asked " + asked + " times");
		for (int patience = 0; patience < asked.get(); patience++) {
			final Impatient progress = new Impatient(patience);
			assertThrows(CancellationException.class, () -> Median.of(values, progress));
		}
	}
}
