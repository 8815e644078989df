package io.github.kinema.interpolate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.stream.LongStream;
import java.util.Map;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.kinema.SharedData;
import io.github.kinema.tile.Plane;

/** Tests {@link SceneCuts} on real recordings. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public class SceneCutsTest {

	/** First frames of recordings, read once, as small as the cuts see them. */
	private final Map<String, List<List<Plane>>> starts = new HashMap<>();

	private List<List<Plane>> start(final String name) {
		return starts.computeIfAbsent(name, key -> {
			return SharedData.clip(key).stream().limit(10) //
				.map(frame -> frame.stream().map(Thumbnail::cells).toList()).toList();
		});
	}

	static List<String> names() {
		return SharedData.names();
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
	@CsvSource({ "dog, coffee, 10", "coffee, dog, 10", "coffee, dog, 2", "desk, office, 4", "office, desk, 8",
		"office, desk, 2" })
	public void aCutIsFoundWhereItIs(final String first, final String second, final int length) {
		final List<List<Plane>> a = start(first), b = start(second);
		final List<List<Plane>> joined = new ArrayList<>(a.subList(0, length));
		joined.addAll(b.subList(0, length));
		assertEquals(List.of(length - 1L), cuts(joined));
	}

	@Test
	public void blankFramesAreNoCuts() {
		final List<List<Plane>> clip = new ArrayList<>(start("dog"));
		final Plane any = clip.get(0).get(0);
		for (final int i : new int[] { 0, 4, 5, 9 }) {
			clip.set(i, List.of(new Plane(any.width(), any.height()), //
				new Plane(any.width(), any.height()), new Plane(any.width(), any.height())));
		}
		assertEquals(List.of(), cuts(clip));
	}

	@ParameterizedTest
	@CsvSource({ "elegans", "envelope", "nuclei" })
	public void twoOrThreeFramesHaveNoCut(final String name) {
		final List<List<Plane>> clip = SharedData.clip(name);
		for (int i = 0; i + 9 < clip.size(); i += 4) {
			assertEquals(List.of(), cuts(List.of(clip.get(i), clip.get(i + 4))));
			assertEquals(List.of(), cuts(List.of(clip.get(i), clip.get(i + 4), clip.get(i + 8))));
		}
	}

	@ParameterizedTest
	@CsvSource({ "envelope", "nuclei", "elegans", "chromosomes" })
	public void noPartOfAZStackHasACut(final String name) {
		final List<List<Plane>> clip = SharedData.clip(name);
		for (int length = 4; length <= 6; length++)
			for (int i = 0; i + length <= clip.size(); i++)
				assertEquals(List.of(), cuts(clip.subList(i, i + length)), name + " from " + i + ", " + length);
	}

	@Test
	public void anOddFrameIsNoCutWhereverItIs() {
		final List<List<Plane>> clip = start("dog");
		final List<Plane> odd = start("coffee").get(0);
		for (final int i : new int[] { 0, 5, 9 }) {
			final List<List<Plane>> changed = new ArrayList<>(clip);
			changed.set(i, odd);
			assertEquals(List.of(), cuts(changed), "frame " + i);
		}
	}

	@Test
	public void exposureFlickerIsNoCutAndHidesNone() {
		final List<List<Plane>> joined = new ArrayList<>(start("dog").subList(0, 6));
		joined.addAll(start("coffee").subList(0, 6));
		final List<List<Plane>> clip = new ArrayList<>();
		for (int i = 0; i < joined.size(); i++) {
			final double gain = 0.5 + i * 0.37 % 1, gamma = 0.7 + i * 0.71 % 0.6;
			clip.add(joined.get(i).stream().map(plane -> {
				final Plane changed = new Plane(plane.width(), plane.height());
				for (int k = 0; k < changed.values().length; k++)
					changed.values()[k] = (float) Math.min(255, gain * 255 * Math.pow(plane.values()[k] / 255, gamma));
				return changed;
			}).toList());
		}
		assertEquals(List.of(5L), cuts(clip));
		assertEquals(List.of(), cuts(clip.subList(0, 6)));
		assertEquals(List.of(), cuts(clip.subList(6, 12)));
	}

	@Test
	public void fastMotionIsNoCut() {
		// NB: 15 of 128 pixels a frame, as 60 of 512: background and blobs in different directions.
		for (long seed = 0; seed < 4; seed++) {
			final LayeredScene scene = new LayeredScene(seed, 128, 128, 5, seed % 2 == 0 ? 15 : 45);
			final List<List<Plane>> clip = IntStream.range(0, 7).mapToObj(i -> List.of(scene.at(i, 128, 128))).toList();
			assertEquals(List.of(), cuts(clip), "seed " + seed);
			final LayeredScene other = new LayeredScene(seed + 100, 128, 128, 5, 2);
			final List<List<Plane>> joined = new ArrayList<>();
			final LayeredScene slow = new LayeredScene(seed, 128, 128, 5, 2);
			for (int i = 0; i < 4; i++) joined.add(List.of(slow.at(i, 128, 128)));
			for (int i = 0; i < 4; i++) joined.add(List.of(other.at(i, 128, 128)));
			assertEquals(List.of(3L), cuts(joined), "seed " + seed);
		}
	}

	@Test
	public void aFrameIsAtNoDistanceFromItself() {
		final Thumbnail a = new Thumbnail(SharedData.clip("elegans").get(0));
		final Thumbnail b = new Thumbnail(SharedData.clip("elegans").get(20));
		assertEquals(0, SceneDistance.between(a, a), 1e-6);
		assertEquals(0, SceneDistance.ofEdges(b, b), 1e-6);
		assertTrue(SceneDistance.between(a, b) > 0.1);
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
		final SceneCuts cuts = new SceneCuts(200, i -> {
			reads[(int) i]++;
			final Plane plane = new Plane(40, 40);
			for (int k = 0; k < 1600; k++) plane.values()[k] = (float) Math.sin((k % 40) / 5.0 + i / 3.0);
			return List.of(plane);
		});
		for (int pass = 0; pass < 2; pass++)
			for (long i = 0; i < 199; i++)
				cuts.isCut(i);
		assertTrue(Arrays.stream(reads).allMatch(n -> n == 1), Arrays.toString(reads));
	}

	private static List<Long> cuts(final List<List<Plane>> clip) {
		final SceneCuts cuts = new SceneCuts(clip.size(), i -> clip.get((int) i));
		return LongStream.range(0, clip.size() - 1).filter(cuts::isCut).boxed().toList();
	}
}
