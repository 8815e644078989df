package io.github.kinema.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;

/** Adapts four small models, of which is known what they have to learn. */
class MotionAdaptationTest {

	private static final int WIDTH = 80;
	private static final int HEIGHT = 70;

	/** How a clip moves from frame to frame, in pixels, and what moves by itself in it. */
	private static final double[] CAMERA = { 2, 1 };
	private static final double[] THING = { -2, -1 };

	private static final MotionAdaptation.Listener NOBODY = (step, competition, collaboration, checked) -> {};

	@TempDir
	private Path folder;

	private static MotionModels moving() {
		return MotionModels.of(ModelStore.SHIPPED, "moving");
	}

	private static double pattern(final double x, final double y, final double phase) {
		return 0.5 + 0.3 * Math.sin(x / 2.5 + phase) * Math.cos(y / 3 + phase);
	}

	private static boolean isThing(final int x, final int y) {
		return x >= 30 && x < 55 && y >= 20 && y < 50;
	}

	/** A wall that a camera moves along, and a square before it that moves otherwise; of the flow, only the mean is right. */
	private static MotionClip clip(final double phase) {
		final Random noise = new Random(Double.hashCode(phase));
		final List<Plane> frames = new ArrayList<>();
		final List<Plane> back = new ArrayList<>();
		for (int i = 0; i < 3; i++) {
			frames.add(new Plane(WIDTH, HEIGHT));
			back.add(new Plane(WIDTH, HEIGHT));
		}
		for (int i = 0; i < WIDTH * HEIGHT; i++) {
			final int x = i % WIDTH;
			final int y = i / WIDTH;
			final double[] motion = isThing(x, y) ? THING : CAMERA;
			for (int f = 0; f < 3; f++) frames.get(f).values()[i] = (float) pattern(x - motion[0] * (f - 1), y - motion[1] * (f - 1),
				isThing(x, y) ? phase + 2 : phase);
			for (int c = 0; c < 2; c++) back.get(c).values()[i] = (float) (noise.nextDouble(-0.45, 0.45) - motion[c]);
			back.get(2).values()[i] = 1;
		}
		final List<Plane> ahead = new ArrayList<>();
		for (int c = 0; c < 3; c++) {
			final Plane plane = new Plane(WIDTH, HEIGHT);
			for (int i = 0; i < plane.values().length; i++) plane.values()[i] = (c < 2 ? -1 : 1) * back.get(c).values()[i];
			ahead.add(plane);
		}
		return new MotionClip(frames, back, ahead, List.of(100f, 90f, 40f, 30f));
	}

	private static List<MotionClip> clips(final int count, final long seed) {
		final Random random = new Random(seed);
		final List<MotionClip> clips = new ArrayList<>();
		for (int i = 0; i < count; i++) clips.add(clip(random.nextDouble(100)));
		return clips;
	}

	/** Where what is seen in the middle frame is in the next, by the flow and by the numbers of the camera. */
	@Test
	void whatIsMirroredReversedOrCutOutFitsTogetherStill() {
		final MotionClip whole = clip(3);
		final MotionClip window = whole.window(7, 5, 64, 60);
		assertEquals(List.of(100f, 90f, 33f, 25f), window.camera());
		for (final MotionClip clip : List.of(whole, window, whole.mirrored(), whole.reversed(), window.mirrored().reversed())) {
			int fitting = 0;
			for (int y = 6; y < clip.height() - 6; y++) {
				for (int x = 6; x < clip.width() - 6; x++) {
					final int i = x + y * clip.width();
					final float value = clip.frames().get(1).values()[i];
					boolean fits = true;
					for (int way = 0; way < 2; way++) {
						final List<Plane> flow = way == 0 ? clip.back() : clip.ahead();
						final int u = Math.round(flow.get(0).values()[i]);
						final int v = Math.round(flow.get(1).values()[i]);
						fits &= Math.abs(clip.frames().get(2 * way).get(x + u, y + v) - value) < 1e-6;
					}
					if (fits) fitting++;
				}
			}
			// But for where the square hides the wall in one of the frames.
			assertTrue(fitting > 0.85 * (clip.width() - 12) * (clip.height() - 12), fitting + " pixels fit");
		}
		assertEquals(List.of(100f, 90f, 39f, 30f), whole.mirrored().camera());
		assertArrayEquals(whole.frames().get(1).values(), whole.mirrored().mirrored().frames().get(1).values());
	}

	@Test
	void theTwinTakesClipsSideBySide() {
		final List<MotionClip> clips = clips(2, 1).stream().map(clip -> clip.window(0, 0, 64, 48)).toList();
		final List<Tensor> tensors = MotionClip.tensors(clips);
		assertEquals(List.of("previous", "middle", "next", "flow_previous", "flow_next", "intrinsics"), tensors.stream().map(
			Tensor::id).toList());
		assertArrayEquals(new long[] { 2, 1, 48, 64 }, tensors.get(0).shape());
		assertArrayEquals(new long[] { 2, 3, 48, 64 }, tensors.get(4).shape());
		final int size = 64 * 48;
		assertEquals(clips.get(1).frames().get(2).get(5, 6), tensors.get(2).values()[size + 5 + 6 * 64]);
		assertEquals(clips.get(1).back().get(1).get(5, 6), tensors.get(3).values()[4 * size + 5 + 6 * 64]);
		assertArrayEquals(new float[] { 100, 90, 40, 30, 100, 90, 40, 30 }, tensors.get(5).values());
	}

	/** Learns to be better by one with each step of the players until the fifth, and with none of the moderator's. */
	private static final class Counter implements Learner {

		private final StringBuilder parts = new StringBuilder();
		private final JointInitializers start = moving().initializers();
		private int steps;

		@Override
		public float[] learn(final int part, final List<Tensor> batch) {
			assertArrayEquals(new long[] { 4, 1, 64, 64 }, batch.get(0).shape());
			parts.append(part);
			if (part == 0) steps++;
			return new float[] { 1, 2, 3, 4, 5, 6 };
		}

		@Override
		public float[] losses(final List<Tensor> batch) {
			return new float[] { 0, 0, Math.abs(5 - steps), 7, 8, 0.25f };
		}

		@Override
		public List<Tensor> weights() {
			return List.of(new Tensor("flow.share", start.get("flow.share").shape(), new float[] { steps }));
		}

		@Override
		public void close() {}
	}

	@Test
	void theBestRoundIsKeptAndEverybodyHearsHowItGoes() {
		final Counter learner = new Counter();
		final List<String> heard = new ArrayList<>();
		final MotionAdaptation.Outcome outcome = new MotionAdaptation(moving(), new MotionAdaptation.Settings(20, 1, 1)).run(learner,
			learner.start, clips(3, 1), clips(5, 2), (step, competition, collaboration, checked) -> heard.add(step + " " +
				competition + " " + collaboration + " " + checked.rigid() + " " + checked.flow() + " " + checked.resting()),
			Progress.NONE);
		assertEquals("01".repeat(10), learner.parts.toString());
		assertEquals(10, heard.size());
		assertEquals("2 1.0 2.0 7.0 8.0 0.25", heard.get(0));
		assertEquals(20, outcome.steps());
		assertEquals(10, outcome.best());
		assertEquals(5, outcome.before());
		assertEquals(0, outcome.after());
		assertEquals(5, new OnnxInitializers(outcome.weights().get("flow")).get("share").values()[0]);
		assertArrayEquals(moving().camera().read(), outcome.weights().get("camera"));
	}

	@Test
	void sharesAreLearnedWithoutAnyTruth() {
		PyTorchJars.assumeHere();
		final MotionAdaptation adaptation = new MotionAdaptation(moving(), new MotionAdaptation.Settings(150, 0.05, 1));
		adaptation.check();
		final MotionScore before = adaptation.score(moving(), clips(3, 9), Progress.NONE);
		final MotionAdaptation.Outcome outcome = adaptation.run(clips(6, 1), clips(5, 2), NOBODY, Progress.NONE);
		assertTrue(outcome.after() < 0.5 * outcome.before(), outcome.before() + " -> " + outcome.after());
		final MotionModels adapted = adaptation.adapted("mine", "my film", outcome);
		assertEquals(1, share(adapted.flow()), 0.1);
		// The square, too, is in the mean flow, as a part of each window: what the camera learns makes up for it.
		assertEquals(1 / (1 - 2 * 25 * 30 / (64.0 * 64)), share(adapted.camera()), 0.1);
		final MotionScore after = adaptation.score(adapted, clips(3, 9), Progress.NONE);
		assertTrue(after.error() < 0.5 * before.error() && after.flow() < 0.7 * before.flow(), before + " -> " + after);
		assertTrue(after.resting() > 0.6 && after.resting() < 0.9, after.toString());
		// What is moderated is told apart by how badly the camera explains it.
		final OnnxInitializers moderator = new OnnxInitializers(adapted.segmentation().read());
		assertTrue(moderator.get("gain").values()[0] > 0.1 && moderator.get("bias").values()[0] < 0, "gain " + moderator.get("gain")
			.values()[0] + ", bias " + moderator.get("bias").values()[0]);
		assertEquals("mine-camera", adapted.camera().id());
	}

	private static double share(final StoredModel model) {
		return new OnnxInitializers(model.read()).get("share").values()[0];
	}

	/** What the moderator learns from changes no player, nor the other way round. */
	@Test
	void nobodyLearnsWhileOthersDo() {
		PyTorchJars.assumeHere();
		final List<LearnerPart> parts = List.of(new LearnerPart(List.of("depth.", "camera.", "flow."), 0, 10), new LearnerPart(List
			.of("segmentation."), 1, 10));
		final List<Tensor> batch = MotionClip.tensors(clips(2, 1).stream().map(clip -> clip.window(0, 0, 64, 64)).toList());
		try (Learner learner = TorchLearner.load("all", moving().segmentation().readTwin(), moving().initializers(), 0.1, parts)) {
			for (int turn = 0; turn < 4; turn++) {
				final Map<String, float[]> before = values(learner);
				final float[] expected = learner.losses(batch);
				assertArrayEquals(expected, learner.learn(turn % 2, batch), 1e-6f);
				final Map<String, float[]> after = values(learner);
				assertEquals(turn % 2 == 1, Arrays.equals(before.get("flow.share"), after.get("flow.share")));
				assertEquals(turn % 2 == 1, Arrays.equals(before.get("camera.share"), after.get("camera.share")));
				assertEquals(turn % 2 == 0, Arrays.equals(before.get("segmentation.bias"), after.get("segmentation.bias")));
			}
		}
	}

	private static Map<String, float[]> values(final Learner learner) {
		final Map<String, float[]> values = new LinkedHashMap<>();
		for (final Tensor tensor : learner.weights()) values.put(tensor.id(), tensor.values());
		return values;
	}

	private MotionModels untouched(final String set) {
		final Map<String, byte[]> weights = new LinkedHashMap<>();
		moving().byKey().forEach((key, model) -> weights.put(key, model.read()));
		return new MotionAdaptation(moving(), new MotionAdaptation.Settings(1, 1, 1)).adapted(set, "my film",
			new MotionAdaptation.Outcome(1, 1, 2, 1, weights));
	}

	@Test
	void aKeptSetIsASetOfItsOwn() throws IOException {
		final ModelStore store = new ModelStore(folder);
		MotionModels.checkNew(store, "mine");
		final MotionModels kept = untouched("mine").keep(Map.of("error_after", 0.5), store);
		assertEquals(descriptors(kept), descriptors(MotionModels.of(store, "mine")));
		assertEquals(List.of("mine-depth", "mine-camera", "mine-flow", "mine-segmentation"), kept.all().stream().map(
			StoredModel::id).toList());
		assertEquals(List.of("mine-depth", "mine-camera", "mine-flow"), kept.segmentation().descriptor().twin().together());
		assertArrayEquals(moving().segmentation().readTwin(), kept.segmentation().readTwin());
		for (final StoredModel model : kept.all()) {
			final String readme = Files.readString(folder.resolve(model.id()).resolve("README.md"));
			assertTrue(readme.contains("adapted to my film") && readme.contains("error after: 0.5"), readme);
		}
		final Exception exc = assertThrows(IllegalArgumentException.class, () -> MotionModels.checkNew(store, "mine"));
		assertTrue(exc.getMessage().contains("There is a model \"mine-depth\" already"), exc.getMessage());
	}

	private static List<ModelDescriptor> descriptors(final MotionModels models) {
		return models.all().stream().map(StoredModel::descriptor).toList();
	}

	/** A file lies where the last of the four should go. */
	@Test
	void allFourAreKeptOrNone() throws IOException {
		final ModelStore store = new ModelStore(folder);
		Files.createDirectories(folder.resolve("mine-segmentation").resolve("notes"));
		final Exception exc = assertThrows(UncheckedIOException.class, () -> untouched("mine").keep(Map.of(), store));
		assertTrue(exc.getMessage().contains("mine-depth, mine-camera, mine-flow, mine-segmentation cannot be written"), exc.getMessage());
		try (var left = Files.list(folder)) {
			assertEquals(List.of("mine-segmentation"), left.map(file -> file.getFileName().toString()).toList());
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { //
		"none | There is no model \"none-segmentation\"", //
		"task | The model \"task-segmentation\" corrects the motion between two frames: one is needed that tells what moves by itself", //
		"alone | The model \"alone-segmentation\" cannot be adapted: its descriptor names no file for training", //
		"few | must name one model that finds how a camera has moved between two images among those that it is trained together with, and names 0", //
		"lost | There is no model \"lost-flow\"" })
	void modelsThatDoNotFitTogetherAreASentence(final String set, final String part) throws IOException {
		final String descriptor = Files.readString(Path.of("src/test/resources/models/moving-segmentation/rdf.yaml"));
		write("task", Files.readString(Path.of("src/test/resources/models/tune/rdf.yaml")));
		write("alone", descriptor.replaceAll("(?m)^    training: .*$", ""));
		write("few", descriptor.replace("moving-camera, ", ""));
		write("lost", descriptor.replace("moving-flow", "lost-flow"));
		final Exception exc = assertThrows(IllegalArgumentException.class, () -> MotionModels.of(new ModelStore(folder), set));
		assertTrue(exc.getMessage().contains(part), exc.getMessage());
		assertFalse(exc.getMessage().contains("null"), exc.getMessage());
	}

	private void write(final String set, final String descriptor) throws IOException {
		final Path model = Files.createDirectories(folder.resolve(set + "-segmentation"));
		Files.writeString(model.resolve("rdf.yaml"), descriptor);
	}

	/** The weights of one network lie in the folder of another. */
	@Test
	void networksOfAnotherShapeAreASentence() {
		PyTorchJars.assumeHere();
		final MotionModels models = moving();
		final MotionModels mixed = new MotionModels(models.camera(), models.depth(), models.flow(), models.segmentation());
		final Exception exc = assertThrows(IllegalArgumentException.class, () -> new MotionAdaptation(mixed,
			new MotionAdaptation.Settings(1, 1, 1)).check());
		assertTrue(exc.getMessage().startsWith("The files of the model \"moving-segmentation\" do not fit together"), exc.getMessage());
	}
}
