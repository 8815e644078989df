package io.github.kinema.motion;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.kinema.device.CpuDevice;
import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;

/** Slices of a lens that magnifies otherwise with every slice, and of one that does not. */
class SliceAlignmentTest {

	private static final int WIDTH = 221;
	private static final int HEIGHT = 160;
	private static final int SLICES = 8;

	/** Where a slice shows the scene. */
	private static Placement wandering(final int z, final double magnification, final double shift) {
		return new Placement(Math.pow(magnification, z), 0.001 * shift * z, shift * z, -shift * z);
	}

	private static FocusStack stack(final FocusScene scene, final double magnification, final double shift, final double gain) {
		return new FocusStack(WIDTH, HEIGHT, SLICES, 1, 0, 1, z -> {
			final Plane slice = wandering(z, magnification, shift).of(scene.slice(z), Progress.NONE);
			for (int i = 0; i < slice.values().length; i++) slice.values()[i] *= 1 + gain * z;
			return List.of(slice);
		});
	}

	private static FocusMap find(final FocusStack stack, final boolean align) {
		return new DepthFromFocus(CpuDevice.INSTANCE, new FocusSettings(FocusMeasure.TENENGRAD, 6, 0, align)).of(stack,
			Progress.NONE);
	}

	/** Slices that are magnified otherwise, shifted and turned, ever brighter. */
	@ParameterizedTest
	@CsvSource({ "1.008, 0, 0", "1.004, 0.7, 0.05", "1, 2.5, 0", "0.996, -1, 0" })
	void slicesThatWanderAreBroughtTogether(final double magnification, final double shift, final double gain) {
		final FocusScene scene = new FocusScene(WIDTH, HEIGHT, SLICES, 0.8, 1, 5);
		final FocusStack stack = stack(scene, magnification, shift, gain);
		final SliceAlignment alignment = new SliceAlignment(stack);
		// NB: behind the surface there is but blur, which does not tell so well where it is.
		for (int z = 0; z < SLICES - 2; z++) {
			alignment.next(stack.read(z), Progress.NONE);
			final double off = alignment.placement().then(wandering(z, magnification, shift)).reach(WIDTH, HEIGHT);
			assertTrue(off < 0.5, "slice " + z + ": " + off);
		}
	}

	/** Of slices that show more and more the first one is the frame, of those that show less and less the last. */
	@ParameterizedTest
	@ValueSource(doubles = { 1.008, 1 / 1.008 })
	void allOfTheResultIsKnownAndItsDepthIsThatOfTheSlices(final double magnification) {
		final FocusScene scene = new FocusScene(WIDTH, HEIGHT, SLICES, 0.8, 1, 5);
		final FocusMap map = find(stack(scene, magnification, 0, 0), true);
		final double last = magnification < 1 ? Math.pow(magnification, SLICES - 1) : 1;
		final double[] errors = new double[WIDTH * HEIGHT];
		double rest = 0;
		for (int i = 0; i < errors.length; i++) {
			final float x = (float) (last * (i % WIDTH - (WIDTH - 1) / 2.0) + (WIDTH - 1) / 2.0);
			final float y = (float) (last * (i / WIDTH - (HEIGHT - 1) / 2.0) + (HEIGHT - 1) / 2.0);
			errors[i] = Math.abs(map.height().values()[i] - Sampling.linear(scene.truth(), x, y));
			rest += Math.abs(map.sharp().get(0).values()[i] - Sampling.linear(scene.inFocus(), x, y)) / errors.length;
		}
		Arrays.sort(errors);
		assertTrue(errors[errors.length / 2] < 0.1, "median error " + errors[errors.length / 2]);
		assertTrue(rest < 8, "mean difference of the sharp image " + rest);
	}

	@ParameterizedTest
	@CsvSource({ "0.3, 0", "0.6, 2", "1.2, 6" })
	void slicesThatFitStayAsTheyAre(final double speed, final double noise) {
		final FocusScene scene = new FocusScene(WIDTH, HEIGHT, SLICES, speed, noise, 3);
		final SliceAlignment alignment = new SliceAlignment(scene.stack());
		for (int z = 0; z < SLICES; z++) {
			final List<Plane> slice = List.of(scene.slice(z));
			assertSame(slice, alignment.next(slice, Progress.NONE));
		}
		assertArrayEquals(find(scene.stack(), false).height().values(), find(scene.stack(), true).height().values());
	}

	/** In few pixels, noise and blur pull somewhere, and a fit always finds a better place. */
	@ParameterizedTest
	@CsvSource({ "0.3, 20", "0.8, 4", "0.8, 10", "1.5, 4", "1.5, 10" })
	void smallNoisySlicesThatFitStayAsTheyAre(final double speed, final double noise) {
		for (int seed = 1; seed <= 6; seed++) {
			final FocusScene scene = new FocusScene(48, 36, 5, speed, noise, seed);
			final SliceAlignment alignment = new SliceAlignment(scene.stack());
			for (int z = 0; z < 5; z++) {
				final List<Plane> slice = List.of(scene.slice(z));
				assertSame(slice, alignment.next(slice, Progress.NONE), "slice " + z + " of scene " + seed);
			}
		}
	}

	@Test
	void noiseHasNothingInCommonAndNothingIsWhereItWas() {
		final Random random = new Random(3);
		final SliceAlignment alignment = new SliceAlignment(new FocusStack(90, 70, 4, 1, 0, 1, null));
		for (int z = 0; z < 4; z++) {
			final Plane slice = new Plane(90, 70);
			if (z != 1) for (int i = 0; i < slice.values().length; i++) slice.values()[i] = (float) random.nextGaussian();
			if (z == 2) Arrays.fill(slice.values(), 0, 40 * 90, Float.NaN);
			assertSame(slice, alignment.next(List.of(slice), Progress.NONE).get(0));
		}
		assertEquals(Placement.SAME, alignment.placement());
	}
}
