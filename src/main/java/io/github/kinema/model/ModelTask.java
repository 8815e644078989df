package io.github.kinema.model;

import java.util.Arrays;

/** What a model is for. */
public enum ModelTask {

	/** Corrects the motion field of a classical method: it moves pixels and paints none. */
	REFINE("refine", "corrects the motion between two frames"),

	/** Paints the frame between two frames. */
	INTERPOLATE("interpolate", "paints the frame between two frames"),

	/** Makes an image of an image. */
	IMAGE("image", "makes an image of an image"),

	/** Makes relative depth, one channel, of an image. */
	DEPTH("depth", "makes depth of an image"),

	/** Doubles a map under a guide. */
	UPSAMPLE("upsample", "upsamples maps under a guide"),

	/** Corrects the optical flow from one image to another. */
	FLOW("flow", "corrects the flow from one image to another"),

	/** Tells what moves by itself before a camera that may move, too. */
	SEGMENT("segment", "tells what moves by itself"),

	/** Finds how a camera has moved between two images, of flow and depth. */
	CAMERA("camera", "finds how a camera has moved between two images");

	private final String key;
	private final String phrase;

	ModelTask(final String key, final String phrase) {
		this.key = key;
		this.phrase = phrase;
	}

	/** What descriptors and macros call it. */
	public String key() {
		return key;
	}

	/** What such a model does, to follow its name. */
	public String phrase() {
		return phrase;
	}

	/** Whether such a model finds frames between frames. */
	public boolean isInterpolation() {
		return this == REFINE || this == INTERPOLATE;
	}

	/**
	 * Finds a task.
	 *
	 * @throws IllegalArgumentException if there is none of that key
	 */
	public static ModelTask of(final String key) {
		return Arrays.stream(values()).filter(task -> task.key.equals(key)).findFirst().orElseThrow(
			() -> new IllegalArgumentException("There is no task \"" + key + "\": the tasks are " + String.join(", ", Arrays
				.stream(values()).map(ModelTask::key).toList()) + "."));
	}
}
