package io.github.kinema.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.kinema.device.CpuDevice;
import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;

/** Trains a small model further, of which is known what it has to learn. */
class FineTuningTest {

	private static final int SIDE = 32;

	private static final List<LearnerPart> WHOLE = List.of(LearnerPart.whole(10));

	private static final FineTuning.Listener NOBODY = (step, learned, checked) -> {};

	private static StoredModel tune() {
		return ModelStore.SHIPPED.find("tune");
	}

	private static OnnxInitializers start() {
		return new OnnxInitializers(tune().read());
	}

	/** A pattern that moves by one pixel to the right and two down, and a field that says so. */
	private static Lesson lesson(final Random random) {
		final float phase = random.nextFloat(100);
		final List<Plane> field = new ArrayList<>();
		for (final float value : new float[] { -0.5f, -1, 0.5f, 1, 0.5f, 1 }) {
			final Plane plane = new Plane(SIDE, SIDE);
			Arrays.fill(plane.values(), value);
			field.add(plane);
		}
		return new Lesson(Map.of("first", List.of(pattern(phase, 0)), "last", List.of(pattern(phase, 1)), "field", field), Map
			.of("t", 0.5f), pattern(phase, 0.5));
	}

	private static Plane pattern(final float phase, final double time) {
		final Plane plane = new Plane(SIDE, SIDE);
		for (int y = 0, i = 0; y < SIDE; y++)
			for (int x = 0; x < SIDE; x++, i++) plane.values()[i] = (float) (0.5 + 0.3 * Math.sin((x - time) / 2.5 + phase) * Math
				.cos((y - 2 * time) / 3 + phase));
		return plane;
	}

	private static List<Lesson> lessons(final int count, final long seed) {
		final Random random = new Random(seed);
		final List<Lesson> lessons = new ArrayList<>();
		for (int i = 0; i < count; i++) lessons.add(lesson(random));
		return lessons;
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 1, 2, 3, 4, 5, 6, 7 })
	void whatPointsToTheCentreStillDoesWhenTurned(final int turn) {
		final List<Plane> field = new ArrayList<>();
		for (int c = 0; c < 6; c++) {
			final Plane plane = new Plane(SIDE, SIDE);
			for (int i = 0; i < plane.values().length; i++) plane.values()[i] = (SIDE - 1) / 2f - (c % 2 == 0 ? i % SIDE : i / SIDE);
			field.add(plane);
		}
		final Plane bright = new Plane(SIDE, SIDE);
		bright.values()[3 + 5 * SIDE] = 1;
		final Lesson lesson = new Lesson(Map.of("first", List.of(bright), "last", List.of(bright), "field", field), Map.of("t",
			0.25f), bright);
		final List<Tensor> tensors = new LessonBatch(tune().descriptor(), List.of(lesson(new Random(1)), lesson), new int[] { 0,
			turn }).tensors();
		assertEquals(List.of("first", "last", "field", "t", "middle"), tensors.stream().map(Tensor::id).toList());
		assertArrayEquals(new long[] { 2, 6, SIDE, SIDE }, tensors.get(2).shape());
		assertArrayEquals(new float[] { 0.5f, 0.25f }, tensors.get(3).values());
		final int size = SIDE * SIDE;
		for (int c = 0; c < 4; c++) assertArrayEquals(field.get(c).values(), Arrays.copyOfRange(tensors.get(2).values(), (6 +
			c) * size, (7 + c) * size));
		final int x = (turn & 4) == 0 ? 3 : 5;
		final int y = 8 - x;
		final int place = ((turn & 1) == 0 ? x : SIDE - 1 - x) + SIDE * ((turn & 2) == 0 ? y : SIDE - 1 - y);
		assertEquals(1, tensors.get(0).values()[size + place]);
		assertEquals(1, tensors.get(4).values()[size + place]);
	}

	/** Weights that are 1, 2, 3 ... after so many steps, and best at the fourth. */
	private static final class Counter implements Learner {

		private int steps;

		@Override
		public float[] learn(final int part, final List<Tensor> batch) {
			steps++;
			return new float[] { Float.NaN };
		}

		@Override
		public float[] losses(final List<Tensor> batch) {
			return new float[] { Math.abs(steps - 4) + 1 };
		}

		@Override
		public List<Tensor> weights() {
			final float[] values = new float[4];
			Arrays.fill(values, steps);
			return List.of(new Tensor("shift", new long[] { 1, 4, 1, 1 }, values));
		}

		@Override
		public void close() {}
	}

	private static FineTuning.Outcome counted(final int steps, final Progress progress) {
		return new FineTuning(tune(), new FineTuning.Settings(steps, 4, 1, 1)).run(new Counter(), start(), lessons(6, 1),
			lessons(5, 2), NOBODY, progress);
	}

	private static float kept(final FineTuning.Outcome outcome) {
		return new OnnxInitializers(outcome.weights()).get("shift").values()[0];
	}

	@Test
	void theBestIsKeptNotTheLast() {
		final FineTuning.Outcome outcome = counted(9, Progress.NONE);
		assertEquals(9, outcome.steps());
		assertEquals(4, outcome.best());
		assertEquals(5, outcome.before());
		assertEquals(1, outcome.after());
		assertEquals(4, kept(outcome));
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 1, 3, 7 })
	void whoStopsKeepsTheBestSoFar(final int steps) {
		final AtomicInteger done = new AtomicInteger();
		final FineTuning.Outcome outcome = counted(20, new Progress() {

			@Override
			public void update(final double fraction) {
				done.set((int) Math.round(20 * fraction));
			}

			@Override
			public boolean isCancelled() {
				return done.get() >= steps;
			}
		});
		assertEquals(steps, outcome.steps());
		// NB: stopped before its check, a step does not count.
		assertEquals(Math.max(0, Math.min(4, steps - 1)), outcome.best());
		assertEquals(outcome.best(), kept(outcome));
	}

	@Test
	void theMistakeIsUnlearned() {
		PyTorchJars.assumeHere();
		final List<Integer> heard = new ArrayList<>();
		final FineTuning tuning = new FineTuning(tune(), new FineTuning.Settings(150, 4, 0.03, 1));
		tuning.check();
		final FineTuning.Outcome outcome = tuning.run(lessons(12, 1), lessons(5, 2), (step, learned, checked) -> heard.add(
			step), Progress.NONE);
		assertEquals(25, heard.size());
		assertEquals(150, heard.get(24));
		assertTrue(outcome.after() < 0.2 * outcome.before(), outcome.before() + " -> " + outcome.after());
		assertArrayEquals(new float[4], new OnnxInitializers(outcome.weights()).get("shift").values(), 0.02f);
		// NB: the same lessons in the same order, summed by threads in any.
		assertEquals(outcome.after(), tuning.run(lessons(12, 1), lessons(5, 2), NOBODY, Progress.NONE).after(), 1e-4);
	}

	/** What is written is what was learned: rendered as the twin renders, it is as far from the answers. */
	@Test
	void theNetworkDoesWhatItsTwinHasLearned() {
		PyTorchJars.assumeHere();
		final StoredModel model = tune();
		final List<Tensor> batch = new LessonBatch(model.descriptor(), lessons(1, 3)).tensors();
		try (Learner learner = TorchLearner.load("tune", model.readTwin(), start(), 0.1, WHOLE)) {
			assertEquals(loss(start().with(List.of()), batch), learner.losses(batch)[0], 1e-4);
			for (int step = 0; step < 3; step++) learner.learn(0, batch);
			final byte[] changed = start().with(learner.weights());
			assertTrue(learner.losses(batch)[0] < 0.9 * loss(model.read(), batch));
			assertEquals(learner.losses(batch)[0], loss(changed, batch), 1e-4);
		}
	}

	private static double loss(final byte[] weights, final List<Tensor> batch) {
		try (Network network = Networks.open("tune", weights, CpuDevice.INSTANCE)) {
			final float[] field = network.run(batch.subList(0, 4)).get(0).values();
			final int size = SIDE * SIDE;
			double sum = 0;
			for (int i = 0; i < size; i++) {
				final double a = sampled(batch.get(0).values(), i % SIDE + field[i], i / SIDE + field[i + size]);
				final double b = sampled(batch.get(1).values(), i % SIDE + field[i + 2 * size], i / SIDE + field[i + 3 * size]);
				sum += Math.abs(a + field[i + 4 * size] * (b - a) - batch.get(4).values()[i]);
			}
			return sum / size;
		}
	}

	private static double sampled(final float[] image, final double x, final double y) {
		final double column = Math.max(0, Math.min(SIDE - 1, x));
		final double row = Math.max(0, Math.min(SIDE - 1, y));
		final int left = Math.min(SIDE - 2, (int) column);
		final int up = Math.min(SIDE - 2, (int) row);
		final int i = left + SIDE * up;
		final double above = image[i] + (column - left) * (image[i + 1] - image[i]);
		final double below = image[i + SIDE] + (column - left) * (image[i + SIDE + 1] - image[i + SIDE]);
		return above + (row - up) * (below - above);
	}

	@Test
	void whatIsNoNumberIsNotLearned() {
		PyTorchJars.assumeHere();
		final List<Tensor> batch = new ArrayList<>(new LessonBatch(tune().descriptor(), lessons(2, 3)).tensors());
		batch.get(4).values()[7] = Float.NaN;
		try (Learner learner = TorchLearner.load("tune", tune().readTwin(), start(), 0.1, WHOLE)) {
			assertTrue(Float.isNaN(learner.learn(0, batch)[0]));
			assertArrayEquals(start().get("shift").values(), learner.weights().get(0).values());
			batch.get(4).values()[7] = 0;
			learner.learn(0, batch);
			assertEquals(0.65, learner.weights().get(0).values()[0], 0.02);
		}
	}

	@Test
	void filesThatDoNotFitAreASentence() {
		PyTorchJars.assumeHere();
		final byte[] other = NetworksTest.onnx("../models/refine/weights.onnx");
		for (final Map.Entry<String, Runnable> each : Map.<String, Runnable>of("do not fit together", () -> TorchLearner.load(
			"tune", tune().readTwin(), new OnnxInitializers(other), 1, WHOLE), "cannot be read", () -> TorchLearner.load("tune",
				"Once upon a time".getBytes(), start(), 1, WHOLE)).entrySet()) {
			final Exception exc = assertThrows(IllegalArgumentException.class, each.getValue()::run);
			assertTrue(exc.getMessage().contains(each.getKey()) && exc.getMessage().contains("\"tune\""), exc.getMessage());
		}
	}

	@Test
	void aModelWithoutATwinIsASentence() {
		final Exception exc = assertThrows(IllegalArgumentException.class, () -> new FineTuning(ModelStore.SHIPPED.find("refine"),
			new FineTuning.Settings(1, 1, 1, 1)).check());
		assertTrue(exc.getMessage().startsWith("The model \"refine\" cannot be fine-tuned"), exc.getMessage());
	}
}
