package io.github.kinema.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Four models that learn together what moves how in a recording.
 *
 * @param depth makes inverse depth of a frame
 * @param camera finds how the camera has moved between two frames
 * @param flow corrects the flow between two frames
 * @param segmentation tells what moves by itself; has the file that all of them are trained further with
 */
public record MotionModels(StoredModel depth, StoredModel camera, StoredModel flow, StoredModel segmentation) {

	/** What separates the name of a set from what one of its models is for. */
	private static final String DASH = "-";

	/** The names of the shipped ones. */
	private static final List<String> KEYS = List.of(ModelStore.DEPTH, ModelStore.CAMERA, ModelStore.FLOW,
		ModelStore.SEGMENTATION);

	/**
	 * Finds a set of models.
	 *
	 * @param set the name under which they were adapted; empty for the shipped ones
	 * @throws IllegalArgumentException if there is none, or they do not fit together
	 * @throws java.io.UncheckedIOException if a descriptor cannot be read
	 */
	public static MotionModels of(final ModelStore store, final String set) {
		final StoredModel segmentation = store.find(set.isEmpty() ? ModelStore.SEGMENTATION : name(set,
			ModelStore.SEGMENTATION));
		if (segmentation.descriptor().task() != ModelTask.SEGMENT) throw new IllegalArgumentException("The model \"" +
			segmentation.id() + "\" " + segmentation.descriptor().task().phrase() + ": one is needed that " + ModelTask.SEGMENT
				.phrase() + ".");
		final ModelTwin twin = segmentation.descriptor().twin();
		if (twin == null) throw new IllegalArgumentException("The model \"" + segmentation.id() +
			"\" cannot be adapted: its descriptor names no file for training.");
		final List<StoredModel> others = twin.together().stream().map(store::find).toList();
		return new MotionModels(the(ModelTask.DEPTH, segmentation, others), the(ModelTask.CAMERA, segmentation, others), //
			the(ModelTask.FLOW, segmentation, others), segmentation);
	}

	private static StoredModel the(final ModelTask task, final StoredModel segmentation, final List<StoredModel> others) {
		final List<StoredModel> fitting = others.stream().filter(model -> model.descriptor().task() == task).toList();
		if (fitting.size() != 1) throw new IllegalArgumentException("The model \"" + segmentation.id() +
			"\" cannot be adapted: its descriptor must name one model that " + task.phrase() + " among those that it is trained " +
			"together with, and names " + fitting.size() + ".");
		return fitting.get(0);
	}

	/**
	 * The name of the set that a model for depth belongs to: empty for the shipped one.
	 *
	 * @throws IllegalArgumentException if it belongs to none, by its name
	 */
	public static String setOf(final String depth) {
		if (depth.equals(ModelStore.DEPTH)) return "";
		if (depth.endsWith(DASH + ModelStore.DEPTH)) return depth.substring(0, depth.length() - DASH.length() - ModelStore.DEPTH
			.length());
		throw new IllegalArgumentException("The model \"" + depth + "\" cannot be adapted: only " + ModelStore.DEPTH +
			", which comes with others that it learns with, and what Adapt Motion Models... has made of it.");
	}

	/** Whether a model has the name that one of such a set would have. */
	public static boolean isTaken(final ModelStore store, final String set) {
		return KEYS.stream().anyMatch(key -> store.has(name(set, key)));
	}

	/**
	 * Makes sure that a set could have this name.
	 *
	 * @return the name
	 * @throws IllegalArgumentException if it is not good, or taken
	 */
	public static String checkNew(final ModelStore store, final String set) {
		for (final String key : KEYS) store.checkNew(name(set, key));
		return set;
	}

	/** What one model of a set is called. */
	static String name(final String set, final String key) {
		return set + DASH + key;
	}

	/** By the keys by which a twin of all of them calls them. */
	Map<String, StoredModel> byKey() {
		final Map<String, StoredModel> models = new LinkedHashMap<>();
		final List<StoredModel> all = all();
		for (int i = 0; i < KEYS.size(); i++) models.put(KEYS.get(i), all.get(i));
		return models;
	}

	/** All four. */
	public List<StoredModel> all() {
		return List.of(depth, camera, flow, segmentation);
	}

	/** The numbers of all of them. */
	JointInitializers initializers() {
		final Map<String, OnnxInitializers> files = new LinkedHashMap<>();
		byKey().forEach((key, model) -> files.put(key, new OnnxInitializers(model.read())));
		return new JointInitializers(files);
	}

	/** The same with other numbers: they run as any others, but are in no store yet. */
	MotionModels with(final String set, final String recording, final Map<String, byte[]> weights) {
		final List<StoredModel> models = new ArrayList<>();
		byKey().forEach((key, model) -> models.add(model.with(name(set, key), "The model " + model.id() + ", adapted to " +
			recording + ".", weights.get(key))));
		return of(models).withNames();
	}

	private static MotionModels of(final List<StoredModel> models) {
		return new MotionModels(models.get(0), models.get(1), models.get(2), models.get(3));
	}

	/** The segmentation is trained further together with these. */
	private MotionModels withNames() {
		return new MotionModels(depth, camera, flow, segmentation.together(List.of(depth.id(), camera.id(), flow.id())));
	}

	/**
	 * Keeps them: all of them, or none.
	 *
	 * @param history what people may want to know of how they came about: texts and numbers, by their names
	 * @return the same, in the store
	 * @throws java.io.UncheckedIOException if they cannot be written
	 * @throws IllegalArgumentException if there is a model of one's name by now
	 */
	public MotionModels keep(final Map<String, Object> history, final ModelStore store) {
		return of(store.keep(all(), history));
	}
}
