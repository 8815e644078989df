package io.github.kinema.interpolate;

import java.util.ArrayList;
import java.util.List;

import io.github.kinema.device.Device;
import io.github.kinema.model.ModelStore;
import io.github.kinema.model.ModelTask;
import io.github.kinema.model.StoredModel;
import io.github.kinema.motion.FlowSettings;

/**
 * The methods there are on a device, by the names that macros use, and what renders
 * their fields. To be used on one thread; the methods themselves are thread-safe.
 */
public final class MotionMethods {

	/** What macros call the method that runs a model. */
	public static final String LEARNED = "learned";

	private final Device device;
	private final ModelStore models;
	private final String model;
	private final List<MotionMethod> classical;
	private final Synthesis synthesis;
	private MotionMethod learned;

	/**
	 * @param device where motion is found and frames are rendered
	 * @param models where to find the model
	 * @param model the name of the one that {@value #LEARNED} runs; need not be there, as long as nobody asks for it
	 */
	public MotionMethods(final Device device, final ModelStore models, final String model) {
		this.device = device;
		this.models = models;
		this.model = model;
		classical = List.of(new BlendMethod(), new FlowMethod(device, FlowSettings.DEFAULT));
		synthesis = new PaintingSynthesis(Synthesis.on(device));
	}

	/** The methods there are on a device for whoever asks for no model of a user's. */
	public static MotionMethods of(final Device device) {
		return new MotionMethods(device, ModelStore.SHIPPED, ModelStore.INTERPOLATION);
	}

	/**
	 * What {@code automatic} chooses from, in the order in which a tie is decided: the
	 * simpler first. The model is among them if it is there and its descriptor says
	 * that it deserves it.
	 *
	 * @throws RuntimeException what {@link ModelStore#find} throws, if the model is broken
	 */
	public List<MotionMethod> candidates() {
		if (!models.has(model) || !models.find(model).descriptor().automatic()) return classical;
		final List<MotionMethod> all = new ArrayList<>(classical);
		all.add(learned());
		return all;
	}

	/**
	 * Finds a method.
	 *
	 * @throws IllegalArgumentException if there is none of that name, or its model is missing, broken, or for something
	 *           else
	 */
	public MotionMethod named(final String name) {
		if (LEARNED.equals(name)) return learned();
		return classical.stream().filter(method -> method.name().equals(name)).findFirst().orElseThrow(
			() -> new IllegalArgumentException("There is no method \"" + name + "\": use automatic, or one of " + //
				String.join(", ", classical.stream().map(MotionMethod::name).toList()) + ", " + LEARNED + "."));
	}

	private MotionMethod learned() {
		if (learned == null) learned = running(models.find(model), device);
		return learned;
	}

	/**
	 * The method that runs a model, be it in a store or not.
	 *
	 * @throws IllegalArgumentException if the model is for something else
	 */
	public static MotionMethod running(final StoredModel model, final Device device) {
		return model.descriptor().task() == ModelTask.INTERPOLATE ? new PaintingMethod(model, device) : new LearnedMethod(model,
			device);
	}

	/** What renders the motion fields. */
	public Synthesis synthesis() {
		return synthesis;
	}
}
