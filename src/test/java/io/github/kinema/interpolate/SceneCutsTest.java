package io.github.kinema.interpolate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.kinema.SharedData;
import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;

/** Tests {@link SceneCuts} on real recordings. */
public class SceneCutsTest {

	/**
	 * Known limit: between these slices, discs become rings: nothing matches in
	 * intensity although the nuclei stay.
	 */
	private static final Set<String> LIMITS = Set.of("envelope");

	static List<String> names() {
		return SharedData.names().stream().filter(name -> !LIMITS.contains(name)).toList();
	}

	@ParameterizedTest
	@MethodSource("names")
	public void aSingleRecordingHasNoCuts(final String name) {
		final List<List<Plane>> clip = SharedData.clip(name);
		for (final int step : new int[] { 1, 2, 4 }) {
			assertEquals(List.of(), cuts(IntStream.range(0, clip.size()) //
				.filter(i -> i % step == 0).mapToObj(clip::get).toList()), name + ", step " + step);
		}
	}

	@ParameterizedTest
	@CsvSource({ "dog, coffee, 10", "coffee, dog, 10", "desk, office, 4", "office, desk, 2" })
	public void aCutIsFoundWhereItIs(final String first, final String second, final int length) {
		final List<List<Plane>> a = SharedData.clip(first), b = SharedData.clip(second);
		final List<List<Plane>> joined = new ArrayList<>(a.subList(0, length));
		joined.addAll(b.subList(0, length));
		assertEquals(List.of(length - 1L), cuts(joined));
	}

	@Test
	public void blankFramesAreNoCuts() {
		final List<List<Plane>> clip = new ArrayList<>(SharedData.clip("dog").subList(0, 10));
		final Plane any = clip.get(0).get(0);
		for (final int i : new int[] { 0, 4, 5, 9 }) {
			clip.set(i, List.of(new Plane(any.width(), any.height()), //
				new Plane(any.width(), any.height()), new Plane(any.width(), any.height())));
		}
		assertEquals(List.of(), cuts(clip));
	}

	@Test
	public void bleachingIsNoCut() {
		final List<List<Plane>> clip = new ArrayList<>(SharedData.clip("mitocheck"));
		for (int i = 10; i < clip.size(); i++) {
			final Plane plane = clip.get(i).get(0);
			final float[] values = plane.values().clone();
			for (int k = 0; k < values.length; k++) values[k] = 0.3f * values[k] + 5;
			clip.set(i, List.of(new Plane(plane.width(), plane.height(), values)));
		}
		assertEquals(List.of(), cuts(clip));
	}

	@Test
	public void constantsAndSinglePixelsAreHarmless() {
		final Plane nan = new Plane(1, 1, new float[] { Float.NaN });
		assertEquals(List.of(), cuts(Arrays.asList(List.of(nan), List.of(new Plane(1, 1)))));
		assertEquals(List.of(), cuts(List.of(List.of(nan))));
	}

	@Test
	public void eachFrameIsReadOnce() {
		final int[] reads = new int[200];
		new SceneCuts(200, i -> {
			reads[(int) i]++;
			final Plane plane = new Plane(40, 40);
			for (int k = 0; k < 1600; k++) plane.values()[k] = (float) Math.sin((k % 40) / 5.0 + i / 3.0);
			return List.of(plane);
		}).all(Progress.NONE);
		assertTrue(Arrays.stream(reads).allMatch(n -> n == 1), Arrays.toString(reads));
	}

	private static List<Long> cuts(final List<List<Plane>> clip) {
		return new SceneCuts(clip.size(), i -> clip.get((int) i)).all(Progress.NONE);
	}
}
