package io.github.kinema.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.IntFunction;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.kinema.camera.Footage;
import io.github.kinema.device.CpuDevice;
import io.github.kinema.format.Pinhole;
import io.github.kinema.interpolate.CutTest;
import io.github.kinema.model.MotionClip;
import io.github.kinema.motion.FlowSettings;
import io.github.kinema.motion.OpticalFlow;
import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;

/** Clips of a pattern that moves as it is told to. */
class MotionClipsTest {

	private static final int SIDE = 32;

	private static final Progress CANCELLED = new Progress() {

		@Override
		public void update(final double fraction) {}

		@Override
		public boolean isCancelled() {
			return true;
		}
	};

	private static Plane pattern(final int width, final int height, final double x0, final double y0) {
		final Plane plane = new Plane(width, height);
		for (int i = 0; i < plane.values().length; i++) plane.values()[i] = (float) (1000 + 300 * Math.sin((i % width - x0) / 4) * Math
			.cos((i / width - y0) / 5) + 200 * Math.sin((i % width - x0 + i / width - y0) / 11));
		return plane;
	}

	private static Footage footage(final int width, final int height, final int frames,
		final IntFunction<List<Plane>> planes)
	{
		return new Footage(width, height, frames, Pinhole.ofFocal(width, height, 100), OpticalFlow.on(CpuDevice.INSTANCE,
			FlowSettings.ACCURATE), planes);
	}

	private static Footage moving(final int width, final int height, final double u, final double v) {
		return footage(width, height, 7, frame -> List.of(pattern(width, height, frame * u, frame * v)));
	}

	private static List<MotionClip> clips(final Footage footage) {
		return new MotionClips(footage, CutTest.NONE, SIDE, 1).between(0, footage.length(), 100, Progress.NONE);
	}

	private static double mean(final Plane plane) {
		double sum = 0;
		for (final float value : plane.values()) sum += value;
		return sum / plane.values().length;
	}

	@Test
	void framesFlowAndCameraAreOfOneSize() {
		final List<MotionClip> clips = clips(moving(73, 90, 2, -1));
		assertEquals(5, clips.size());
		final MotionClip clip = clips.get(2);
		assertEquals(36, clip.width());
		assertEquals(44, clip.height());
		final double scale = 36 / 73.0;
		assertEquals(List.of((float) (100 * scale), (float) (100 * 44 / 90.0), 17.5f, 21.5f), clip.camera());
		assertEquals(-2 * scale, mean(clip.back().get(0)), 0.1);
		assertEquals(1 * scale, mean(clip.back().get(1)), 0.1);
		assertEquals(2 * scale, mean(clip.ahead().get(0)), 0.1);
		assertTrue(mean(clip.ahead().get(2)) > 0.7, "trust");
		for (final Plane frame : clip.frames()) {
			final float[] sorted = frame.values().clone();
			Arrays.sort(sorted);
			assertEquals(0, sorted[0], 0.1);
			assertEquals(1, sorted[sorted.length - 1], 0.1);
		}
		// What the middle frame shows lies two pixels farther in the next, by the scale.
		double off = 0;
		for (int y = 8; y < 36; y++) for (int x = 8; x < 28; x++) off += Math.abs(clip.frames().get(1).get(x, y) - clip.frames().get(
			2).get(x + 1, y)) / (28 * 20);
		assertTrue(off < 0.07, "frames differ by " + off);
	}

	/** Small frames are enlarged, of long ones a part is taken, and several features count alike. */
	@Test
	void everySizeGivesClips() {
		final MotionClip small = clips(moving(20, 17, 0.5, 0)).get(0);
		assertEquals(List.of(42, 36), List.of(small.width(), small.height()));
		final MotionClip part = clips(moving(150, 36, 1, 0)).get(0);
		assertEquals(List.of(64, 36), List.of(part.width(), part.height()));
		assertEquals(100, part.camera().get(0), 1e-4);
		assertTrue(part.camera().get(2) <= 74.5 && part.camera().get(2) >= 74.5 - (150 - 64), part.camera().toString());
		final MotionClips clips = new MotionClips(moving(150, 36, 1, 0), CutTest.NONE, SIDE, 1);
		assertEquals(9 * 4 * 64 * 36, clips.bytes());
		final Footage two = footage(40, 40, 3, frame -> List.of(pattern(40, 40, frame, 0), new Plane(40, 40)));
		assertEquals(0.25, mean(clips(two).get(0).frames().get(1)), 0.1);
	}

	@Test
	void ofManySomeAreChosenAndNoneOverACut() {
		final Footage footage = moving(40, 40, 1, 1);
		final MotionClips three = new MotionClips(footage, CutTest.NONE, SIDE, 1);
		assertEquals(3, three.between(0, 7, 3, Progress.NONE).size());
		assertEquals(0, three.between(5, 7, 3, Progress.NONE).size());
		final MotionClips cut = new MotionClips(footage, (before, after) -> before < 4 && after >= 4, SIDE, 1);
		assertEquals(3, cut.between(0, 7, 100, Progress.NONE).size());
		assertThrows(CancellationException.class, () -> three.between(0, 7, 3, CANCELLED));
	}

	@ParameterizedTest
	@ValueSource(strings = { "still", "black", "unknown" })
	void whereNothingMovesThereIsNothingToLearn(final String kind) {
		final Plane plane = "still".equals(kind) ? pattern(40, 40, 0, 0) : new Plane(40, 40);
		if ("unknown".equals(kind)) Arrays.fill(plane.values(), Float.NaN);
		assertEquals(List.of(), clips(footage(40, 40, 5, frame -> List.of(plane))));
	}

	@Test
	void holesAreFilledAndNotTrusted() {
		final Footage whole = moving(36, 36, 1, 0);
		final MotionClip clip = clips(footage(36, 36, 5, frame -> {
			final Plane plane = whole.frames().apply(frame).get(0);
			for (int y = 10; y < 14; y++) Arrays.fill(plane.values(), 36 * y + 12, 36 * y + 18, Float.NaN);
			return List.of(plane);
		})).get(0);
		for (final Plane plane : clip.frames()) for (final float value : plane.values()) assertTrue(Float.isFinite(value));
		assertEquals(0, clip.back().get(2).get(14, 12));
		assertTrue(clip.back().get(2).get(25, 25) > 0.5);
	}
}
