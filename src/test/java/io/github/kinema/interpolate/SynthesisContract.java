package io.github.kinema.interpolate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;

import org.junit.jupiter.api.Test;

import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;

/** What {@link Synthesis} does on every device. */
abstract class SynthesisContract {

	private static final int WIDTH = 37;
	private static final int HEIGHT = 23;

	/** The synthesis under test. */
	abstract Synthesis synthesis();

	@Test
	void stillFieldReturnsEqualPlanesExactly() {
		final Plane plane = random(new Random(1), -1e6f, 1e6f);
		assertArrayEquals(plane.values(), render(plane, plane, BlendMethod.still(WIDTH, HEIGHT, 0.3, new float[WIDTH * HEIGHT])).values());
	}

	@Test
	void blendingWeighsByTime() {
		final Plane first = random(new Random(1), 0, 100);
		final Plane second = random(new Random(2), 0, 100);
		final float[] values = render(first, second, new BlendMethod().between(List.of(first),
			List.of(second), Progress.NONE).at(0.25, Progress.NONE)).values();
		for (int i = 0; i < values.length; i++) {
			assertEquals(0.75 * first.values()[i] + 0.25 * second.values()[i], values[i],
				1e-4);
		}
	}

	@Test
	void constantsStayExactlyConstant() {
		final Plane plane = new Plane(WIDTH, HEIGHT);
		Arrays.fill(plane.values(), 0.1f);
		for (final float value : render(plane, plane, randomField(new Random(3), 6))
			.values())
		{
			assertEquals(0.1f, value);
		}
	}

	@Test
	void everyValueLiesWithinTheRangeOfItsWindows() {
		for (int seed = 0; seed < 20; seed++) {
			final Random random = new Random(seed);
			final Plane first = random(random, -1, 1);
			final Plane second = seed % 2 == 0 ? first : random(random, -1, 1);
			final DenseField field = randomField(random, seed % 2 == 0 ? 0.9f : 5);
			final Plane plane = render(first, second, field);
			for (int y = 0; y < HEIGHT; y++) {
				for (int x = 0; x < WIDTH; x++) {
					final int i = x + y * WIDTH;
					final float[] range = { Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY };
					window(first, x + field.toFirstX()[i], y + field.toFirstY()[i], range);
					window(second, x + field.toSecondX()[i], y + field.toSecondY()[i], range);
					final float value = plane.get(x, y);
					assertTrue(value >= range[0] - 1e-6 && value <= range[1] + 1e-6, value +
						" beyond " + range[0] + " to " + range[1]);
				}
			}
		}
	}

	@Test
	void detailSurvivesHalfAPixelWhereBothSidesShowIt() {
		final Plane first = new Plane(WIDTH, HEIGHT);
		final Plane second = new Plane(WIDTH, HEIGHT);
		final Plane truth = new Plane(WIDTH, HEIGHT);
		for (int y = 0; y < HEIGHT; y++) {
			for (int x = 0; x < WIDTH; x++) {
				first.values()[x + y * WIDTH] = wave(x);
				second.values()[x + y * WIDTH] = wave(x - 1);
				truth.values()[x + y * WIDTH] = wave(x - 0.5f);
			}
		}
		final DenseField field = translation(-0.5f, 0.5f);
		final MotionField soft = new DenseField(WIDTH, HEIGHT, field.toFirstX(), field
			.toFirstY(), field.toSecondX(), field.toSecondY(), field.weight(), field
				.confidence(), 0, List.of());
		final double sharpError = Errors.rms(render(first, second, field), truth, 4);
		final double softError = Errors.rms(render(first, second, soft), truth, 4);
		assertTrue(softError > 3, "soft " + softError);
		assertTrue(sharpError < 0.33 * softError, sharpError + " against " + softError);
	}

	@Test
	void aSideThatIsUnknownLeavesTheOther() {
		final Plane first = random(new Random(1), 0, 1);
		final Plane second = random(new Random(2), 0, 1);
		first.values()[5 + 5 * WIDTH] = Float.NaN;
		second.values()[9 + 9 * WIDTH] = Float.NEGATIVE_INFINITY;
		first.values()[12 + 3 * WIDTH] = Float.NaN;
		second.values()[12 + 3 * WIDTH] = Float.POSITIVE_INFINITY;
		final Plane plane = render(first, second, BlendMethod.still(WIDTH, HEIGHT, 0.5, new float[WIDTH * HEIGHT]));
		assertEquals(second.get(5, 5), plane.get(5, 5));
		assertEquals(first.get(9, 9), plane.get(9, 9));
		assertTrue(Float.isNaN(plane.get(12, 3)));
		assertEquals((first.get(6, 5) + second.get(6, 5)) / 2, plane.get(6, 5), 1e-6);
	}

	@Test
	void besideUnknownPixelsTheNearestCounts() {
		final Plane first = random(new Random(1), 0, 1);
		first.values()[10 + 10 * WIDTH] = Float.NaN;
		final Plane plane = render(first, first, translation(0.25f, 0.25f));
		assertEquals(first.get(9, 10), plane.get(9, 10));
		assertTrue(Float.isNaN(plane.get(10, 10)));
	}

	@Test
	void alternativesAreMixedInByTheirShare() {
		final Plane first = random(new Random(1), 0, 1);
		final Plane second = random(new Random(2), 0, 1);
		final float[] share = new float[WIDTH * HEIGHT];
		Arrays.fill(share, 0.25f);
		final DenseField still = BlendMethod.still(WIDTH, HEIGHT, 0, new float[WIDTH * HEIGHT]);
		final DenseField other = BlendMethod.still(WIDTH, HEIGHT, 1, new float[WIDTH * HEIGHT]);
		final MotionField field = new DenseField(WIDTH, HEIGHT, still.toFirstX(), still
			.toFirstY(), still.toSecondX(), still.toSecondY(), still.weight(), still
				.confidence(), 1, List.of(new DenseField.Alternative(other, share)));
		final Plane plane = render(first, second, field);
		assertEquals(0.75 * first.get(4, 7) + 0.25 * second.get(4, 7), plane.get(4, 7),
			1e-6);
	}

	@Test
	void ofTheFinestDetailAShareIsKept() {
		final Plane plane = random(new Random(1), 0, 1);
		final float[] share = new float[WIDTH * HEIGHT];
		for (int i = 0; i < share.length; i++) share[i] = i % 5 / 4f;
		final DenseField still = BlendMethod.still(WIDTH, HEIGHT, 0.5, new float[WIDTH * HEIGHT]);
		final Plane softened = render(plane, plane, keeping(share, still));
		for (int y = 0; y < HEIGHT; y++) {
			for (int x = 0; x < WIDTH; x++) {
				double mean = 0;
				for (int r = -1; r <= 1; r++)
					for (int c = -1; c <= 1; c++)
						mean += (2 - Math.abs(r)) * (2 - Math.abs(c)) / 16.0 * plane.get(Math.max(0, Math.min(WIDTH - 1, x + c)), Math
							.max(0, Math.min(HEIGHT - 1, y + r)));
				final float kept = share[x + y * WIDTH];
				assertEquals(kept * plane.get(x, y) + (1 - kept) * mean, softened.get(x, y), 1e-6);
			}
		}
	}

	@Test
	void allDetailIsKeptExactly() {
		final Plane first = random(new Random(1), -1e6f, 1e6f);
		final Plane second = random(new Random(2), -1e6f, 1e6f);
		final DenseField field = randomField(new Random(3), 4);
		final float[] all = new float[WIDTH * HEIGHT];
		Arrays.fill(all, 1);
		assertArrayEquals(render(first, second, field).values(), render(first, second, keeping(all, field)).values());
	}

	@Test
	void constantsStayExactlyConstantWhereNoDetailIsKept() {
		final Plane plane = new Plane(WIDTH, HEIGHT);
		Arrays.fill(plane.values(), 0.1f);
		for (final float value : render(plane, plane, keeping(new float[WIDTH * HEIGHT], randomField(new Random(3), 6)))
			.values()) assertEquals(0.1f, value);
	}

	@Test
	void unknownPixelsDoNotCountInWhatIsSoftened() {
		final Plane plane = random(new Random(1), 0, 1);
		plane.values()[10 + 10 * WIDTH] = Float.NaN;
		final Plane softened = render(plane, plane, keeping(new float[WIDTH * HEIGHT], BlendMethod.still(WIDTH, HEIGHT, 0.5,
			new float[WIDTH * HEIGHT])));
		assertTrue(Float.isNaN(softened.get(10, 10)));
		final double known = 4 * plane.get(11, 10) + 2 * (plane.get(12, 10) + plane.get(11, 9) + plane.get(11, 11)) + plane
			.get(10, 9) + plane.get(12, 9) + plane.get(10, 11) + plane.get(12, 11);
		assertEquals(known / 14, softened.get(11, 10), 1e-6);
	}

	private static DenseField keeping(final float[] detail, final DenseField field) {
		return new DenseField(WIDTH, HEIGHT, field.toFirstX(), field.toFirstY(), field.toSecondX(), field.toSecondY(), field
			.weight(), field.confidence(), field.sharpness(), field.alternatives(), Optional.of(detail));
	}

	@Test
	void channelsFollowTheSameMotionEachOnItsOwn() {
		final Random random = new Random(4);
		final List<Plane> first = List.of(random(random, 0, 1), random(random, -5, 70), random(random, 0, 1));
		final List<Plane> second = List.of(random(random, 0, 1), random(random, -5, 70), random(random, 0, 1));
		final DenseField field = randomField(random, 3);
		final List<Plane> planes = synthesis().render(first, second, field, Progress.NONE);
		assertEquals(3, planes.size());
		for (int c = 0; c < 3; c++)
			assertArrayEquals(render(first.get(c), second.get(c), field).values(), planes.get(c).values());
		assertThrows(IllegalArgumentException.class, () -> synthesis().render(first, second.subList(0, 2), field,
			Progress.NONE));
	}

	@Test
	void refusesPlanesOfAnotherSize() {
		assertThrows(IllegalArgumentException.class, () -> render(new Plane(3, 3), new Plane(
			3, 3), BlendMethod.still(WIDTH, HEIGHT, 0.5, new float[WIDTH * HEIGHT])));
	}

	private static float wave(final float x) {
		return 100 + 50 * (float) Math.sin(x);
	}

	private Plane render(final Plane first, final Plane second,
		final MotionField field)
	{
		return Errors.render(synthesis(), first, second, field);
	}

	private static Plane random(final Random random, final float min, final float max) {
		final Plane plane = new Plane(WIDTH, HEIGHT);
		for (int i = 0; i < plane.values().length; i++) {
			plane.values()[i] = min + (max - min) * random.nextFloat();
		}
		return plane;
	}

	private static DenseField translation(final float toFirst, final float toSecond) {
		final float[][] f = new float[4][WIDTH * HEIGHT];
		Arrays.fill(f[0], toFirst);
		Arrays.fill(f[1], toSecond);
		Arrays.fill(f[2], 0.5f);
		return new DenseField(WIDTH, HEIGHT, f[0], f[3], f[1], f[3], f[2], f[2], 1, List.of());
	}

	private static DenseField randomField(final Random random, final float reach) {
		final float[][] f = new float[6][WIDTH * HEIGHT];
		for (int i = 0; i < WIDTH * HEIGHT; i++) {
			for (int k = 0; k < 4; k++) {
				f[k][i] = reach * (2 * random.nextFloat() - 1);
			}
			f[4][i] = random.nextFloat();
			f[5][i] = random.nextFloat();
		}
		return new DenseField(WIDTH, HEIGHT, f[0], f[1], f[2], f[3], f[4], f[5], 1, List.of());
	}

	/** Widens a range by the 4 x 4 pixels around a point. */
	private static void window(final Plane plane, final float x, final float y,
		final float[] range)
	{
		final int x0 = (int) Math.floor(Math.max(0, Math.min(WIDTH - 1, x)));
		final int y0 = (int) Math.floor(Math.max(0, Math.min(HEIGHT - 1, y)));
		for (int k = -1; k <= 2; k++) {
			for (int j = -1; j <= 2; j++) {
				final float value = plane.get(Math.max(0, Math.min(WIDTH - 1, x0 + j)), Math.max(0,
					Math.min(HEIGHT - 1, y0 + k)));
				range[0] = Math.min(range[0], value);
				range[1] = Math.max(range[1], value);
			}
		}
	}
}
