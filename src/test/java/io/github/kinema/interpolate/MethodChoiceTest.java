package io.github.kinema.interpolate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;

import io.github.kinema.device.CpuDevice;
import io.github.kinema.motion.Pattern;
import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;

/** Tests {@link MethodChoice}. */
class MethodChoiceTest {

	private static final List<MotionMethod> METHODS = MotionMethods.of(CpuDevice.INSTANCE).candidates();
	private static final Synthesis SYNTHESIS = new JavaSynthesis();

	@Test
	void motionAsksForFlow() {
		final Pattern pattern = new Pattern(2.5, 1, 0, 1);
		final List<List<Plane>> frames = new ArrayList<>();
		for (int i = 0; i < 9; i++) {
			frames.add(List.of(pattern.at(i, 80, 60)));
		}
		final MethodChoice choice = MethodChoice.among(METHODS, SYNTHESIS, frames::get, 9,
			Progress.NONE);
		assertEquals("flow", choice.method().name());
		assertTrue(choice.reason().contains("blend") && choice.reason().contains(
			"5 frames"), choice.reason());
	}

	@Test
	void appearanceInPlaceAsksForBlending() {
		final List<List<Plane>> frames = new ArrayList<>();
		final Random random = new Random(1);
		final Plane one = blobs(random, 90, 70);
		final Plane other = blobs(random, 90, 70);
		for (int i = 0; i < 5; i++) {
			final Plane mixed = new Plane(90, 70);
			for (int k = 0; k < mixed.values().length; k++) {
				mixed.values()[k] = one.values()[k] + i / 4f * (other.values()[k] - one
					.values()[k]);
			}
			frames.add(List.of(mixed));
		}
		assertEquals("blend", MethodChoice.among(METHODS, SYNTHESIS, frames::get, 5, Progress.NONE)
			.method().name());
	}

	@Test
	void amongMethodsThatFollowMotionNothingIsForgiven() {
		final Pattern pattern = new Pattern(2.5, 1, 0, 1);
		final List<List<Plane>> frames = new ArrayList<>();
		for (int i = 0; i < 7; i++) frames.add(List.of(pattern.at(i, 80, 60)));
		final MotionMethod blend = METHODS.get(0);
		final MotionMethod flow = METHODS.get(1);
		for (final List<MotionMethod> order : List.of(List.of(blend, flow, shifted(flow)), List.of(blend, shifted(flow), flow)))
			assertEquals("flow", MethodChoice.among(order, SYNTHESIS, frames::get, 7, Progress.NONE).method().name());
	}

	/** Another method, but a little off, to and fro. */
	private static MotionMethod shifted(final MotionMethod other) {
		return new MotionMethod() {

			@Override
			public String name() {
				return "shifted";
			}

			@Override
			public PairMotion between(final List<Plane> first, final List<Plane> second, final Progress progress) {
				final PairMotion motion = other.between(first, second, progress);
				return (t, p) -> {
					final DenseField field = motion.at(t, p).dense(p);
					for (int i = 0; i < field.toFirstX().length; i++) field.toFirstX()[i] += (i & 1) == 0 ? 0.06f : -0.06f;
					return field;
				};
			}
		};
	}

	@Test
	void aTieGoesToTheSimplerMethod() {
		final List<Plane> frame = List.of(new Pattern(0, 0, 0, 1).at(0, 40, 30));
		assertEquals("blend", MethodChoice.among(METHODS, SYNTHESIS, i -> frame, 6, Progress.NONE)
			.method().name());
	}

	@Test
	void twoFramesLeaveNothingToCompare() {
		final MethodChoice choice = MethodChoice.among(METHODS, SYNTHESIS, i -> {
			throw new AssertionError("no frame is needed");
		}, 2, Progress.NONE);
		assertEquals("flow", choice.method().name());
		assertTrue(choice.reason().contains("two frames"), choice.reason());
	}

	@Test
	void refusesAnEmptyList() {
		assertThrows(IllegalArgumentException.class, () -> MethodChoice.among(List.of(), SYNTHESIS,
			i -> List.of(), 3, Progress.NONE));
	}

	/** Bright spots at random places. */
	private static Plane blobs(final Random random, final int width, final int height) {
		final Plane plane = new Plane(width, height);
		for (int n = 0; n < 25; n++) {
			final double cx = width * random.nextDouble();
			final double cy = height * random.nextDouble();
			for (int i = 0; i < plane.values().length; i++) {
				final double dx = i % width - cx;
				final double dy = i / width - cy;
				plane.values()[i] += 100 * (float) Math.exp(-(dx * dx + dy * dy) / 18);
			}
		}
		return plane;
	}
}
