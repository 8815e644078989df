package io.github.kinema.model;

import java.util.List;
import java.util.Map;
import java.util.Random;

import io.github.kinema.tile.Progress;

/**
 * Trains a model further, with lessons of the user's own. What is best by lessons
 * that it does not learn from is kept.
 */
public final class FineTuning {

	/** How often it is tried whether the network has become better. */
	private static final int CHECKS = 25;

	private final StoredModel base;
	private final Settings settings;

	/**
	 * How to learn.
	 *
	 * @param steps how often, at least 1
	 * @param batch from how many lessons at once
	 * @param rate how far to go in a step, at the beginning; Adam's learning rate
	 * @param seed of the lessons' order
	 */
	public record Settings(int steps, int batch, double rate, long seed) {}

	/** Hears how learning goes. */
	public interface Listener {

		/**
		 * Some steps are done.
		 *
		 * @param step their number
		 * @param learned the mean loss of the lessons since the call before
		 * @param checked the loss of the lessons that nothing is learned from
		 */
		void checked(int step, double learned, double checked);
	}

	/**
	 * What has become of a model.
	 *
	 * @param steps how many were done
	 * @param best the step after which it was best; 0 if it never became better
	 * @param before the loss of the lessons that nothing is learned from, before
	 * @param after the same after the best step
	 * @param weights the file of the weights after that step
	 */
	public record Outcome(int steps, int best, double before, double after, byte[] weights) {}

	/**
	 * @param base what is trained further
	 * @throws IllegalArgumentException if that cannot be
	 */
	public FineTuning(final StoredModel base, final Settings settings) {
		if (base.descriptor().task() != ModelTask.REFINE) throw new IllegalArgumentException("The model \"" + base.id() +
			"\" " + base.descriptor().task().phrase() + ": only models that correct the motion between two frames can be " +
			"fine-tuned. Use model=" + ModelStore.INTERPOLATION + ".");
		this.base = base;
		this.settings = settings;
	}

	/**
	 * Makes sure that learning is possible here, before anybody spends time on lessons.
	 *
	 * @throws IllegalStateException if PyTorch is missing, or does not know this computer
	 * @throws IllegalArgumentException if the model cannot be trained further
	 * @throws java.io.UncheckedIOException if its files are missing, or not the ones that were described
	 */
	public void check() {
		open(new OnnxInitializers(base.read())).close();
	}

	/**
	 * Learns. If cancelled, what was best so far is kept.
	 *
	 * @param lessons to learn from, at least one
	 * @param checks to see how far it has come, at least one
	 * @throws RuntimeException as {@link #check} does
	 * @throws io.github.kinema.device.DeviceException if PyTorch fails
	 */
	public Outcome run(final List<Lesson> lessons, final List<Lesson> checks, final Listener listener,
		final Progress progress)
	{
		final OnnxInitializers start = new OnnxInitializers(base.read());
		try (Learner learner = open(start)) {
			return run(learner, start, lessons, checks, listener, progress);
		}
	}

	/** As above, with any learner. */
	Outcome run(final Learner learner, final OnnxInitializers start, final List<Lesson> lessons,
		final List<Lesson> checks, final Listener listener, final Progress progress)
	{
		final Tuned tuned = new Tuned(learner, lessons, checks, listener, progress);
		final LearningLoop.Result result = LearningLoop.run(tuned, settings.steps(), Math.max(1, settings.steps() / CHECKS),
			progress);
		return new Outcome(result.steps(), result.best(), result.before(), result.after(), start.with(tuned.kept));
	}

	/** The model, as it learns. */
	private final class Tuned implements LearningLoop.Pupil {

		private final Learner learner;
		private final Random random = new Random(settings.seed());
		private final Deck<Lesson> lessons;
		private final List<Lesson> checks;
		private final Listener listener;
		private final Progress progress;
		private List<Tensor> kept;
		private double learned;
		private int since;

		private Tuned(final Learner learner, final List<Lesson> lessons, final List<Lesson> checks, final Listener listener,
			final Progress progress)
		{
			this.learner = learner;
			this.lessons = new Deck<>(lessons, random);
			this.checks = checks;
			this.listener = listener;
			this.progress = progress;
		}

		@Override
		public void learn(final int step) {
			learned += learner.learn(0, turned(lessons.next(settings.batch()), random))[0];
			since++;
		}

		@Override
		public double check() {
			return loss(learner, checks, progress);
		}

		@Override
		public void checked(final int step, final double loss) {
			listener.checked(step, learned / since, loss);
			learned = 0;
			since = 0;
		}

		@Override
		public void keep() {
			kept = learner.weights();
		}
	}

	/** Lessons, turned at random. */
	private List<Tensor> turned(final List<Lesson> batch, final Random random) {
		return new LessonBatch(base.descriptor(), batch, random.ints(batch.size(), 0, LessonBatch.TURNS).toArray()).tensors();
	}

	/** The mean loss; NaN if cancelled. */
	private double loss(final Learner learner, final List<Lesson> lessons, final Progress progress) {
		double sum = 0;
		for (int i = 0; i < lessons.size(); i += settings.batch()) {
			if (progress.isCancelled()) return Double.NaN;
			final List<Lesson> some = lessons.subList(i, Math.min(lessons.size(), i + settings.batch()));
			sum += some.size() * learner.losses(new LessonBatch(base.descriptor(), some).tensors())[0];
		}
		return sum / lessons.size();
	}

	/**
	 * The model that has come out of it: it runs as any other, but is in no store yet.
	 *
	 * @param id what commands shall call it
	 * @param recording the title of what it has learned from
	 */
	public StoredModel tuned(final String id, final String recording, final Outcome outcome) {
		return base.with(id, "The model " + base.id() + ", fine-tuned on " + recording + ".", outcome.weights());
	}

	/**
	 * Keeps a model.
	 *
	 * @param tuned one that this has made
	 * @param history what people may want to know of how it came about: texts and numbers, by their names
	 * @return the same, in the store
	 * @throws java.io.UncheckedIOException if it cannot be written
	 * @throws IllegalArgumentException if there is a model of that name by now
	 */
	public StoredModel keep(final StoredModel tuned, final Map<String, Object> history, final ModelStore store) {
		return store.keep(List.of(tuned), history).get(0);
	}

	private Learner open(final OnnxInitializers start) {
		return Learners.open(base.id(), base.readTwin(), start, settings.rate(), List.of(LearnerPart.whole(settings.steps())));
	}
}
