package io.github.kinema.host;

import java.util.Locale;
import java.util.Optional;

import ij.IJ;
import ij.ImagePlus;
import io.github.kinema.camera.DepthModel;
import io.github.kinema.device.Device;
import io.github.kinema.model.ModelStore;
import io.github.kinema.model.ModelTask;
import io.github.kinema.model.MotionModels;
import io.github.kinema.model.StoredModel;
import io.github.kinema.tile.Progress;

/** What a model's relative depth is brought to. */
public enum DepthAdaptation {

	/** To what the motion of the camera tells. */
	GEOMETRY,
	/** The same, after the model has learned from the recording itself. */
	LEARN,
	/** To nothing but one scale and zero for all frames. */
	OFF;

	/** What macros call no model. */
	public static final String NO_MODEL = "none";

	/** How long models learn, and how fast: as Adapt Motion Models does, if it is not told otherwise. */
	private static final int STEPS = 500;
	private static final double RATE = 1e-4;
	private static final long SEED = 1;

	/**
	 * Reads the key {@code adapt}.
	 *
	 * @param model the key {@code model}
	 * @param confidence whether that is asked for, too
	 * @throws IllegalArgumentException if these do not fit together, or the image is no recording and should be one
	 */
	public static DepthAdaptation of(final String key, final String model, final boolean confidence, final ImagePlus image) {
		final DepthAdaptation adaptation = valueOf(key.toUpperCase(Locale.ROOT));
		if (adaptation != OFF) StackCamera.check(image);
		if (adaptation == LEARN) set(model);
		if (adaptation != OFF) return adaptation;
		if (NO_MODEL.equals(model)) throw new IllegalArgumentException("adapt=off needs a model, as without one it is the camera's " +
			"motion that tells depth: use adapt=geometry, or name a model that " + ModelTask.DEPTH.phrase() + ". " + Models.advice(
				ModelTask.DEPTH));
		if (confidence) throw new IllegalArgumentException("confidence=true: a model does not say how sure it is. Use " +
			"adapt=geometry, where the flow does, or confidence=false.");
		return adaptation;
	}

	/** The axis along which the frames of a recording follow each other, from the key {@code axis}. */
	public StackAxis axis(final String key, final ImagePlus image) {
		return this == OFF ? StackAxis.orSingle(key, image) : StackAxis.of(key, image);
	}

	/** The set of models that learn together, of which one tells depth: empty for Kinema's own. */
	private static String set(final String model) {
		final String end = "-" + ModelStore.DEPTH;
		if (model.equals(ModelStore.DEPTH)) return "";
		if (model.endsWith(end)) return model.substring(0, model.length() - end.length());
		throw new IllegalArgumentException("adapt=learn: the model \"" + model + "\" does not learn together with those of camera, " +
			"flow and segmentation. Use model=" + ModelStore.DEPTH + ", or one whose name ends with " + end +
			", as Adapt Motion Models makes it.");
	}

	/**
	 * Loads a model, and says so in the log; to {@link #LEARN}, it learns before.
	 *
	 * @return null for {@link #NO_MODEL}
	 * @throws IllegalArgumentException if there is none of that name, it is for something else, or there is nothing to learn
	 * @throws IllegalStateException if no model can run, or learn, here
	 * @throws java.util.concurrent.CancellationException if cancelled
	 */
	public DepthModel model(final String name, final StackCamera recording, final Device device, final Progress progress) {
		if (NO_MODEL.equals(name)) return null;
		if (name.isEmpty()) throw new IllegalArgumentException("model is empty: use " + NO_MODEL + ", or name one that " +
			ModelTask.DEPTH.phrase() + ". " + Models.advice(ModelTask.DEPTH));
		final StoredModel stored = this == LEARN ? learned(name, recording, progress) : Models.store().find(name);
		final DepthModel model = new DepthModel(stored, device);
		Models.announce(model.model(), model.provider());
		return model;
	}

	private static StoredModel learned(final String name, final StackCamera recording, final Progress progress) {
		final Optional<MotionModels> better = new StackAdaptation(recording, new StackAdaptation.Settings(set(name), "", STEPS, RATE,
			SEED)).adapt(progress);
		progress.check();
		IJ.log("Kinema: \"" + recording.title() + "\": the model \"" + name + "\" and those that it learns with have " + (better
			.isPresent() ? "become better on frames that they did not learn from. What has come of it is used, but not kept; Adapt " +
				"Motion Models... keeps it." : "not become better on frames that they did not learn from: it is used as it is."));
		return better.map(MotionModels::depth).orElseGet(() -> Models.store().find(name));
	}
}
