package io.github.kinema.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.kinema.device.Device;
import io.github.kinema.filter.JointUpsampling.Settings;
import io.github.kinema.tile.Impatient;
import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;

/** What the sums of joint upsampling have to be on every device: the definition in double precision. */
abstract class JointSumContract {

	/** The device under test. */
	abstract Device device();

	@ParameterizedTest
	@CsvSource({ "9, 7, 36, 28, 2, 0.6, 1, 1", "5, 8, 13, 17, 1, 0.8, 3, 2", "7, 5, 7, 5, 3, 1.5, 2, 1",
		"1, 1, 6, 5, 2, 0.5, 1, 3", "6, 1, 40, 1, 2, 0.5, 1, 1", "1, 4, 1, 19, 1, 0.7, 2, 1", "12, 9, 130, 77, 2, 0.5, 3, 1" })
	void isTheDefinition(final int lowWidth, final int lowHeight, final int width, final int height, final int radius,
		final double space, final int features, final int channels)
	{
		final Random random = new Random(11);
		final List<Plane> guide = noise(random, width, height, features, 50);
		final JointSamples samples = new JointSamples(noise(random, lowWidth, lowHeight, channels, 10), noise(random,
			lowWidth, lowHeight, 1, 1).get(0), noise(random, lowWidth, lowHeight, features, 50), noise(random, lowWidth,
				lowHeight, 1, 300).get(0));
		final Settings settings = new Settings(radius, space, 20);
		final JointSum.Means means = JointSum.on(device()).apply(samples, guide, settings, Progress.NONE);
		for (int y = 0; y < height; y++) {
			for (int x = 0; x < width; x++) {
				for (int c = 0; c < channels; c++) {
					final double[] expected = means(samples, guide, settings, x, y, c);
					assertEquals(expected[0], means.byDistance().get(c).get(x, y), 1e-4);
					assertEquals(expected[1], means.byGuide().get(c).get(x, y), 1e-4);
				}
			}
		}
	}

	@Test
	void aPixelUnlikeAllOthersHasAMeanToo() {
		final Plane guide = new Plane(4, 4);
		guide.values()[5] = 1e18f;
		final Plane one = new Plane(2, 2, new float[] { 3, 3, 3, 3 });
		final JointSamples samples = new JointSamples(List.of(one), one, List.of(new Plane(2, 2)), new Plane(2, 2));
		for (final double space : new double[] { 0.01, 0.5, 1e6 }) {
			final JointSum.Means means = JointSum.on(device()).apply(samples, List.of(guide), new Settings(1, space, 0.1),
				Progress.NONE);
			for (int i = 0; i < 16; i++) {
				assertEquals(3, means.byDistance().get(0).values()[i]);
				assertEquals(3, means.byGuide().get(0).values()[i]);
			}
		}
	}

	@ParameterizedTest
	@ValueSource(doubles = { 1e-1, 1e-2, 1e-4, 1e-9 })
	void whereTheGuideIsUnknownDistanceAloneWeighsHoweverSmallTheRange(final double range) {
		final Plane guide = noise(new Random(3), 40, 40, 1, 3 * range).get(0);
		for (int i = 0; i < 3; i++) guide.values()[205 + i] = Float.NaN;
		for (int y = 20; y < 28; y++) Arrays.fill(guide.values(), y * 40 + 20, y * 40 + 28, Float.NaN);
		final Plane low = noise(new Random(4), 10, 10, 1, 1).get(0);
		final Plane holes = new Plane(10, 10, low.values().clone());
		for (final int hole : new int[] { 0, 33, 34, 43, 55 }) holes.values()[hole] = Float.NaN;
		final List<Plane> result = new JointUpsampling(device(), new Settings(1, 0.5, range)).apply(List.of(low, holes), List
			.of(guide), Progress.NONE);
		for (final Plane plane : result) {
			for (final float value : plane.values()) assertEquals(0.51, value, 0.5);
		}
	}

	@Test
	void guidesFarFromZeroAreComparedAsExactly() {
		final Plane guide = noise(new Random(5), 36, 28, 1, 50).get(0);
		final Plane mean = noise(new Random(6), 9, 7, 1, 50).get(0);
		for (final Plane plane : List.of(guide, mean)) {
			for (int i = 0; i < plane.values().length; i++) plane.values()[i] = 65000 + Math.round(plane.values()[i]);
		}
		final JointSamples samples = new JointSamples(noise(new Random(7), 9, 7, 1, 1), noise(new Random(8), 9, 7, 1, 1).get(
			0), List.of(mean), noise(new Random(9), 9, 7, 1, 30).get(0));
		final Settings settings = new Settings(2, 0.6, 7);
		final Plane byGuide = JointSum.on(device()).apply(samples, List.of(guide), settings, Progress.NONE).byGuide().get(0);
		for (int i = 0; i < byGuide.values().length; i++) {
			assertEquals(means(samples, List.of(guide), settings, i % 36, i / 36, 0)[1], byGuide.values()[i], 1e-5);
		}
	}

	@Test
	void stopsWhenAsked() {
		final Plane low = new Plane(40, 40);
		final JointSamples samples = new JointSamples(List.of(low), low, List.of(low), low);
		assertThrows(CancellationException.class, () -> JointSum.on(device()).apply(samples, List.of(new Plane(400, 400)),
			new Settings(2, 1, 1), new Impatient(1)));
	}

	/** The mean by distance and the one by guide as {@link JointSum} defines them. */
	private static double[] means(final JointSamples samples, final List<Plane> guide, final Settings settings,
		final int x, final int y, final int channel)
	{
		final Plane values = samples.values().get(channel);
		final double qx = (x + 0.5) * values.width() / guide.get(0).width() - 0.5;
		final double qy = (y + 0.5) * values.height() / guide.get(0).height() - 0.5;
		final int centreX = (int) Math.floor(qx + 0.5);
		final int centreY = (int) Math.floor(qy + 0.5);
		final double[] sums = new double[2];
		final double[] weights = new double[2];
		for (int j = Math.max(0, centreY - settings.radius()); j <= Math.min(values.height() - 1, centreY + settings
			.radius()); j++)
		{
			for (int i = Math.max(0, centreX - settings.radius()); i <= Math.min(values.width() - 1, centreX + settings
				.radius()); i++)
			{
				double squared = samples.spread().get(i, j);
				for (int g = 0; g < guide.size(); g++) {
					squared += Math.pow(guide.get(g).get(x, y) - samples.features().get(g).get(i, j), 2);
				}
				final double distance = (i - qx) * (i - qx) + (j - qy) * (j - qy);
				final double near = samples.certainty().get(i, j) * Math.exp(-distance / (2 * settings.space() * settings
					.space()));
				final double alike = near * (JointSum.BLIND + Math.exp(-squared / (2 * settings.range() * settings.range())));
				sums[0] += near * values.get(i, j);
				weights[0] += near;
				sums[1] += alike * values.get(i, j);
				weights[1] += alike;
			}
		}
		return new double[] { sums[0] / weights[0], sums[1] / weights[1] };
	}

	private static List<Plane> noise(final Random random, final int width, final int height, final int count,
		final double most)
	{
		final List<Plane> planes = new ArrayList<>();
		for (int c = 0; c < count; c++) {
			final Plane plane = new Plane(width, height);
			for (int i = 0; i < plane.values().length; i++) plane.values()[i] = (float) (most * (0.01 + random.nextDouble()));
			planes.add(plane);
		}
		return planes;
	}
}
