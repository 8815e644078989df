package io.github.kinema.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;

import io.github.kinema.device.CpuDevice;
import io.github.kinema.interpolate.CutTest;
import io.github.kinema.interpolate.FlowMethod;
import io.github.kinema.interpolate.FrameInterpolator;
import io.github.kinema.interpolate.Synthesis;
import io.github.kinema.model.Lesson;
import io.github.kinema.model.ModelDescriptor;
import io.github.kinema.model.ModelStore;
import io.github.kinema.motion.FlowSettings;
import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;
import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.img.basictypeaccess.array.FloatArray;
import net.imglib2.type.numeric.real.FloatType;

/** Makes lessons of patterns that move by a known amount. */
class StackLessonsTest {

	private static final int WIDTH = 57;
	private static final int HEIGHT = 45;
	private static final ModelDescriptor MODEL = ModelStore.SHIPPED.find("tune").descriptor();

	/** A pattern that moves by (1.5, −1) pixels a frame. */
	private static float[] pattern(final int frames) {
		final float[] values = new float[WIDTH * HEIGHT * frames];
		for (int f = 0, i = 0; f < frames; f++)
			for (int y = 0; y < HEIGHT; y++)
				for (int x = 0; x < WIDTH; x++, i++) values[i] = (float) (Math.sin((x - 1.5 * f) / 3) + Math.cos((y + f) / 2.5 +
					(x - 1.5 * f) / 9));
		return values;
	}

	private static StackLessons lessons(final float[] values, final CutTest cuts) {
		final ArrayImg<FloatType, FloatArray> stack = ArrayImgs.floats(values, WIDTH, HEIGHT, 1, 1, values.length / WIDTH /
			HEIGHT);
		return new StackLessons(new FrameInterpolator<>(stack, new FlowMethod(CpuDevice.INSTANCE, FlowSettings.DEFAULT),
			Synthesis.on(CpuDevice.INSTANCE), 0), 1, cuts, MODEL, 3);
	}

	private static List<Lesson> all(final float[] values, final CutTest cuts) {
		return lessons(values, cuts).between(0, values.length / WIDTH / HEIGHT, 200, Progress.NONE);
	}

	private static float median(final Plane plane) {
		final float[] sorted = plane.values().clone();
		Arrays.sort(sorted);
		return sorted[sorted.length / 2];
	}

	@Test
	void theFieldLeadsFromTheAnswerToTheQuestion() {
		final Set<Float> instants = new TreeSet<>();
		final Set<Long> spans = new TreeSet<>();
		for (final Lesson lesson : all(pattern(17), CutTest.NONE)) {
			final float t = lesson.numbers().get("t");
			instants.add(t);
			final List<Plane> field = lesson.planes().get("field");
			final double span = (median(field.get(2)) - median(field.get(0))) / 1.5;
			spans.add(Math.round(span));
			assertEquals(Math.rint(span), span, 0.2);
			assertEquals(-t * span * 1.5, median(field.get(0)), 0.2);
			assertEquals(t * span, median(field.get(1)), 0.2);
			// What the first frame shows half a way back is what the answer shows.
			final Plane first = lesson.planes().get("first").get(0);
			double error = 0;
			for (int y = 10; y < 22; y++)
				for (int x = 10; x < 22; x++) error += Math.abs(sampled(first, x - t * span * 1.5, y + t * span) - lesson.answer()
					.values()[x + 32 * y]) / 144;
			assertTrue(error < 0.02, "off by " + error);
		}
		assertEquals(Set.of(2L, 3L, 4L), spans);
		assertEquals(Set.of(0.25f, 1 / 3f, 0.5f, 2 / 3f, 0.75f), instants);
	}

	private static double sampled(final Plane plane, final double x, final double y) {
		final int i = (int) x + plane.width() * (int) y;
		final double a = plane.values()[i] + (x - (int) x) * (plane.values()[i + 1] - plane.values()[i]);
		final double b = plane.values()[i + 32] + (x - (int) x) * (plane.values()[i + 33] - plane.values()[i + 32]);
		return a + (y - (int) y) * (b - a);
	}

	@Test
	void aShortStackIsAskedForTheMiddleAlone() {
		for (final Lesson lesson : all(pattern(5), CutTest.NONE)) assertEquals(0.5f, lesson.numbers().get("t"));
		assertEquals(10, lessons(pattern(5), CutTest.NONE).between(0, 5, 10, Progress.NONE).size());
		assertEquals(0, lessons(pattern(5), CutTest.NONE).between(3, 5, 10, Progress.NONE).size());
	}

	@Test
	void nothingIsLearnedAcrossACut() {
		assertEquals(0, all(pattern(5), (before, after) -> true).size());
	}

	@Test
	void nothingIsLearnedWhereNothingMoves() {
		final float[] values = pattern(5);
		for (int f = 1; f < 5; f++) System.arraycopy(values, 0, values, f * WIDTH * HEIGHT, WIDTH * HEIGHT);
		assertEquals(0, all(values, CutTest.NONE).size());
	}

	/** The middle of all squares is one pixel, which is unknown in one of the answers. */
	@Test
	void anAnswerThatIsNotKnownIsNotAsked() {
		final float[] values = pattern(3);
		values[WIDTH * HEIGHT + 28 + WIDTH * 22] = Float.NaN;
		assertEquals(0, all(values, CutTest.NONE).size());
		for (final Lesson lesson : all(pattern(3), CutTest.NONE))
			for (final float value : lesson.answer().values()) assertTrue(Float.isFinite(value));
	}
}
