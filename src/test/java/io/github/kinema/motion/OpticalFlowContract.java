package io.github.kinema.motion;

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

import io.github.kinema.tile.Impatient;
import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;

/** What {@link OpticalFlow} does on every device, against exactly known motion. */
abstract class OpticalFlowContract {

	private static final int WIDTH = 160;
	private static final int HEIGHT = 120;

	/** The flow under test. */
	abstract OpticalFlow on(FlowSettings settings);

	@ParameterizedTest
	@CsvSource({ "0.3, -0.4", "2.25, 1.5", "-7.6, 3.2", "0, 14" })
	void findsTranslation(final double speedX, final double speedY) {
		final Pattern pattern = new Pattern(speedX, speedY, 0, 1);
		final Flow flow = flow(pattern.at(0, WIDTH, HEIGHT), pattern.at(1, WIDTH, HEIGHT));
		double error = 0;
		int count = 0;
		for (int y = 20; y < HEIGHT - 20; y++) {
			for (int x = 20; x < WIDTH - 20; x++) {
				error += Math.hypot(flow.u()[x + y * WIDTH] - speedX, flow.v()[x + y * WIDTH] -
					speedY);
				count++;
			}
		}
		assertTrue(error / count < 0.05, "mean end-point error " + error / count);
	}

	/** NB: coarser levels do not show it any more. */
	@Test
	void findsWhatIsSmallAndMovesFar() {
		final Pattern ground = new Pattern(0, 0, 0, 1);
		final Plane first = ground.at(0, 256, 192);
		final Plane second = ground.at(1, 256, 192);
		final Plane thing = noise(new Random(3), 72, 72);
		put(thing, first, 40, 50);
		put(thing, second, 94, 64);
		final Flow flow = flow(first, second);
		for (int y = 62; y < 100; y++) {
			for (int x = 52; x < 92; x++) {
				assertEquals(54, flow.u()[x + y * 256], 2, x + ", " + y);
				assertEquals(14, flow.v()[x + y * 256], 2, x + ", " + y);
			}
		}
		assertEquals(0, flow.u()[200 + 30 * 256], 0.1);
	}

	private static void put(final Plane thing, final Plane plane, final int left, final int top) {
		for (int y = 0; y < thing.height(); y++)
			for (int x = 0; x < thing.width(); x++)
				plane.values()[left + x + (top + y) * plane.width()] = 60 + 130 * thing.values()[x / 8 + y / 8 * thing.width()];
	}

	@Test
	void gainAndOffsetChangeLittle() {
		final Pattern pattern = new Pattern(3.4, -2.7, 0, 1);
		final Plane first = pattern.at(0, WIDTH, HEIGHT);
		final Plane second = pattern.at(1, WIDTH, HEIGHT);
		for (int i = 0; i < second.values().length; i++) {
			second.values()[i] = 1.1f * second.values()[i] - 15;
		}
		final Flow flow = flow(first, second);
		final double[] errors = new double[WIDTH * HEIGHT];
		for (int i = 0; i < errors.length; i++) {
			errors[i] = Math.hypot(flow.u()[i] - 3.4, flow.v()[i] + 2.7);
		}
		Arrays.sort(errors);
		final double median = errors[errors.length / 2];
		assertTrue(median < 0.25, "median end-point error " + median);
	}

	@Test
	void constantPlanesDoNotMove() {
		final Plane plane = new Plane(33, 21);
		Arrays.fill(plane.values(), 7);
		final Flow flow = flow(plane, plane);
		assertArrayEquals(new float[33 * 21], flow.u());
		assertArrayEquals(new float[33 * 21], flow.v());
	}

	@ParameterizedTest
	@CsvSource({ "1, 1", "1, 40", "40, 1", "2, 3", "7, 9", "17, 16", "31, 65" })
	void anySizeGivesFiniteFlow(final int width, final int height) {
		final Random random = new Random(1);
		final Plane first = noise(random, width, height);
		final Plane second = noise(random, width, height);
		final Flow flow = flow(first, second);
		assertEquals(width * height, flow.u().length);
		for (int i = 0; i < flow.u().length; i++) {
			assertTrue(Float.isFinite(flow.u()[i]) && Float.isFinite(flow.v()[i]));
		}
	}

	@ParameterizedTest
	@CsvSource({ "1e-6, 0", "1e6, -3e7", "250, 100" })
	void anyRangeGivesTheSameFlow(final float scale, final float offset) {
		final Pattern pattern = new Pattern(1.7, 0.6, 0, 1);
		final Plane first = pattern.at(0, 64, 48);
		final Plane second = pattern.at(1, 64, 48);
		final Flow expected = flow(first, second);
		final Flow flow = flow(scaled(first, scale, offset), scaled(second, scale, offset));
		assertArrayEquals(expected.u(), flow.u(), 0.05f);
		assertArrayEquals(expected.v(), flow.v(), 0.05f);
	}

	@Test
	void missingPixelsDoNotSpread() {
		final Pattern pattern = new Pattern(2, 1, 0, 1);
		final Plane first = pattern.at(0, WIDTH, HEIGHT);
		final Plane second = pattern.at(1, WIDTH, HEIGHT);
		for (int i = 0; i < 400; i++) {
			first.values()[(50 + i % 20) + (50 + i / 20) * WIDTH] = Float.NaN;
			second.values()[(90 + i % 20) + (30 + i / 20) * WIDTH] =
				Float.POSITIVE_INFINITY;
		}
		final Flow flow = flow(first, second);
		for (int i = 0; i < flow.u().length; i++) {
			assertTrue(Float.isFinite(flow.u()[i]) && Float.isFinite(flow.v()[i]));
		}
		assertEquals(2, flow.u()[30 + 90 * WIDTH], 0.1);
		assertEquals(1, flow.v()[30 + 90 * WIDTH], 0.1);
	}

	@Test
	void reachBoundsTheFlow() {
		final Pattern pattern = new Pattern(9, -9, 0, 1);
		final FlowSettings d = FlowSettings.DEFAULT;
		final Flow flow = on(new FlowSettings(4, d.stride(), d.steps(), d
			.warps(), d.finest(), d.sweeps(), d.smoothness())).between(pattern.at(0, WIDTH, HEIGHT),
				pattern.at(1, WIDTH, HEIGHT), Progress.NONE);
		for (int i = 0; i < flow.u().length; i++) {
			assertTrue(Math.abs(flow.u()[i]) <= 4 && Math.abs(flow.v()[i]) <= 4);
		}
	}

	@Test
	void stopsWhenAsked() {
		final Pattern pattern = new Pattern(2, 1, 0, 1);
		final Plane first = pattern.at(0, WIDTH, HEIGHT);
		final Plane second = pattern.at(1, WIDTH, HEIGHT);
		assertThrows(CancellationException.class, () -> on(FlowSettings.DEFAULT).between(first,
			second, new Impatient(100)));
	}

	@Test
	void refusesPlanesOfDifferentSizes() {
		assertThrows(IllegalArgumentException.class, () -> on(FlowSettings.DEFAULT).between(
			new Plane(3, 4), new Plane(4, 3), Progress.NONE));
	}

	private Flow flow(final Plane first, final Plane second) {
		final FlowGuide guide = FlowGuide.of(List.of(first), List.of(second));
		return on(FlowSettings.DEFAULT).between(guide.first(), guide.second(), Progress.NONE);
	}

	private static Plane noise(final Random random, final int width, final int height) {
		final Plane plane = new Plane(width, height);
		for (int i = 0; i < plane.values().length; i++) {
			plane.values()[i] = random.nextFloat();
		}
		return plane;
	}

	private static Plane scaled(final Plane plane, final float scale, final float offset) {
		final Plane scaled = new Plane(plane.width(), plane.height());
		for (int i = 0; i < plane.values().length; i++) {
			scaled.values()[i] = plane.values()[i] * scale + offset;
		}
		return scaled;
	}
}
