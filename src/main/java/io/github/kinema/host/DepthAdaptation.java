package io.github.kinema.host;

import ij.ImagePlus;
import io.github.kinema.camera.DepthModel;
import io.github.kinema.camera.LearnedSegmentation;
import io.github.kinema.device.Device;
import io.github.kinema.model.ModelStore;
import io.github.kinema.model.ModelTask;
import io.github.kinema.model.MotionModels;

/** What a model's relative depth is brought to. */
public enum DepthAdaptation {

	/** To what the motion of the camera tells. */
	GEOMETRY,
	/** The same, once the model has learned from the recording. */
	LEARN,
	/** To nothing but one scale and zero for all frames. */
	OFF;

	/** What macros call no model. */
	public static final String NO_MODEL = "none";

	/**
	 * Reads the key {@code adapt}.
	 *
	 * @param model the key {@code model}
	 * @param confidence whether that is asked for, too
	 * @throws IllegalArgumentException if these do not fit together, or the image is no recording and should be one
	 */
	public static DepthAdaptation of(final String key, final String model, final boolean confidence, final ImagePlus image) {
		final DepthAdaptation adaptation = "off".equals(key) ? OFF : "learn".equals(key) ? LEARN : GEOMETRY;
		if (adaptation == GEOMETRY) StackCamera.check(image);
		else if (adaptation == LEARN) checkLearn(model, image);
		else if (NO_MODEL.equals(model)) throw new IllegalArgumentException("adapt=off needs a model, as without one it is the camera's " +
			"motion that tells depth: use adapt=geometry, or name a model that " + ModelTask.DEPTH.phrase() + ". " + Models.advice(
				ModelTask.DEPTH));
		else if (confidence) throw new IllegalArgumentException("confidence=true: a model does not say how sure it is. Use " +
			"adapt=geometry, where the flow does, or confidence=false.");
		return adaptation;
	}

	private static void checkLearn(final String model, final ImagePlus image) {
		if (NO_MODEL.equals(model)) throw new IllegalArgumentException("adapt=learn needs a model that learns: use model=" +
			ModelStore.DEPTH + ".");
		MotionModels.setOf(model);
		StackAdaptation.check(image, StackAxis.of("automatic", image));
	}

	/**
	 * Reads the key {@code moving}, the name of a model that tells what moves by itself, loads it, and says so in the log.
	 *
	 * @param model the key {@code model}
	 * @return null for {@link #NO_MODEL}
	 * @throws IllegalArgumentException if there is none of that name, it is for something else, or nothing would make use of it
	 * @throws IllegalStateException if no model can run here
	 */
	public LearnedSegmentation moving(final String key, final String model, final Device device) {
		if (NO_MODEL.equals(key)) return null;
		if (this == OFF) throw new IllegalArgumentException("moving=" + key + ": with adapt=off, the model guesses the depth of all " +
			"that it sees, whether it moves or not. Use moving=" + NO_MODEL + ", or adapt=geometry.");
		if (NO_MODEL.equals(model)) throw new IllegalArgumentException("moving=" + key + ": the depth of what moves is guessed by " +
			"a model, and there is none. Use model=" + ModelStore.DEPTH + ", or moving=" + NO_MODEL + ".");
		if (key.isEmpty()) throw new IllegalArgumentException("moving is empty: use " + NO_MODEL + ", or name a model that " +
			ModelTask.SEGMENT.phrase() + ". " + Models.advice(ModelTask.SEGMENT));
		final LearnedSegmentation moving = new LearnedSegmentation(Models.store().find(key), device);
		Models.announce(moving.model(), moving.provider());
		return moving;
	}

	/** The axis along which the frames of a recording follow each other, from the key {@code axis}. */
	public StackAxis axis(final String key, final ImagePlus image) {
		return this == OFF ? StackAxis.orSingle(key, image) : StackAxis.of(key, image);
	}

	/**
	 * Loads a model, and says so in the log.
	 *
	 * @return null for {@link #NO_MODEL}
	 * @throws IllegalArgumentException if there is none of that name, or it is for something else
	 * @throws IllegalStateException if no model can run here
	 */
	public static DepthModel model(final String name, final Device device) {
		if (NO_MODEL.equals(name)) return null;
		if (name.isEmpty()) throw new IllegalArgumentException("model is empty: use " + NO_MODEL + ", or name one that " +
			ModelTask.DEPTH.phrase() + ". " + Models.advice(ModelTask.DEPTH));
		final DepthModel model = new DepthModel(Models.store().find(name), device);
		Models.announce(model.model(), model.provider());
		return model;
	}
}
