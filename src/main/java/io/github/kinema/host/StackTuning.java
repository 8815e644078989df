package io.github.kinema.host;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import ij.IJ;
import ij.ImagePlus;
import ij.gui.Plot;
import ij.measure.ResultsTable;
import io.github.kinema.device.Device;
import io.github.kinema.interpolate.CutTest;
import io.github.kinema.interpolate.FlowMethod;
import io.github.kinema.interpolate.FrameInterpolator;
import io.github.kinema.interpolate.SceneCuts;
import io.github.kinema.interpolate.Synthesis;
import io.github.kinema.model.FineTuning;
import io.github.kinema.model.Lesson;
import io.github.kinema.model.ModelStore;
import io.github.kinema.model.StoredModel;
import io.github.kinema.motion.FlowSettings;
import io.github.kinema.tile.Progress;
import io.github.kinema.training.StackLessons;
import net.imglib2.RandomAccessibleInterval;

/**
 * Trains a model further on one ImageJ stack. Its last fifth is held out: whether the
 * model has become better is decided there, and only then it is kept.
 */
public final class StackTuning {

	/** Lessons learned from at once. */
	private static final int BATCH = 4;

	/** Memory that lessons may take, in bytes. */
	private static final long LESSONS = 1L << 27;

	/** How many there are at most, however small. */
	private static final long MOST = 512;

	/** Lessons that are not learned from: as many as tell, and as few as cost little. */
	private static final int CHECKED = 16;

	/**
	 * What the command was asked for.
	 *
	 * @param axis the axis along which frames lie between frames
	 * @param model name of the model that is trained further
	 * @param name what shall come out of it; empty: after the image
	 * @param guide channel that drives the motion, from 1; 0 all
	 * @param steps how often to learn
	 * @param rate Adam's learning rate at the beginning
	 * @param seed of the lessons' choice and order
	 * @param device where motion is found and frames are rendered; what learns is the processor
	 */
	public record Settings(StackAxis axis, String model, String name, int guide, int steps, double rate, long seed,
		Device device)
	{
	}

	private final ImagePlus image;
	private final Settings settings;
	private final StackImage source;
	private final ModelStore store;
	private final StoredModel base;
	private final String name;
	private final FineTuning tuning;
	private final LossPlot loss;
	private final StackParts parts;
	private ResultsTable table;

	/**
	 * Makes sure that learning is possible.
	 *
	 * @throws IllegalArgumentException if the settings do not fit the image, or the model cannot be trained further
	 * @throws IllegalStateException if PyTorch is missing
	 */
	public StackTuning(final ImagePlus image, final Settings settings) {
		this.image = image;
		this.settings = settings;
		source = new StackImage(image);
		source.checkGuide(settings.guide());
		source.checkMixable();
		check(image, settings.axis());
		store = Models.store();
		name = settings.name().isEmpty() ? Models.unused("fine-tuned-" + Titles.derived(image, ""), store::has) : store.checkNew(settings.name());
		base = store.find(settings.model());
		tuning = new FineTuning(base, new FineTuning.Settings(settings.steps(), BATCH, settings.rate(), settings.seed()));
		tuning.check();
		parts = new StackParts(source.length(settings.axis()));
		loss = new LossPlot(Titles.derived(image, "-loss"), "Loss", "lessons", "others, not learned from");
	}

	/** @throws IllegalArgumentException if there are too few frames to learn from */
	public static void check(final ImagePlus image, final StackAxis axis) {
		StackParts.check(image, axis);
	}

	/**
	 * Learns, decides, and says in the log what came of it. Once stopped, it goes on
	 * with what was best so far.
	 *
	 * @throws java.util.concurrent.CancellationException if cancelled before it learns, or when it decides
	 */
	public void run(final StatusProgress progress) {
		final int lessons = (int) Math.min((long) BATCH * settings.steps(), Math.min(MOST, Math.max(2 * BATCH, LESSONS /
			lessonBytes())));
		final List<Lesson> others = lessons(parts.checked(), parts.heldOut(), CHECKED, 1, progress.part(0, 0.05));
		final List<Lesson> learned = lessons(0, parts.learned(), lessons, 0, progress.part(0.05, 0.2));
		if (others.isEmpty() || learned.isEmpty()) throw new IllegalArgumentException("There is nothing to learn from \"" + image
			.getTitle() + "\": between its frames nothing moves, scenes change, or pixels hold no number.");
		final FineTuning.Outcome outcome = tuning.run(learned, others, loss::add, progress.part(0.2, 0.9));
		if (outcome.best() == 0) {
			IJ.log("Kinema: \"" + image.getTitle() + "\": after " + outcome.steps() + " steps, the model " + base.id() +
				" has not become better at what it did not learn from. Nothing was kept.");
			return;
		}
		if (!progress.isCancelled()) decide(outcome, progress.part(0.9, 1));
		else try (StatusProgress rest = StatusProgress.afterStop("Fine-Tune Interpolation")) {
			decide(outcome, rest);
		}
	}

	private long lessonBytes() {
		final int side = base.descriptor().twin().crop();
		final long planes = 1 + base.descriptor().planes().stream().mapToInt(input -> input.channels().size()).sum();
		return Float.BYTES * planes * side * side;
	}

	@SuppressWarnings({ "unchecked", "rawtypes" }) // NB: ImageJ tells the pixel type at run time only.
	private List<Lesson> lessons(final int from, final int to, final int count, final int more, final Progress progress) {
		final FrameInterpolator<?> flow = new FrameInterpolator<>((RandomAccessibleInterval) source.along(settings.axis()),
			new FlowMethod(settings.device(), FlowSettings.DEFAULT), Synthesis.on(settings.device()), settings.guide() - 1);
		final int other = source.length(settings.axis().other());
		final CutTest cuts = settings.axis().mayHaveCuts(image) ? new SceneCuts(source.length(settings.axis()), frame -> flow
			.guide(other / 2, frame)) : CutTest.NONE;
		return new StackLessons(flow, other, cuts, base.descriptor(), settings.seed() + more).between(from, to, count, progress);
	}

	private void decide(final FineTuning.Outcome outcome, final Progress progress) {
		final StoredModel tuned = tuning.tuned(name, image.getTitle(), outcome);
		final EvaluationReport report = new HeldOut(image, source.along(settings.axis()), parts.heldOut(), settings.guide() - 1, settings
			.device()).compare(List.of(base, tuned), progress);
		table = report.table();
		final double[] psnr = { report.psnr(base.id()), report.psnr(name) };
		final double[] mae = { report.mae(base.id()), report.mae(name) };
		final String numbers = String.format(Locale.ROOT, "on frames %s, which it did not learn from: PSNR %.2f -> %.2f " +
			"dB, mean absolute error %.4g -> %.4g", parts.heldOutFrames(), psnr[0], psnr[1], mae[0], mae[1]);
		if (!(mae[1] < mae[0] && psnr[1] >= psnr[0])) {
			IJ.log("Kinema: \"" + image.getTitle() + "\": after " + outcome.steps() + " steps, the model " + base.id() +
				" is not better " + numbers + ". Nothing was kept.");
			return;
		}
		final StoredModel kept = tuning.keep(tuned, history(outcome, psnr, mae), store);
		IJ.log("Kinema: \"" + image.getTitle() + "\": the model \"" + kept.id() + "\" is better than " + base.id() + " " +
			numbers + ". It lies in " + kept.weights().name() + ". Use it with method=learned model=" + kept.id() + ".");
	}

	private Map<String, Object> history(final FineTuning.Outcome outcome, final double[] psnr, final double[] mae) {
		final Map<String, Object> history = new LinkedHashMap<>();
		history.put("parent", base.id());
		history.put("parent_sha256", base.sha256());
		history.put("kinema", Version.get());
		history.put("date", Provenance.now());
		history.put("image", image.getTitle());
		history.put("axis", settings.axis().key());
		history.put("guide", settings.guide());
		history.put("steps", outcome.steps());
		history.put("best_step", outcome.best());
		history.put("rate", settings.rate());
		history.put("seed", settings.seed());
		history.put("loss_before", outcome.before());
		history.put("loss_after", outcome.after());
		history.put("held_out_frames", parts.heldOutFrames());
		history.put("psnr_before", psnr[0]);
		history.put("psnr_after", psnr[1]);
		history.put("mae_before", mae[0]);
		history.put("mae_after", mae[1]);
		return history;
	}

	/** What the models are worth on the frames held out; null if none has come out. */
	public ResultsTable table() {
		return table;
	}

	/** How it has learned; null if it has not. */
	public Plot plot() {
		return loss.plot();
	}
}
