package io.github.kinema.host;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import ij.IJ;
import ij.ImagePlus;
import ij.gui.Plot;
import ij.measure.ResultsTable;
import io.github.kinema.model.ModelStore;
import io.github.kinema.model.MotionAdaptation;
import io.github.kinema.model.MotionClip;
import io.github.kinema.model.MotionModels;
import io.github.kinema.model.MotionScore;
import io.github.kinema.model.StoredModel;
import io.github.kinema.tile.Progress;
import io.github.kinema.training.MotionClips;

/**
 * Adapts the models of depth, camera, flow and segmentation to one recording. Its last fifth is held out: whether they have
 * become better is decided there, and only then they are kept.
 */
public final class StackAdaptation {

	/** Memory that clips may take, in bytes, and how many there are at least and at most. */
	private static final long CLIPS = 1L << 27;
	private static final long LEAST = 8;
	private static final long MOST = 512;

	/** Clips that are not learned from: as many as tell, and as few as cost little. */
	private static final int CHECKED = 16;

	/** How much of learning has been done when clips are there, and of all work when it is over. */
	private static final double PREPARED = 0.1;
	private static final double LEARNED = 0.95;

	/**
	 * What is wanted.
	 *
	 * @param models name of the set of models that is adapted; empty for the shipped ones
	 * @param name of the set that shall come out of it; empty: after the image
	 * @param steps how often to learn
	 * @param rate Adam's learning rate at the beginning
	 * @param seed of the choice and order of what is learned from
	 */
	public record Settings(String models, String name, int steps, double rate, long seed) {

		/** How the models of a set learn what is needed for once. */
		static Settings once(final String models) {
			return new Settings(models, "", 300, 0.0002, 1);
		}
	}

	private final StackCamera recording;
	private final Settings settings;
	private final ModelStore store;
	private final MotionModels base;
	private final String name;
	private final MotionAdaptation adaptation;
	private final StackParts parts;
	private final LossPlot plot;
	private List<MotionClip> heldOut;
	private MotionAdaptation.Outcome outcome;
	private MotionScore before;
	private MotionScore after;

	/**
	 * Makes sure that learning is possible.
	 *
	 * @throws IllegalArgumentException if there are too few frames, or the models cannot be adapted
	 * @throws IllegalStateException if PyTorch is missing
	 */
	public StackAdaptation(final StackCamera recording, final Settings settings) {
		this.recording = recording;
		this.settings = settings;
		recording.requireLessons();
		store = Models.store();
		name = settings.name().isEmpty() ? Models.unused("adapted-" + recording.derived(""), set -> MotionModels.isTaken(store, set)) //
			: MotionModels.checkNew(store, settings.name());
		base = MotionModels.of(store, settings.models());
		adaptation = new MotionAdaptation(base, new MotionAdaptation.Settings(settings.steps(), settings.rate(), settings.seed()));
		adaptation.check();
		parts = new StackParts(recording.footage().length());
		plot = new LossPlot(recording.derived("-adaptation"), "Loss, share", "competition: depth, camera, flow",
			"collaboration: segmentation", "error of what is not learned from", "share of depth and camera", "share of flow");
	}

	/** @throws IllegalArgumentException if there are too few frames to learn from */
	public static void check(final ImagePlus image, final StackAxis axis) {
		StackParts.check(image, axis);
	}

	/**
	 * Learns, decides, keeps what is better, and says in the log what came of it. Once stopped, it goes on with what was best
	 * so far.
	 *
	 * @throws IllegalArgumentException if there is nothing to learn
	 * @throws java.util.concurrent.CancellationException if cancelled before it learns, or when it decides
	 */
	public void run(final Progress progress) {
		learn(progress.part(0, LEARNED));
		Optional<MotionModels> better = Optional.empty();
		if (!progress.isCancelled()) better = decided(progress.part(LEARNED, 1));
		else if (outcome.best() > 0) try (StatusProgress rest = StatusProgress.afterStop("Adapt Motion Models")) {
			better = decided(rest);
		}
		if (better.isEmpty()) {
			IJ.log("Kinema: \"" + recording.title() + "\": after " + outcome.steps() + " steps, the models " + ids(base) +
				" are not better on frames " + parts.heldOutFrames() + ", which they did not learn from" + (after == null ? "" : ": " +
					numbers()) + ". Nothing was kept.");
			return;
		}
		final MotionModels kept = better.get().keep(history(), store);
		IJ.log("Kinema: \"" + recording.title() + "\": the models " + ids(kept) + " are better than " + ids(base) + " on frames " +
			parts.heldOutFrames() + ", which they did not learn from: " + numbers() + ". They lie in " + store.folder() +
			". Use them with model=" + kept.depth().id() + ", model=" + kept.flow().id() + " and model=" + kept.segmentation().id() +
			", or adapt them further with models=" + name + ".");
	}

	/**
	 * Learns and decides, says in the log what came of it, and keeps nothing.
	 *
	 * @return the adapted models, which are in no store; those that it began with if they are no better
	 * @throws IllegalArgumentException if there is nothing to learn
	 * @throws java.util.concurrent.CancellationException if cancelled
	 */
	public MotionModels adapt(final Progress progress) {
		learn(progress.part(0, LEARNED));
		progress.check();
		final Optional<MotionModels> better = decided(progress.part(LEARNED, 1));
		IJ.log("Kinema: \"" + recording.title() + "\": after " + outcome.steps() + " steps, the models " + ids(base) + " are " + //
			(better.isPresent() ? "better" : "no better, so they are used as they were,") + " on frames " + parts.heldOutFrames() +
			", which they did not learn from" + (after == null ? "" : ": " + numbers()) + ".");
		return better.orElse(base);
	}

	private void learn(final Progress progress) {
		final MotionClips clips = new MotionClips(recording.footage(), recording.cuts(), adaptation.side(), settings.seed());
		final int most = (int) Math.min(MOST, Math.max(LEAST, CLIPS / clips.bytes()));
		final List<MotionClip> learned = clips(clips, 0, parts.learned(), most, progress.part(0, 0.8 * PREPARED));
		final List<MotionClip> checked = clips(clips, parts.checked(), parts.heldOut(), CHECKED, progress.part(0.8 * PREPARED, 0.9 *
			PREPARED));
		heldOut = clips(clips, parts.heldOut(), parts.frames(), CHECKED, progress.part(0.9 * PREPARED,
			PREPARED));
		outcome = adaptation.run(learned, checked, (step, competition, collaboration, score) -> plot.add(step, competition,
			collaboration, score.error(), score.resting(), 1 - score.resting()), progress.part(PREPARED, 1));
	}

	private List<MotionClip> clips(final MotionClips clips, final int from, final int to, final int count,
		final Progress progress)
	{
		final List<MotionClip> found = clips.between(from, to, count, progress);
		if (found.isEmpty()) throw new IllegalArgumentException("There is nothing to learn from \"" + recording.title() +
			"\": between its frames " + (from + 1) + " and " + to + ", the camera stands still, scenes change, or too little is to be " +
			"seen to tell.");
		return found;
	}

	private Optional<MotionModels> decided(final Progress progress) {
		if (outcome.best() == 0) return Optional.empty();
		final MotionModels adapted = adaptation.adapted(name, recording.title(), outcome);
		before = adaptation.score(base, heldOut, progress);
		after = adaptation.score(adapted, heldOut, progress);
		return after.error() < before.error() ? Optional.of(adapted) : Optional.empty();
	}

	private static String ids(final MotionModels models) {
		return models.all().stream().map(StoredModel::id).collect(Collectors.joining(", "));
	}

	private String numbers() {
		return String.format(Locale.ROOT, "error %.4g -> %.4g (of the camera alone %.4g -> %.4g, of the flow alone %.4g -> %.4g), " +
			"share at rest %.2f -> %.2f", before.error(), after.error(), before.rigid(), after.rigid(), before.flow(), after.flow(), //
			before.resting(), after.resting());
	}

	private Map<String, Object> history() {
		final Map<String, Object> history = new LinkedHashMap<>();
		history.put("parents", ids(base));
		history.put("parents_sha256", base.all().stream().map(StoredModel::sha256).collect(Collectors.joining(", ")));
		history.put("kinema", Version.get());
		history.put("date", Provenance.now());
		history.put("image", recording.title());
		history.put("axis", recording.axis().key());
		history.put("focal_length", recording.footage().camera().fx());
		history.put("steps", outcome.steps());
		history.put("best_step", outcome.best());
		history.put("rate", settings.rate());
		history.put("seed", settings.seed());
		history.put("checked_error_before", outcome.before());
		history.put("checked_error_after", outcome.after());
		history.put("held_out_frames", parts.heldOutFrames());
		history.put("error_before", before.error());
		history.put("error_after", after.error());
		return history;
	}

	/** What the models are worth on the frames held out, before and after; null if none have come out. */
	public ResultsTable table() {
		if (after == null) return null;
		final ResultsTable table = new ResultsTable();
		for (final MotionScore score : List.of(before, after)) {
			table.addRow();
			table.addValue("Models", score == before ? settings.models() : name);
			table.addValue("Error", score.error());
			table.addValue("Rigid_error", score.rigid());
			table.addValue("Flow_error", score.flow());
			table.addValue("At_rest", score.resting());
		}
		return table;
	}

	/** How they have learned; null if they have not. */
	public Plot plot() {
		return plot.plot();
	}
}
