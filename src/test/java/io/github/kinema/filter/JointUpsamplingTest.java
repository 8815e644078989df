package io.github.kinema.filter;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.kinema.device.CpuDevice;
import io.github.kinema.filter.JointUpsampling.Settings;
import io.github.kinema.tile.Impatient;
import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;

/** Tests {@link JointUpsampling} on planes, edges and scenes of known truth. */
class JointUpsamplingTest {

	private static final Settings SETTINGS = new Settings(2, 0.5, 20);

	@ParameterizedTest
	@CsvSource({ "1, 1, 1, 1", "1, 1, 7, 5", "3, 1, 8, 1", "4, 4, 4, 4", "5, 3, 17, 12", "10, 8, 40, 32" })
	void constantStays(final int lowWidth, final int lowHeight, final int width, final int height) {
		final Plane low = new Plane(lowWidth, lowHeight);
		Arrays.fill(low.values(), 3.7f);
		final Plane guide = new Plane(width, height);
		final Random random = new Random(3);
		for (int i = 0; i < guide.values().length; i++) guide.values()[i] = 100 * random.nextFloat();
		for (final float value : upsample(low, guide).values()) assertEquals(3.7f, value);
	}

	@ParameterizedTest
	@CsvSource({ "12, 10, 48, 40", "12, 10, 31, 33", "9, 9, 100, 50" })
	void aSlantedPlaneStays(final int lowWidth, final int lowHeight, final int width, final int height) {
		final Plane low = slanted(lowWidth, lowHeight);
		final Plane up = upsample(low, new Plane(width, height));
		final Plane truth = slanted(width, height);
		for (int y = height / 5; y < height - height / 5; y++) {
			// NB: 120 along x over the whole width
			for (int x = width / 5; x < width - width / 5; x++) {
				assertEquals(truth.get(x, y), up.get(x, y), 0.05 * 120 / lowWidth);
			}
		}
	}

	@ParameterizedTest
	@CsvSource({ "40, 32, 13", "40, 32, 18", "37, 29, 21", "64, 48, 31" })
	void edgesBecomeThoseOfTheGuide(final int width, final int height, final int edge) {
		final Plane truth = new Plane(width, height);
		final Plane guide = new Plane(width, height);
		for (int i = 0; i < width * height; i++) {
			truth.values()[i] = i % width < edge ? 1 : 5;
			guide.values()[i] = i % width < edge ? 200 : 50;
		}
		final Plane low = new Footprints(10, 8, width, height).means(truth, Progress.NONE);
		assertArrayEquals(truth.values(), upsample(low, guide).values(), 0.2f);
	}

	@Test
	void averagesComeBackToTheSamples() {
		final DepthScene scene = new DepthScene(2, 160, 120);
		final Footprints footprints = new Footprints(20, 15, 160, 120);
		final Plane low = footprints.means(scene.depth(), Progress.NONE);
		final Plane up = upsample(low, scene.guide()).get(0);
		final float[] averages = footprints.means(up, Progress.NONE).values();
		double squares = 0;
		for (int k = 0; k < averages.length; k++) squares += Math.pow(averages[k] - low.values()[k], 2);
		assertTrue(Math.sqrt(squares / averages.length) < 0.05, "off by " + Math.sqrt(squares / averages.length));
	}

	@ParameterizedTest
	@ValueSource(ints = { 4, 8, 16 })
	void comesCloserToScenesThanLinearInterpolation(final int ratio) {
		double ours = 0;
		double linear = 0;
		for (int seed = 10; seed < 12; seed++) {
			final DepthScene scene = new DepthScene(seed, 320, 240);
			final Plane truth = scene.depth();
			final Plane measured = scene.measured();
			final Plane low = new Footprints(320 / ratio, 240 / ratio, 320, 240).means(measured, Progress.NONE);
			for (int i = 0; i < truth.values().length; i++) {
				// NB: what the depth camera does not see is no matter of resolution
				if (Float.isNaN(measured.values()[i])) truth.values()[i] = Float.NaN;
			}
			ours += error(upsample(low, scene.guide()).get(0), truth);
			linear += error(linear(low, 320, 240), truth);
		}
		assertTrue(ours < 0.9 * linear, "squared error " + ours + ", linear " + linear);
	}

	@Test
	void aGuideOfSomethingElseDoesLittleHarm() {
		final DepthScene scene = new DepthScene(20, 320, 240);
		final Plane low = new Footprints(40, 30, 320, 240).means(scene.depth(), Progress.NONE);
		final Plane truth = scene.depth();
		final double wrong = error(upsample(low, new DepthScene(33, 320, 240).guide()).get(0), truth);
		final double linear = error(linear(low, 320, 240), truth);
		assertTrue(wrong < linear, "squared error " + wrong + ", linear " + linear);
	}

	@Test
	void fillsWhatIsUnknown() {
		final Plane guide = new Plane(60, 40);
		final Plane low = new Plane(15, 10);
		for (int i = 0; i < 60 * 40; i++) guide.values()[i] = i % 60 < 28 ? 0 : 200;
		for (int k = 0; k < 150; k++) {
			low.values()[k] = k % 15 < 7 ? 1 : 5;
			// NB: a hole of 8 x 6 samples over the edge, and single ones
			if (k % 15 > 2 && k % 15 < 11 && k / 15 > 1 && k / 15 < 8 || k % 11 == 0) low.values()[k] = Float.NaN;
		}
		low.values()[0] = Float.NEGATIVE_INFINITY;
		final float[] up = upsample(low, guide).values();
		for (int i = 0; i < up.length; i++) assertEquals(i % 60 < 28 ? 1 : 5, up[i], 0.2);
	}

	@Test
	void whereNothingIsKnownNothingIsMadeUp() {
		final Plane unknown = new Plane(4, 3);
		Arrays.fill(unknown.values(), Float.NaN);
		final Plane known = new Plane(4, 3);
		final List<Plane> up = new JointUpsampling(CpuDevice.INSTANCE, SETTINGS).apply(List.of(unknown, known), List.of(
			new Plane(16, 12)), Progress.NONE);
		for (int i = 0; i < 16 * 12; i++) {
			assertTrue(Float.isNaN(up.get(0).values()[i]));
			assertEquals(0, up.get(1).values()[i]);
		}
	}

	@Test
	void anUnknownGuideLeavesDistance() {
		final Plane low = slanted(10, 10);
		final Plane guide = new Plane(50, 50);
		final float[] without = upsample(low, guide).values();
		for (int i = 0; i < 2500; i++) {
			if (i % 50 < 20) guide.values()[i] = i % 2 == 0 ? Float.NaN : Float.POSITIVE_INFINITY;
		}
		assertArrayEquals(without, upsample(low, guide).values(), 0.6f);
	}

	@Test
	void channelsAreUpsampledAsIfAlone() {
		final DepthScene scene = new DepthScene(4, 90, 70);
		final Plane depth = new Footprints(15, 10, 90, 70).means(scene.depth(), Progress.NONE);
		final Plane holes = new Plane(15, 10, depth.values().clone());
		holes.values()[60] = Float.NaN;
		final Plane slanted = slanted(15, 10);
		final List<Plane> together = new JointUpsampling(CpuDevice.INSTANCE, SETTINGS).apply(List.of(depth, holes, slanted),
			scene.guide(), Progress.NONE);
		assertArrayEquals(upsample(depth, scene.guide()).get(0).values(), together.get(0).values(), 1e-5f);
		assertArrayEquals(upsample(holes, scene.guide()).get(0).values(), together.get(1).values(), 1e-5f);
		assertArrayEquals(upsample(slanted, scene.guide()).get(0).values(), together.get(2).values(), 1e-5f);
	}

	@ParameterizedTest
	@CsvSource({ "0, 1, 1, radius", "1, 0, 1, space", "1, 1, NaN, range", "1, 1, 1e-40, range" })
	void settingsOutOfRangeAreNamed(final int radius, final double space, final double range, final String name) {
		final IllegalArgumentException exc = assertThrows(IllegalArgumentException.class, () -> new Settings(radius, space,
			range));
		assertTrue(exc.getMessage().contains(name), exc.getMessage());
	}

	@Test
	void sizesThatDoNotFitAreErrors() {
		final IllegalArgumentException exc = assertThrows(IllegalArgumentException.class, () -> upsample(new Plane(40, 30),
			new Plane(80, 29)));
		assertTrue(exc.getMessage().contains("80 x 29") && exc.getMessage().contains("40 x 30"), exc.getMessage());
		assertThrows(IllegalArgumentException.class, () -> upsample(new Plane(4, 4), List.of()));
		assertThrows(IllegalArgumentException.class, () -> upsample(new Plane(4, 4), List.of(new Plane(8, 8), new Plane(8,
			9))));
	}

	@Test
	void stopsWhenAsked() {
		final JointUpsampling upsampling = new JointUpsampling(CpuDevice.INSTANCE, SETTINGS);
		assertThrows(CancellationException.class, () -> upsampling.apply(List.of(new Plane(50, 50)), List.of(new Plane(400,
			400)), new Impatient(60)));
	}

	private static Plane upsample(final Plane low, final Plane guide) {
		return upsample(low, List.of(guide)).get(0);
	}

	private static List<Plane> upsample(final Plane low, final List<Plane> guide) {
		return new JointUpsampling(CpuDevice.INSTANCE, SETTINGS).apply(List.of(low), guide, Progress.NONE);
	}

	/** Rises by 120 along x and falls by 60 along y, whatever the size. */
	private static Plane slanted(final int width, final int height) {
		final Plane plane = new Plane(width, height);
		for (int i = 0; i < width * height; i++) {
			plane.values()[i] = 120 * (i % width + 0.5f) / width - 60 * (i / width + 0.5f) / height;
		}
		return plane;
	}

	private static Plane linear(final Plane low, final int width, final int height) {
		final List<Plane> filled = new SampleFilling(new JavaJointSum(), SETTINGS).fill(List.of(low), List.of(new Plane(low
			.width(), low.height())), Progress.NONE);
		final Plane up = new Plane(width, height);
		for (int y = 0; y < height; y++) {
			final double atY = Math.max(0, Math.min(low.height() - 1.001, (y + 0.5) * low.height() / height - 0.5));
			for (int x = 0; x < width; x++) {
				final double atX = Math.max(0, Math.min(low.width() - 1.001, (x + 0.5) * low.width() / width - 0.5));
				final double before = atX - (int) atX;
				final double above = atY - (int) atY;
				final int k = (int) atX + (int) atY * low.width();
				final float[] values = filled.get(0).values();
				up.values()[x + y * width] = (float) ((1 - above) * ((1 - before) * values[k] + before * values[k + 1]) +
					above * ((1 - before) * values[k + low.width()] + before * values[k + low.width() + 1]));
			}
		}
		return up;
	}

	private static double error(final Plane plane, final Plane truth) {
		double squares = 0;
		int count = 0;
		for (int i = 0; i < truth.values().length; i++) {
			if (Float.isNaN(truth.values()[i])) continue;
			squares += Math.pow(plane.values()[i] - truth.values()[i], 2);
			count++;
		}
		return squares / count;
	}
}
