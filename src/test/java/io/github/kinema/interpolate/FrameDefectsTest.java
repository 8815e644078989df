package io.github.kinema.interpolate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.kinema.SharedData;
import io.github.kinema.interpolate.FrameDefect.Kind;
import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;

/** Tests {@link FrameDefects} on real recordings and procedural scenes with known defects. */
class FrameDefectsTest {

	private static final int SIZE = 96;

	static List<String> names() {
		return SharedData.names();
	}

	@ParameterizedTest
	@MethodSource("names")
	void aCleanRecordingHasNoDefects(final String name) {
		final List<List<Plane>> clip = SharedData.clip(name);
		for (final int step : new int[] { 1, 2, 4 }) {
			final List<List<Plane>> part = new ArrayList<>(IntStream.range(0, clip.size()) //
				.filter(i -> i % step == 0).mapToObj(clip::get).toList());
			assertEquals(List.of(), found(part), name + ", step " + step);
			if (step < 4) continue;
			Collections.reverse(part);
			assertEquals(List.of(), found(part), name + " backwards, step " + step);
		}
	}

	@ParameterizedTest
	@CsvSource({ "mitocheck", "brightfield", "faketracks", "elegans" })
	void defectsAreFoundAnywhere(final String name) {
		final List<List<Plane>> clip = SharedData.clip(name);
		final int n = clip.size();
		final double deviation = PlaneLook.of(clip.get(n / 2).get(0)).deviation();
		final Random random = new Random(7);
		for (final int[] at : new int[][] { { n / 2 }, { 0 }, { n - 1 }, { n / 2 - 1, n / 2, n / 2 + 1 }, { 2, n - 3 } }) {
			assertKind(Kind.BLANK, spoilt(clip, values(v -> 0), at), at);
			assertKind(Kind.BLANK, spoilt(clip, values(v -> Float.NaN), at), at);
			assertKind(Kind.BLANK, spoilt(clip, values(v -> 20 + 0.02 * deviation * random.nextGaussian()), at), at);
			assertKind(Kind.SATURATED, spoilt(clip, values(v -> random.nextInt(10) == 0 ? v : 255), at), at);
			assertKind(Kind.OUT_OF_LINE, spoilt(clip, values(v -> v + 2 * deviation), at), at);
			assertKind(Kind.OUT_OF_LINE, spoilt(clip, values(v -> v + 3 * deviation * random.nextGaussian()), at), at);
		}
		assertKind(Kind.DUPLICATED, replaced(clip, n / 2, clip.get(n / 2 - 1)), n / 2);
		assertKind(Kind.DUPLICATED, replaced(clip, n - 1, clip.get(n - 2)), n - 1);
	}

	@ParameterizedTest
	@CsvSource({ "brightfield", "sintel", "elegans", "chromosomes", "membrane" })
	void aShiftedFrameIsOutOfLine(final String name) {
		final List<List<Plane>> clip = SharedData.clip(name);
		final int n = clip.size();
		assertKind(Kind.OUT_OF_LINE, spoilt(clip, plane -> shifted(plane, plane.width() / 10), n / 2), n / 2);
	}

	@Test
	void fastMotionIsInLineAndItsDefectsAreFound() {
		for (long seed = 0; seed < 3; seed++) {
			final LayeredScene scene = new LayeredScene(seed, SIZE, SIZE, 5, 15);
			final List<List<Plane>> clip = IntStream.range(0, 12).mapToObj(i -> List.of(scene.at(i, SIZE, SIZE))).toList();
			assertEquals(List.of(), found(clip));
			assertKind(Kind.OUT_OF_LINE, spoilt(clip, values(v -> v + 100), 6), 6);
			assertKind(Kind.BLANK, spoilt(clip, values(v -> 0), 5, 6), 5, 6);
			assertKind(Kind.DUPLICATED, replaced(clip, 6, clip.get(5)), 6);
		}
	}

	@Test
	void aMisplacedFrameIsOutOfLine() {
		final List<List<Plane>> clip = SharedData.clip("chromosomes");
		assertKind(Kind.OUT_OF_LINE, replaced(clip, 20, clip.get(39)), 20);
	}

	@Test
	void severalDefectsAreToldApart() {
		List<List<Plane>> clip = SharedData.clip("brightfield");
		clip = spoilt(spoilt(clip, values(v -> 0), 4), values(v -> 255), 5);
		clip = spoilt(replaced(clip, 7, clip.get(6)), values(v -> 0.5 * v), 9);
		final List<FrameDefect> defects = defects(clip);
		assertEquals(List.of(Kind.BLANK, Kind.SATURATED, Kind.DUPLICATED, Kind.OUT_OF_LINE), defects.stream().map(
			FrameDefect::kind).toList());
		assertEquals(List.of(4L, 5L, 7L, 9L), defects.stream().map(FrameDefect::frame).toList());
		assertEquals("frame 5 is blank: its contrast is 0.0 times that of the other frames", defects.get(0).sentence());
		assertEquals("frame 6 is saturated: 100% of its pixels are at 255, the largest value of the stack", defects.get(1)
			.sentence());
		assertEquals("frame 8 is duplicated: it is identical to frame 7, bit by bit", defects.get(2).sentence());
		assertTrue(defects.get(3).sentence().matches("frame 10 is out of line: it is [\\d.]+ times the contrast of the stack" +
			" away from the frames beside it, which differ by [\\d.]+"), defects.get(3).sentence());
	}

	@Test
	void aSceneThatStandsStillIsNotDuplicated() {
		final List<Plane> still = frame(1);
		assertEquals(List.of(), found(Collections.nCopies(20, still)));
		assertEquals(List.of(), found(List.of(still, still)));
		final List<List<Plane>> stops = new ArrayList<>(IntStream.range(0, 20).mapToObj(i -> frame(i)).toList());
		for (int i = 5; i < 9; i++) stops.set(i, stops.get(4));
		assertEquals(List.of(), found(stops));
		final List<List<Plane>> doubled = IntStream.range(0, 20).mapToObj(i -> frame(i / 2)).toList();
		assertEquals(10, found(doubled).size(), "each frame twice");
	}

	@Test
	void oscillationIsInLine() {
		assertEquals(List.of(), found(IntStream.range(0, 20).mapToObj(i -> frame(i % 2 == 0 ? 0 : 9)).toList()));
		assertEquals(List.of(), found(IntStream.range(0, 30).mapToObj(i -> frame(8 + 8 * Math.sin(i))).toList()));
	}

	@Test
	void aStackThatFadesOutHasNoBlankFrames() {
		final List<List<Plane>> clip = new ArrayList<>();
		for (int i = 0; i < 20; i++) {
			final double gain = Math.max(0, 1 - Math.abs(i - 9.5) / 8);
			clip.add(frame(i).stream().map(values(v -> gain * v)::apply).toList());
		}
		assertEquals(List.of(), found(clip));
	}

	@Test
	void aChannelMayBeEmpty() {
		final Plane empty = new Plane(SIZE, SIZE);
		final List<List<Plane>> clip = new ArrayList<>();
		for (int i = 0; i < 10; i++) clip.add(List.of(frame(i).get(0), empty));
		assertEquals(List.of(), found(clip));
		assertKind(Kind.BLANK, replaced(clip, 3, List.of(empty, empty)), 3);
	}

	@Test
	void shortStacks() {
		assertEquals(List.of(), found(List.of(frame(0))));
		assertEquals(List.of(), found(List.of(frame(0), frame(9))));
		assertEquals(List.of(), found(List.of(frame(0), frame(9), frame(14))));
		final List<Plane> blank = List.of(new Plane(SIZE, SIZE));
		assertEquals(List.of(1L), found(List.of(frame(0), blank)));
		assertEquals(List.of(0L), found(List.of(blank, frame(0))));
		assertEquals(List.of(1L), found(List.of(frame(0), blank, frame(1))));
		assertEquals(List.of(1L), found(List.of(frame(0), frame(20), frame(0).stream().map(values(v -> v + 1)::apply).toList())));
		final Plane pixel = new Plane(1, 1);
		assertThrows(IllegalArgumentException.class, () -> found(List.of(List.of(pixel), List.of(pixel))));
	}

	@Test
	void ifAllFramesAreBlankThatIsSaid() {
		final List<Plane> blank = List.of(new Plane(8, 8));
		assertEquals("All 3 frames are blank: there is nothing to repair them from.", assertThrows(
			IllegalArgumentException.class, () -> found(List.of(blank, blank, blank))).getMessage());
		final float[] nan = new float[64];
		Arrays.fill(nan, Float.NaN);
		assertThrows(IllegalArgumentException.class, () -> found(Collections.nCopies(5, List.of(new Plane(8, 8, nan)))));
	}

	@Test
	void eachPlaneIsReadOnceAndCancellingStops() {
		final int[] reads = new int[200];
		FrameDefects.find(reads.length, i -> {
			reads[(int) i]++;
			return frame((int) i);
		}, Progress.NONE);
		assertTrue(Arrays.stream(reads).allMatch(n -> n == 1));
		final int[] last = { 0 };
		final Progress stop = new Progress() {

			@Override
			public void update(final double fraction) {}

			@Override
			public boolean isCancelled() {
				return last[0] == 5;
			}
		};
		assertThrows(CancellationException.class, () -> FrameDefects.find(200, i -> {
			last[0] = (int) i;
			return frame((int) i);
		}, stop));
	}

	/** A pattern that moves; its contrast is about 60, its values are no integers. */
	private static List<Plane> frame(final double i) {
		final Plane plane = new Plane(SIZE, SIZE);
		for (int k = 0; k < SIZE * SIZE; k++) {
			final double x = k % SIZE - 1.5 * i, y = k / SIZE + 0.7 * i;
			plane.values()[k] = (float) (100 + 60 * Math.sin(0.21 * x + 0.05 * y) + 60 * Math.sin(0.13 * y - 0.08 * x));
		}
		return List.of(plane);
	}

	private static List<FrameDefect> defects(final List<List<Plane>> clip) {
		return FrameDefects.find(clip.size(), i -> clip.get((int) i), Progress.NONE);
	}

	private static List<Long> found(final List<List<Plane>> clip) {
		return defects(clip).stream().map(FrameDefect::frame).toList();
	}

	private static void assertKind(final Kind kind, final List<List<Plane>> clip, final int... at) {
		final List<FrameDefect> defects = defects(clip);
		assertEquals(Arrays.stream(at).asLongStream().boxed().toList(), defects.stream().map(FrameDefect::frame).toList(),
			() -> kind + " " + defects);
		assertTrue(defects.stream().allMatch(defect -> defect.kind() == kind), () -> kind + " " + defects);
	}

	private static List<List<Plane>> replaced(final List<List<Plane>> clip, final int i, final List<Plane> by) {
		final List<List<Plane>> changed = new ArrayList<>(clip);
		changed.set(i, by);
		return changed;
	}

	private static List<List<Plane>> spoilt(final List<List<Plane>> clip, final UnaryOperator<Plane> by, final int... at) {
		final List<List<Plane>> changed = new ArrayList<>(clip);
		for (final int i : at) changed.set(i, clip.get(i).stream().map(by).toList());
		return changed;
	}

	private static UnaryOperator<Plane> values(final DoubleUnaryOperator by) {
		return plane -> {
			final Plane changed = new Plane(plane.width(), plane.height());
			for (int i = 0; i < changed.values().length; i++)
				changed.values()[i] = (float) by.applyAsDouble(plane.values()[i]);
			return changed;
		};
	}

	private static Plane shifted(final Plane plane, final int by) {
		final Plane changed = new Plane(plane.width(), plane.height());
		for (int i = 0; i < changed.values().length; i++)
			changed.values()[i] = plane.values()[Math.floorMod(i + by, changed.values().length)];
		return changed;
	}
}
