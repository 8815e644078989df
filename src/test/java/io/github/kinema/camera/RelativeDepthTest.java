package io.github.kinema.camera;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.function.IntToDoubleFunction;

import org.junit.jupiter.api.Test;

import io.github.kinema.device.CpuDevice;
import io.github.kinema.format.Pinhole;
import io.github.kinema.motion.FlowSettings;
import io.github.kinema.motion.OpticalFlow;
import io.github.kinema.tile.Impatient;
import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;

/** One scale and zero for what a model says of each frame. */
class RelativeDepthTest {

	private static final int WIDTH = 75;
	private static final int HEIGHT = 61;

	/** A textured frame of a camera that stands still, with a thing that moves to the right; the number of the frame is hidden in it. */
	private static Plane frame(final int number) {
		final Plane plane = new Plane(WIDTH, HEIGHT);
		for (int i = 0; i < plane.values().length; i++) {
			final double x = i % WIDTH;
			final double y = i / WIDTH;
			final double u = isMoving(i, number) ? 20 + x - 2 * number : x;
			plane.values()[i] = (float) (100 + 40 * Math.sin(0.9 * u + 0.2 * y) + 30 * Math.sin(0.5 * y - 0.3 * u) + 20 * Math.sin(0.31 *
				u * y / 20));
		}
		plane.values()[0] = 1000 + number;
		return plane;
	}

	private static boolean isMoving(final int i, final int number) {
		return Math.abs(i % WIDTH - 12 - 2 * number) < 7 && Math.abs(i / WIDTH - 30) < 8;
	}

	private static double truth(final int i, final int number) {
		return isMoving(i, number) ? 2.5 : 0.5 + 0.02 * (i / WIDTH);
	}

	private static Footage footage(final int length, final boolean holes) {
		return new Footage(WIDTH, HEIGHT, length, Pinhole.ofFocal(WIDTH, HEIGHT, 60), OpticalFlow.on(CpuDevice.INSTANCE,
			FlowSettings.DEFAULT), number -> {
				final Plane frame = frame(number);
				if (holes) frame.values()[7 + 9 * WIDTH] = Float.NaN;
				return List.of(frame);
			});
	}

	/** Tells the truth of a frame but for a scale and a shift, and noise. */
	private static DepthGuess guess(final IntToDoubleFunction scale, final IntToDoubleFunction shift, final double noise) {
		return new DepthGuess() {

			@Override
			public List<Plane> reduced(final List<Plane> planes, final Progress progress) {
				return planes;
			}

			@Override
			public Plane inverse(final List<Plane> reduced, final Progress progress) {
				final int number = (int) reduced.get(0).values()[0] - 1000;
				final Random random = new Random(number);
				final Plane said = new Plane(WIDTH, HEIGHT);
				for (int i = 0; i < said.values().length; i++) {
					said.values()[i] = (float) (scale.applyAsDouble(number) * (truth(i, number) + noise * random.nextGaussian()) + shift
						.applyAsDouble(number));
				}
				return said;
			}
		};
	}

	@Test
	void randomScalesAndShiftsOfTheFramesAreUndone() {
		final int length = 21;
		final Random random = new Random(3);
		final double[] scales = random.doubles(length, 0.3, 5).toArray();
		final double[] shifts = random.doubles(length, -8, 8).toArray();
		final List<Plane> depths = new RelativeDepth(footage(length, true), guess(k -> scales[k], k -> shifts[k], 0.02)).find(
			Progress.NONE);
		assertEquals(length, depths.size());
		final double[] place = new double[length];
		final double[] step = new double[length];
		for (int k = 0; k < length; k++) {
			// Two rows, far and near: their inverse depths, and the difference, stay the same over time.
			place[k] = 1 / mean(depths.get(k), 5);
			step[k] = 1 / mean(depths.get(k), 55) - place[k];
			assertTrue(Float.isNaN(depths.get(k).get(7, 9)));
			assertTrue(depths.get(k).get(8, 9) > 0);
		}
		for (int k = 1; k < length; k++) {
			assertEquals(step[0], step[k], 0.04 * step[0], "frame " + k);
			assertEquals(place[0], place[k], 0.04 * step[0], "frame " + k);
		}
		assertEquals(1, median(depths.get(0)), 0.03);
	}

	/** NB: with plain regression from frame to frame, the last frame's scale would be less than a quarter. */
	@Test
	void scalesDoNotFadeOverManyNoisyFrames() {
		final int length = 25;
		final List<Plane> depths = new RelativeDepth(footage(length, false), guess(k -> 1, k -> 0, 0.1)).find(Progress.NONE);
		final double first = 1 / mean(depths.get(0), 55) - 1 / mean(depths.get(0), 5);
		assertEquals(first, 1 / mean(depths.get(length - 1), 55) - 1 / mean(depths.get(length - 1), 5), 0.1 * first);
	}

	@Test
	void aModelWhoseZeroIsInfinityKeepsItAndOneFrameIsEnough() {
		final List<Plane> depths = new RelativeDepth(footage(1, false), guess(k -> 7, k -> 0, 0)).find(Progress.NONE);
		assertEquals(1, depths.size());
		for (int i = 1; i < WIDTH * HEIGHT; i++) {
			assertEquals(truth(WIDTH, 0) / truth(i, 0), depths.get(0).values()[i] / depths.get(0).get(0, 1), 1e-4);
		}
	}

	@Test
	void framesThatShowNothingAreNaNAndLeaveTheOthersOnOneScale() {
		final DepthGuess blind = new DepthGuess() {

			private final DepthGuess other = guess(k -> k + 1, k -> 0, 0);

			@Override
			public List<Plane> reduced(final List<Plane> planes, final Progress progress) {
				return planes;
			}

			@Override
			public Plane inverse(final List<Plane> reduced, final Progress progress) {
				final Plane said = other.inverse(reduced, progress);
				final int number = (int) reduced.get(0).values()[0] - 1000;
				if (number == 0 || number == 3) Arrays.fill(said.values(), Float.NaN);
				return said;
			}
		};
		final List<Plane> depths = new RelativeDepth(footage(6, false), blind).find(Progress.NONE);
		for (final int number : new int[] { 0, 3 }) {
			for (final float value : depths.get(number).values()) assertTrue(Float.isNaN(value));
		}
		assertEquals(1, median(depths.get(1)), 0.02);
		assertEquals(mean(depths.get(1), 55), mean(depths.get(5), 55), 0.02);
		final Footage three = footage(4, false);
		final Exception exc = assertThrows(IllegalArgumentException.class, () -> new RelativeDepth(new Footage(WIDTH, HEIGHT, 1,
			three.camera(), three.estimator(), number -> three.frames().apply(3)), blind).find(Progress.NONE));
		assertTrue(exc.getMessage().contains("the frame shows one grey value, or none"), exc.getMessage());
		assertThrows(CancellationException.class, () -> new RelativeDepth(three, blind).find(new Impatient(3)));
	}

	private static double mean(final Plane plane, final int row) {
		double sum = 0;
		int count = 0;
		for (int x = 0; x < WIDTH; x++) {
			if (!Float.isFinite(plane.get(x, row))) continue;
			sum += 1 / plane.get(x, row);
			count++;
		}
		return count / sum;
	}

	private static double median(final Plane plane) {
		final List<Float> known = new ArrayList<>();
		for (final float value : plane.values()) if (Float.isFinite(value)) known.add(value);
		known.sort(null);
		return known.get(known.size() / 2);
	}
}
