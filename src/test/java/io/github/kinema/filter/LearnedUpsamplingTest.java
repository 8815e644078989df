package io.github.kinema.filter;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CancellationException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.kinema.device.CpuDevice;
import io.github.kinema.model.ModelStore;
import io.github.kinema.model.Network;
import io.github.kinema.model.Networks;
import io.github.kinema.model.StoredModel;
import io.github.kinema.model.TiledNetwork;
import io.github.kinema.scene.Scene;
import io.github.kinema.scene.SceneKind;
import io.github.kinema.scene.Scenes;
import io.github.kinema.scene.Shot;
import io.github.kinema.tile.Impatient;
import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;

/** Tests the model that Kinema ships, on what it has not been trained on. */
class LearnedUpsamplingTest {

	private static final StoredModel MODEL = ModelStore.SHIPPED.find(ModelStore.UPSAMPLING);
	private static final LearnedUpsampling LEARNED = new LearnedUpsampling(MODEL, CpuDevice.INSTANCE);
	private static final JointUpsampling BILATERAL = new JointUpsampling(CpuDevice.INSTANCE, new JointUpsampling.Settings(1,
		0.5, 28));

	@Test
	void tilesShowNoSeams() {
		final DepthScene scene = new DepthScene(41, 480, 96);
		final ValueSpan span = ValueSpan.of(List.of(scene.depth()));
		final Plane value = span.unit(new Footprints(240, 48, 480, 96).means(scene.depth(), Progress.NONE));
		final Plane known = new Plane(240, 48);
		for (int i = 0; i < known.values().length; i++) known.values()[i] = i % 7 == 0 ? 0 : 1;
		final List<Plane> map = new ArrayList<>();
		for (final Plane plane : List.of(value, known, value)) map.add(LearnedUpsampling.twice(plane));
		final Map<String, List<Plane>> inputs = Map.of("map", map, "guide", GuideLevels.of(value, scene.guide(), Progress.NONE)
			.get(0));
		try (Network network = Networks.open(MODEL, CpuDevice.INSTANCE)) {
			final Plane whole = new TiledNetwork(network, MODEL.descriptor()).run(inputs, Map.of(), 0, Progress.NONE).get(0);
			final Plane tiled = new TiledNetwork(network, MODEL.descriptor(), 480 * 96 * MODEL.descriptor().pixelBytes() / 2)
				.run(inputs, Map.of(), 0, Progress.NONE).get(0);
			assertArrayEquals(whole.values(), tiled.values(), 1e-3f);
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 4, 8, 16 })
	void comesCloserToScenesThanTheBilateralOne(final int ratio) {
		double learned = 0;
		double bilateral = 0;
		for (final SceneKind kind : List.of(SceneKind.ORBIT, SceneKind.MOVING_OBJECTS)) {
			final Scene scene = Scenes.create(kind, 256, 192, 1, 77);
			final Shot shot = scene.shoot(0, new double[] { 0 }, Progress.NONE);
			final Plane truth = shot.truths().get(0).depth().orElseThrow();
			final Plane low = new Footprints(256 / ratio, 192 / ratio, 256, 192).means(truth, Progress.NONE);
			final Plane guide = new Plane(256, 192);
			for (int i = 0; i < guide.values().length; i++) guide.values()[i] = 255 * shot.frame().values()[i];
			learned += squares(upsampled(LEARNED, low, guide), truth);
			bilateral += squares(upsampled(BILATERAL, low, guide), truth);
		}
		assertTrue(learned < bilateral, "squared error " + learned + ", bilateral " + bilateral);
	}

	@ParameterizedTest
	@CsvSource({ "1, 1, 1, 1", "1, 1, 7, 5", "3, 1, 8, 1", "4, 4, 4, 4", "5, 3, 17, 12", "10, 8, 40, 32" })
	void constantStays(final int lowWidth, final int lowHeight, final int width, final int height) {
		final Plane low = new Plane(lowWidth, lowHeight);
		Arrays.fill(low.values(), 3.7f);
		for (final float value : upsampled(LEARNED, low, noise(width, height)).values()) assertEquals(3.7f, value);
	}

	@ParameterizedTest
	@CsvSource({ "10, 8, 10, 8", "10, 8, 13, 11", "10, 8, 31, 24", "13, 10, 100, 75", "7, 5, 97, 70", "9, 9, 100, 50",
		"3, 2, 100, 67" })
	void anyRatioWillDo(final int lowWidth, final int lowHeight, final int width, final int height) {
		final Plane truth = halves(width, height);
		final Plane low = new Footprints(lowWidth, lowHeight, width, height).means(truth, Progress.NONE);
		final Plane up = upsampled(LEARNED, low, truth);
		final Plane linear = Bilinear.resized(low, width, height, Progress.NONE);
		assertTrue(up.sameSize(truth));
		assertTrue(squares(up, truth) <= squares(linear, truth) + 0.003 * width * height, squares(up, truth) + ", linear " +
			squares(linear, truth));
	}

	@ParameterizedTest
	@CsvSource({ "5000, -300", "1e-20, 0", "1e38, -2e38" })
	void theUnitOfTheMapIsOfNoMatter(final double scale, final double offset) {
		final DepthScene scene = new DepthScene(42, 80, 64);
		final Plane low = new Footprints(20, 16, 80, 64).means(scene.depth(), Progress.NONE);
		final Plane other = new Plane(20, 16);
		for (int k = 0; k < other.values().length; k++) other.values()[k] = (float) (scale * low.values()[k] + offset);
		final List<Plane> up = LEARNED.apply(List.of(low, other), scene.guide(), Progress.NONE);
		for (int i = 0; i < up.get(0).values().length; i++)
			assertEquals(up.get(0).values()[i], (up.get(1).values()[i] - offset) / scale, 2e-3);
	}

	@Test
	void fillsWhatIsUnknown() {
		final Plane guide = halves(64, 48);
		final Plane low = new Footprints(16, 12, 64, 48).means(guide, Progress.NONE);
		for (int k = 0; k < low.values().length; k++)
			if (k % 16 > 1 && k % 16 < 6 && k / 16 > 3 && k / 16 < 8 || k % 23 == 0) low.values()[k] = Float.NaN;
		low.values()[5] = Float.POSITIVE_INFINITY;
		final float[] up = upsampled(LEARNED, low, guide).values();
		for (int i = 0; i < up.length; i++)
			if (!isBesideTheEdge(i)) assertEquals(i % 64 < 32 ? 1 : 5, up[i], 0.6, i % 64 + ", " + i / 64);
	}

	@Test
	void whereNothingIsKnownNothingIsMadeUp() {
		final Plane unknown = new Plane(4, 3);
		Arrays.fill(unknown.values(), Float.NaN);
		final List<Plane> up = LEARNED.apply(List.of(unknown, new Plane(4, 3)), List.of(noise(16, 12)), Progress.NONE);
		for (int i = 0; i < 16 * 12; i++) {
			assertTrue(Float.isNaN(up.get(0).values()[i]));
			assertEquals(0, up.get(1).values()[i]);
		}
	}

	/** However many channels a guide has, and whatever of it is unknown. */
	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 3, 4, 7 })
	void anyGuideWillDo(final int channels) {
		final Plane truth = halves(64, 48);
		final Plane low = new Footprints(8, 6, 64, 48).means(truth, Progress.NONE);
		final List<Plane> guide = new ArrayList<>();
		for (int c = 0; c < channels; c++) guide.add(halves(64, 48));
		guide.get(0).values()[700] = Float.NaN;
		final float[] up = LEARNED.apply(List.of(low), guide, Progress.NONE).get(0).values();
		Arrays.fill(guide.get(0).values(), Float.NaN);
		final float[] without = LEARNED.apply(List.of(low), guide, Progress.NONE).get(0).values();
		for (int i = 0; i < up.length; i++) {
			if (!isBesideTheEdge(i)) assertEquals(truth.values()[i], up[i], 0.6, i % 64 + ", " + i / 64);
			assertTrue(without[i] >= 1 && without[i] <= 5);
		}
	}

	@Test
	void noValueLeavesTheRangeOfTheKnownOnes() {
		final DepthScene scene = new DepthScene(44, 96, 64);
		final Plane low = noise(12, 8);
		final float[] sorted = low.values().clone();
		Arrays.sort(sorted);
		for (final float value : LEARNED.apply(List.of(low), scene.guide(), Progress.NONE).get(0).values())
			assertTrue(value >= sorted[0] && value <= sorted[95], value + " is not between " + sorted[0] + " and " + sorted[95]);
	}

	@Test
	void aModelForSomethingElseIsASentence() {
		final StoredModel other = ModelStore.SHIPPED.find(ModelStore.INTERPOLATION);
		final Exception exc = assertThrows(IllegalArgumentException.class, () -> new LearnedUpsampling(other,
			CpuDevice.INSTANCE));
		assertEquals("The model \"interpolation\" corrects the motion between two frames: it does not upsample maps under a " +
			"guide.", exc.getMessage());
	}

	@Test
	void sizesThatDoNotFitAreErrors() {
		assertThrows(IllegalArgumentException.class, () -> upsampled(LEARNED, new Plane(40, 30), new Plane(80, 29)));
	}

	@Test
	void stopsWhenAsked() {
		assertThrows(CancellationException.class, () -> LEARNED.apply(List.of(noise(16, 16)), List.of(noise(64, 64)),
			new Impatient(2)));
	}

	private static Plane upsampled(final Upsampling upsampling, final Plane low, final Plane guide) {
		return upsampling.apply(List.of(low), List.of(guide), Progress.NONE).get(0);
	}

	/** 1 on the left, 5 on the right. */
	private static Plane halves(final int width, final int height) {
		final Plane plane = new Plane(width, height);
		for (int i = 0; i < width * height; i++) plane.values()[i] = i % width < width / 2 ? 1 : 5;
		return plane;
	}

	/** NB: where depth and guide are seldom quite aligned, no model learns edges without width. */
	private static boolean isBesideTheEdge(final int i) {
		return i % 64 >= 30 && i % 64 < 34;
	}

	private static Plane noise(final int width, final int height) {
		final Plane plane = new Plane(width, height);
		final Random random = new Random(3);
		for (int i = 0; i < plane.values().length; i++) plane.values()[i] = 100 * random.nextFloat();
		return plane;
	}

	private static double squares(final Plane plane, final Plane truth) {
		double squares = 0;
		for (int i = 0; i < truth.values().length; i++)
			squares += Math.pow(plane.values()[i] - truth.values()[i], 2);
		return squares;
	}
}
