package io.github.kinema.model;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;

import io.github.kinema.tile.Progress;

/**
 * Adapts the models of depth, camera, flow and segmentation to a recording, without any truth, by {@link Competition}:
 * depth and camera together, and the flow, compete for the pixels that the segmentation divides among them.
 * <p>
 * The twin of all four networks, in TorchScript, takes {@code previous}, {@code middle}, {@code next}, shape
 * {@code [N, 1, Y, X]}, {@code flow_previous}, {@code flow_next}, shape {@code [N, 3, Y, X]}, and {@code intrinsics}, shape
 * {@code [N, 4]}, as {@link MotionClip} has them, and gives the players' loss, the moderator's, and the numbers of a
 * {@link MotionScore}. What it learns is called {@code depth.X}, {@code camera.X}, {@code flow.X} and
 * {@code segmentation.X}, where X is the name in the file of that model's weights. To be used by one thread.
 * </p>
 */
public final class MotionAdaptation {

	/** Rounds of the competition, after each of which it is tried whether the models have become better. */
	private static final int ROUNDS = 25;

	/** Clips learned from at once. */
	private static final int BATCH = 4;

	private static final int PLAYERS = 0;
	private static final int MODERATOR = 1;

	private final MotionModels base;
	private final Settings settings;
	private final Competition competition;
	private final int side;

	/**
	 * How to learn.
	 *
	 * @param steps how often, at least 1; three in four are those of depth, camera and flow
	 * @param rate how far to go in a step, at the beginning; Adam's learning rate
	 * @param seed of the order and the places of what is learned from
	 */
	public record Settings(int steps, double rate, long seed) {}

	/** Hears how learning goes. */
	public interface Listener {

		/**
		 * A round is over.
		 *
		 * @param step number of the steps so far
		 * @param competition the mean loss of depth, camera and flow in this round; NaN if they have not learned
		 * @param collaboration that of the segmentation
		 * @param checked how well the clips are explained that nothing is learned from
		 */
		void played(int step, double competition, double collaboration, MotionScore checked);
	}

	/**
	 * What has become of the models.
	 *
	 * @param steps how many were done
	 * @param best the step after which they were best; 0 if they never became better
	 * @param before the error with which they explained the clips that nothing is learned from, before
	 * @param after the same after the best step
	 * @param weights the files of the weights after that step
	 */
	public record Outcome(int steps, int best, double before, double after, Map<String, byte[]> weights) {}

	/** @param base what is adapted */
	public MotionAdaptation(final MotionModels base, final Settings settings) {
		this.base = base;
		this.settings = settings;
		competition = new Competition(Math.max(2, settings.steps() / ROUNDS));
		side = base.segmentation().descriptor().twin().crop();
	}

	/** Width and height of the windows that are learned from, in pixels: clips must not be smaller. */
	public int side() {
		return side;
	}

	/**
	 * Makes sure that learning is possible here, before anybody spends time on clips.
	 *
	 * @throws IllegalStateException if PyTorch is missing, or does not know this computer
	 * @throws IllegalArgumentException if the models do not fit together
	 * @throws java.io.UncheckedIOException if their files are missing, or not the ones that were described
	 */
	public void check() {
		open(base).close();
	}

	/**
	 * Learns. If cancelled, what was best so far is kept.
	 *
	 * @param clips to learn from, at least one
	 * @param checks to see how far it has come, at least one
	 * @throws RuntimeException as {@link #check} does
	 * @throws io.github.kinema.device.DeviceException if PyTorch fails
	 */
	public Outcome run(final List<MotionClip> clips, final List<MotionClip> checks, final Listener listener,
		final Progress progress)
	{
		try (Learner learner = open(base)) {
			return run(learner, base.initializers(), clips, checks, listener, progress);
		}
	}

	/** As above, with any learner. */
	Outcome run(final Learner learner, final JointInitializers start, final List<MotionClip> clips,
		final List<MotionClip> checks, final Listener listener, final Progress progress)
	{
		final Players game = new Players(learner, clips, checks, progress);
		final LearningLoop.Result result = competition.play(game, settings.steps(), (step, competed, collaborated,
			checked) -> listener.played(step, competed, collaborated, game.score), progress);
		return new Outcome(result.steps(), result.best(), result.before(), result.after(), start.with(game.kept));
	}

	/** The networks, as they play. */
	private final class Players implements Competition.Game {

		private final Random random = new Random(settings.seed());
		private final Learner learner;
		private final Deck<MotionClip> clips;
		private final List<MotionClip> checks;
		private final Progress progress;
		private MotionScore score;
		private List<Tensor> kept;

		private Players(final Learner learner, final List<MotionClip> clips, final List<MotionClip> checks,
			final Progress progress)
		{
			this.learner = learner;
			this.clips = new Deck<>(clips, random);
			this.checks = checks;
			this.progress = progress;
		}

		@Override
		public double compete() {
			return learner.learn(PLAYERS, batch())[PLAYERS];
		}

		@Override
		public double collaborate() {
			return learner.learn(MODERATOR, batch())[MODERATOR];
		}

		private List<Tensor> batch() {
			return MotionClip.tensors(clips.next(BATCH).stream().map(this::varied).toList());
		}

		/** Some window of a clip, mirrored or not, forwards or backwards: each is another one, and as good. */
		private MotionClip varied(final MotionClip clip) {
			final MotionClip window = clip.window(random.nextInt(clip.width() - side + 1), random.nextInt(clip.height() - side +
				1), side, side);
			final MotionClip turned = random.nextBoolean() ? window.mirrored() : window;
			return random.nextBoolean() ? turned.reversed() : turned;
		}

		@Override
		public double check() {
			score = score(learner, checks, progress);
			return score.error();
		}

		@Override
		public void keep() {
			kept = learner.weights();
		}
	}

	/**
	 * How well models explain clips, in the middle of each.
	 *
	 * @param models those that are adapted, or that have come of it
	 * @param clips at least one
	 * @throws RuntimeException as {@link #check} does
	 * @throws java.util.concurrent.CancellationException if cancelled
	 */
	public MotionScore score(final MotionModels models, final List<MotionClip> clips, final Progress progress) {
		try (Learner learner = open(models)) {
			final MotionScore score = score(learner, clips, progress);
			progress.check();
			return score;
		}
	}

	/** NaN if cancelled. */
	private MotionScore score(final Learner learner, final List<MotionClip> clips, final Progress progress) {
		final double[] sums = new double[MotionScore.NUMBERS];
		for (int i = 0; i < clips.size() && !progress.isCancelled(); i += BATCH) {
			final List<MotionClip> some = clips.subList(i, Math.min(clips.size(), i + BATCH));
			final float[] losses = learner.losses(MotionClip.tensors(some.stream().map(clip -> clip.window((clip.width() - side) /
				2, (clip.height() - side) / 2, side, side)).toList()));
			if (losses.length != sums.length) throw new IllegalArgumentException("The model \"" + base.segmentation().id() +
				"\" cannot be adapted: what it is trained further with gives " + losses.length + " numbers instead of " + sums.length +
				". Get the model again.");
			for (int k = 0; k < sums.length; k++) sums[k] += some.size() * losses[k];
		}
		final double count = progress.isCancelled() ? Double.NaN : clips.size();
		return MotionScore.of(Arrays.stream(sums).map(sum -> sum / count).toArray());
	}

	/**
	 * The models that have come out of it: they run as any others, but are in no store yet.
	 *
	 * @param set what commands shall call them, before what each is for
	 * @param recording the title of what they are adapted to
	 */
	public MotionModels adapted(final String set, final String recording, final Outcome outcome) {
		return base.with(set, recording, outcome.weights());
	}

	private Learner open(final MotionModels models) {
		final int competing = competition.competing(settings.steps());
		return Learners.open(models.segmentation().id(), models.segmentation().readTwin(), models.initializers(), settings.rate(),
			List.of(new LearnerPart(List.of("depth.", "camera.", "flow."), PLAYERS, competing), new LearnerPart(List.of(
				"segmentation."), MODERATOR, Math.max(1, settings.steps() - competing))));
	}
}
