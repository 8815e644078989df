package io.github.kinema.motion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.github.kinema.device.Device;
import io.github.kinema.tile.Impatient;
import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;

/** What {@link DepthFromFocus} does on every device, against a surface of known height. */
abstract class DepthFromFocusContract {

	static final FocusSettings DEFAULT = new FocusSettings(FocusMeasure.TENENGRAD, 6, 3, true);

	/** The device under test. */
	abstract Device device();

	/** Median error at most 0.15 slices, and a third of what the sharpest slice alone gives. */
	@ParameterizedTest
	@CsvSource({ "TENENGRAD, 0.3, 0, 0", "TENENGRAD, 0.6, 2, 3", "TENENGRAD, 1.2, 6, 3", "LAPLACIAN, 0.3, 2, 0",
		"LAPLACIAN, 0.6, 2, 3", "LAPLACIAN, 1.2, 0, 0", "LAPLACIAN, 1.2, 4, 3" })
	void heightsFallBetweenSlices(final FocusMeasure measure, final double speed, final double noise, final double smooth) {
		final FocusScene scene = new FocusScene(131, 97, 12, speed, noise, 3);
		final FocusMap map = find(new FocusSettings(measure, 6, smooth, true), scene.stack());
		final double error = median(map.height(), scene.truth());
		final Plane sharpest = new Plane(131, 97);
		for (int i = 0; i < sharpest.values().length; i++) sharpest.values()[i] = Math.round(scene.truth().values()[i]);
		assertTrue(error <= 0.15 && error <= median(sharpest, scene.truth()) / 3, "median error " + error);
	}

	/** Nearly as close to what the lens would show in focus as if each pixel were taken from the slice nearest to it. */
	@Test
	void everythingIsInFocus() {
		final FocusScene scene = new FocusScene(120, 90, 9, 0.8, 1, 7);
		final Plane sharp = find(DEFAULT, scene.stack()).sharp().get(0);
		final Plane nearest = new Plane(120, 90);
		double best = Double.MAX_VALUE;
		for (int z = 0; z < 9; z++) {
			final Plane slice = scene.slice(z);
			for (int i = 0; i < 120 * 90; i++) {
				if (Math.round(scene.truth().values()[i]) == z) nearest.values()[i] = slice.values()[i];
			}
			best = Math.min(best, rms(slice, scene.inFocus()));
		}
		final double error = rms(sharp, scene.inFocus());
		assertTrue(error < 1.15 * rms(nearest, scene.inFocus()) && error < best / 2, error + ", nearest " + rms(nearest, scene
			.inFocus()) + ", best slice " + best);
	}

	@Test
	void otherChannelsFollowTheOneThatMeasures() {
		final FocusScene scene = new FocusScene(80, 60, 7, 0.8, 0, 7);
		final FocusStack stack = new FocusStack(80, 60, 7, 2, 1, 2, z -> {
			final Plane number = new Plane(80, 60);
			Arrays.fill(number.values(), z);
			return List.of(number, scene.slice(z));
		});
		final FocusMap map = find(new FocusSettings(FocusMeasure.TENENGRAD, 5, 0, true), stack);
		for (int i = 0; i < 80 * 60; i++) {
			assertEquals(map.height().values()[i], map.sharp().get(0).values()[i], 0.75, "where the sharp pixel is from");
		}
	}

	@Test
	void confidenceTellsDetailFromNone() {
		final FocusScene scene = new FocusScene(120, 60, 9, 0.8, 0, 7);
		final Random random = new Random(2);
		final List<Plane> slices = new ArrayList<>();
		for (int z = 0; z < 9; z++) {
			final Plane slice = scene.slice(z);
			for (int i = 0; i < 120 * 60; i++) slice.values()[i] = (float) ((i % 120 < 60 ? 128 : slice.values()[i]) + //
				2 * random.nextGaussian());
			slices.add(slice);
		}
		final Plane confidence = find(DEFAULT, of(slices)).confidence();
		double empty = 0;
		double textured = 0;
		for (int y = 10; y < 50; y++) {
			for (int x = 10; x < 50; x++) {
				empty += confidence.get(x, y) / 1600;
				textured += confidence.get(x + 60, y) / 1600;
			}
		}
		assertTrue(empty < 0.3 && textured > 0.6, empty + " and " + textured);
		for (final float value : confidence.values()) assertTrue(value >= 0 && value <= 1);
	}

	@Test
	void aPeakAtAnEndStaysThere() {
		final FocusScene scene = new FocusScene(60, 50, 9, 0.8, 0, 7);
		final List<Plane> slices = new ArrayList<>();
		for (int z = 6; z < 9; z++) slices.add(scene.slice(z));
		final FocusMap map = find(new FocusSettings(FocusMeasure.TENENGRAD, 4, 0, true), of(slices));
		int before = 0;
		int clamped = 0;
		for (int i = 0; i < 60 * 50; i++) {
			if (scene.truth().values()[i] > 5) continue;
			before++;
			if (map.height().values()[i] != 0) continue;
			clamped++;
			assertTrue(map.confidence().values()[i] <= 0.25);
		}
		// NB: where little detail is left, more blur may by chance look sharper.
		assertTrue(before > 500 && clamped > 0.9 * before, clamped + " of " + before);
	}

	/** Any texture whose energy falls as a lens makes it fall: with the square, or fourth power, of the width of the blur. */
	@ParameterizedTest
	@CsvSource({ "TENENGRAD, 0.5", "TENENGRAD, 4", "LAPLACIAN, 0.5", "LAPLACIAN, 4" })
	void aLensIsFollowedExactly(final FocusMeasure measure, final double inFocus) {
		final Random random = new Random(5);
		final float[] texture = new float[40 * 30];
		for (int i = 0; i < texture.length; i++) texture[i] = (float) random.nextGaussian();
		final List<Plane> slices = new ArrayList<>();
		for (int z = 0; z < 5; z++) {
			final double width = inFocus + (z - 2.3) * (z - 2.3);
			final Plane slice = new Plane(40, 30);
			for (int i = 0; i < texture.length; i++) {
				slice.values()[i] = (float) (texture[i] / (measure == FocusMeasure.TENENGRAD ? Math.sqrt(width) : width));
			}
			slices.add(slice);
		}
		// NB: all of it is above the foot, which the last slice is.
		slices.add(new Plane(40, 30));
		for (final float height : find(new FocusSettings(measure, 3, 0, true), of(slices)).height().values()) {
			assertEquals(2.3, height, 1e-4);
		}
	}

	@Test
	void whereThereIsNoDetailThereIsNoHeightButThatOfTheNeighbours() {
		final List<Plane> constant = List.of(full(7), full(7), full(7));
		final FocusMap map = find(DEFAULT, of(constant));
		assertFalse(map.isKnown());
		for (int i = 0; i < 20 * 20; i++) {
			assertEquals(0, map.confidence().values()[i]);
			assertEquals(7, map.sharp().get(0).values()[i]);
		}
		final List<Plane> spot = List.of(new Plane(90, 20), new Plane(90, 20), new Plane(90, 20));
		final int at = 80 + 10 * 90;
		spot.get(1).values()[at] = 9;
		final Plane height = find(new FocusSettings(FocusMeasure.LAPLACIAN, 2, 0, true), of(spot)).height();
		assertEquals(1, height.values()[at]);
		assertEquals(1, height.values()[at - 20], "of detail around");
		assertTrue(Float.isNaN(height.values()[at - 36]));
		assertTrue(Float.isNaN(height.values()[0]));
		final Plane filled = find(new FocusSettings(FocusMeasure.LAPLACIAN, 2, 4, true), of(spot)).height();
		assertEquals(1, filled.values()[at - 36], 1e-5, "filled from around");
	}

	/** The blur of an edge reaches farther than any window: the inside of a bar is where its edges are, not where they blur. */
	@ParameterizedTest
	@CsvSource({ "TENENGRAD, 0", "TENENGRAD, 4", "LAPLACIAN, 0" })
	void theFlatInsideOfABarLiesWhereItsEdgesAre(final FocusMeasure measure, final double noise) {
		final Plane bars = new Plane(193, 60);
		for (int i = 0; i < bars.values().length; i++) bars.values()[i] = i % 193 / 24 % 2 == 0 ? 40 : 220;
		final Random random = new Random(2);
		final List<Plane> slices = new ArrayList<>();
		for (int z = 0; z < 10; z++) {
			final Plane slice = FocusScene.blur(bars, Math.hypot(0.6, 1.5 * Math.abs(z - 6.3)));
			for (int i = 0; i < slice.values().length; i++) slice.values()[i] += (float) (noise * random.nextGaussian());
			slices.add(slice);
		}
		final FocusMap map = find(new FocusSettings(measure, 6, 3, true), of(slices));
		int off = 0;
		for (final float height : map.height().values()) if (!(Math.abs(height - 6.3) <= 1)) off++;
		assertTrue(off <= 0.01 * bars.values().length, off + " pixels are off by more than a slice");
		assertTrue(rms(map.sharp().get(0), bars) < 1.5 * rms(slices.get(6), bars), "what is sharp in one slice");
	}

	@Test
	void unknownPixelsArePassedOver() {
		final FocusScene scene = new FocusScene(90, 70, 9, 0.8, 0, 7);
		final FocusStack holes = new FocusStack(90, 70, 9, 1, 0, 1, z -> {
			final Plane slice = scene.slice(z);
			slice.values()[30 + 30 * 90] = Float.NaN;
			if (z == 8) slice.values()[60 + 30 * 90] = Float.POSITIVE_INFINITY;
			return List.of(slice);
		});
		final FocusMap map = find(new FocusSettings(FocusMeasure.TENENGRAD, 6, 0, true), holes);
		final FocusMap whole = find(new FocusSettings(FocusMeasure.TENENGRAD, 6, 0, true), scene.stack());
		for (int i = 0; i < 90 * 70; i++) {
			final boolean hole = i == 30 + 30 * 90;
			assertEquals(hole, Float.isNaN(map.height().values()[i]));
			assertEquals(hole, Float.isNaN(map.sharp().get(0).values()[i]));
			if (!hole) assertEquals(whole.height().values()[i], map.height().values()[i], 0.5);
		}
	}

	@ParameterizedTest
	@CsvSource({ "1, 1", "1, 30", "30, 1", "2, 3", "17, 9" })
	void anySizeGoes(final int width, final int height) {
		final Random random = new Random(1);
		final List<Plane> slices = new ArrayList<>();
		for (int z = 0; z < 3; z++) {
			final Plane slice = new Plane(width, height);
			for (int i = 0; i < width * height; i++) slice.values()[i] = random.nextInt(256);
			slices.add(slice);
		}
		final FocusMap map = find(DEFAULT, of(slices));
		for (final float value : map.height().values()) {
			assertTrue(width * height == 1 ? Float.isNaN(value) : value >= 0 && value <= 2, "height " + value);
		}
		for (final float value : map.sharp().get(0).values()) assertTrue(value >= 0 && value <= 255);
	}

	/** Memory does not grow with the number of slices. */
	@Test
	void slicesAreLetGo() {
		final List<WeakReference<float[]>> before = new ArrayList<>(Collections.nCopies(6, null));
		final FocusScene scene = new FocusScene(30, 20, 6, 0.8, 0, 7);
		find(DEFAULT, new FocusStack(30, 20, 6, 1, 0, 1, z -> {
			if (z > 1) assertTrue(isGone(before.get(z - 2)), "slice " + (z - 2) + " is held while slice " + z + " is read");
			final Plane slice = scene.slice(z);
			before.set(z, new WeakReference<>(slice.values()));
			return List.of(slice);
		}));
		assertFalse(before.contains(null));
	}

	private static boolean isGone(final WeakReference<?> reference) {
		for (int i = 0; i < 20 && reference.get() != null; i++) System.gc();
		return reference.get() == null;
	}

	@Test
	void stopsWhenAsked() {
		final FocusScene scene = new FocusScene(60, 50, 9, 0.8, 0, 7);
		assertThrows(CancellationException.class, () -> new DepthFromFocus(device(), DEFAULT).of(scene.stack(),
			new Impatient(9)));
	}

	@Test
	void slicesOfOtherSizesAreASentence() {
		final List<Plane> slices = List.of(full(1), full(1), new Plane(20, 19));
		assertEquals("Slice 2 is 20 x 19 pixels, not 20 x 20.", assertThrows(IllegalArgumentException.class, () -> find(
			DEFAULT, of(slices))).getMessage());
	}

	final FocusMap find(final FocusSettings settings, final FocusStack stack) {
		return new DepthFromFocus(device(), settings).of(stack, Progress.NONE);
	}

	static FocusStack of(final List<Plane> slices) {
		return new FocusStack(slices.get(0).width(), slices.get(0).height(), slices.size(), 1, 0, 1, //
			z -> List.of(slices.get(z)));
	}

	private static Plane full(final float value) {
		final Plane plane = new Plane(20, 20);
		Arrays.fill(plane.values(), value);
		return plane;
	}

	private static double median(final Plane height, final Plane truth) {
		final double[] errors = new double[truth.values().length];
		for (int i = 0; i < errors.length; i++) errors[i] = Math.abs(height.values()[i] - truth.values()[i]);
		Arrays.sort(errors);
		return errors[errors.length / 2];
	}

	private static double rms(final Plane a, final Plane b) {
		double sum = 0;
		for (int i = 0; i < a.values().length; i++) sum += Math.pow(a.values()[i] - b.values()[i], 2);
		return Math.sqrt(sum / a.values().length);
	}
}
