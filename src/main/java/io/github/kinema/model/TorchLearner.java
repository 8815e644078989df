package io.github.kinema.model;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import ai.djl.Device;
import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import ai.djl.util.Pair;
import io.github.kinema.device.DeviceException;

/**
 * A network that DJL trains by PyTorch, on the processor, with Adam (Kingma and Ba
 * 2015), at a rate that falls along half a cosine. A step from a loss or to a
 * weight that is no finite number is left out.
 */
final class TorchLearner implements Learner {

	private static final String ENGINE = "PyTorch";

	/** At the end, the rate is this share of what it was at the beginning. */
	private static final float FINAL_RATE = 0.01f;

	private final Engine engine;
	private final Model model;
	private final Map<String, NDArray> weights;
	private final Optimizer optimizer;

	private TorchLearner(final Engine engine, final Model model, final Map<String, NDArray> weights, final double rate,
		final int steps)
	{
		this.engine = engine;
		this.model = model;
		this.weights = weights;
		optimizer = Optimizer.adam().optLearningRateTracker(Tracker.cosine().setBaseValue((float) rate).optFinalValue(
			(float) rate * FINAL_RATE).setMaxUpdates(steps).build()).build();
	}

	/**
	 * Loads a network.
	 *
	 * @param name of the model, for complaints
	 * @param twin in TorchScript
	 * @param start the numbers that it begins with
	 * @param rate how far it goes in a step, at the beginning
	 * @param steps how often it will learn
	 * @throws IllegalStateException if PyTorch is missing, or does not know this computer
	 * @throws IllegalArgumentException if the file is broken, or another network than the one whose numbers they are
	 */
	static Learner load(final String name, final byte[] twin, final OnnxInitializers start, final double rate,
		final int steps)
	{
		final Engine engine;
		try {
			engine = DjlEngine.named(ENGINE);
		}
		catch (final RuntimeException exc) {
			throw new IllegalStateException(FineTuning.missing(exc), exc);
		}
		final Model model = Model.newInstance(name, Device.cpu(), ENGINE);
		try {
			model.load(new ByteArrayInputStream(twin), Map.of());
			return new TorchLearner(engine, model, begun(name, model, start), rate, steps);
		}
		catch (final MalformedModelException | IOException | EngineException exc) {
			model.close();
			throw new IllegalArgumentException("The file that the model \"" + name + "\" is trained further with cannot be read: " +
				OnnxInspection.message(exc) + ". Get the model again.", exc);
		}
		catch (final IllegalArgumentException exc) {
			model.close();
			throw exc;
		}
	}

	/** All that can be learned, set to what it begins with. */
	private static Map<String, NDArray> begun(final String name, final Model model, final OnnxInitializers start) {
		final Map<String, NDArray> weights = new LinkedHashMap<>();
		for (final Pair<String, Parameter> parameter : model.getBlock().getParameters()) {
			final NDArray array = parameter.getValue().getArray();
			final long[] shape = array.getShape().getShape();
			if (!start.has(parameter.getKey(), shape)) throw new IllegalArgumentException("The files of the model \"" + name +
				"\" do not fit together: what it is trained further with learns \"" + parameter.getKey() + "\" of the shape " +
				Arrays.toString(shape) + ", which its weights do not hold. Get the model again.");
			// NB: set(Buffer) would have PyTorch use Java's memory, and only as long as this very object lives.
			try (NDArray value = model.getNDManager().create(FloatBuffer.wrap(start.get(parameter.getKey()).values()), array
				.getShape())) {
				array.muli(0).addi(value);
			}
			array.setRequiresGradient(true);
			weights.put(parameter.getKey(), array);
		}
		if (weights.isEmpty()) throw new IllegalArgumentException("The model \"" + name +
			"\" cannot be fine-tuned: there is nothing in it that learns.");
		return weights;
	}

	@Override
	public float learn(final List<Tensor> batch) {
		try (NDManager manager = model.getNDManager().newSubManager()) {
			final NDList inputs = inputs(manager, batch);
			final float loss;
			try (GradientCollector gradients = engine.newGradientCollector()) {
				final NDArray result = forward(manager, inputs, true);
				loss = result.getFloat();
				gradients.backward(result);
			}
			step(Float.isFinite(loss));
			return loss;
		}
		catch (final EngineException exc) {
			throw failure(exc);
		}
	}

	/** @param useful whether the loss was a number */
	private void step(final boolean useful) {
		final List<NDArray> gradients = new ArrayList<>();
		boolean finite = useful;
		for (final NDArray array : weights.values()) {
			final NDArray gradient = array.getGradient();
			gradients.add(gradient);
			finite &= isFinite(gradient);
		}
		int i = 0;
		for (final Map.Entry<String, NDArray> weight : weights.entrySet()) {
			try (NDArray gradient = gradients.get(i++)) {
				// NB: PyTorch adds the next gradient to this one; the optimizer sets it to 0 when it has been used.
				if (finite) optimizer.update(weight.getKey(), weight.getValue(), gradient);
				else gradient.set(new NDIndex("..."), 0);
			}
		}
	}

	private static boolean isFinite(final NDArray array) {
		// NB: what is not closed stays in memory until the model is.
		try (NDArray size = array.abs(); NDArray sum = size.sum()) {
			return Float.isFinite(sum.getFloat());
		}
	}

	@Override
	public float loss(final List<Tensor> batch) {
		try (NDManager manager = model.getNDManager().newSubManager()) {
			return forward(manager, inputs(manager, batch), false).getFloat();
		}
		catch (final EngineException exc) {
			throw failure(exc);
		}
	}

	private NDArray forward(final NDManager manager, final NDList inputs, final boolean training) {
		return model.getBlock().forward(new ParameterStore(manager, false), inputs, training).get(0);
	}

	private static NDList inputs(final NDManager manager, final List<Tensor> batch) {
		final NDList list = new NDList();
		for (final Tensor tensor : batch) list.add(manager.create(FloatBuffer.wrap(tensor.values()), new Shape(tensor
			.shape())));
		return list;
	}

	@Override
	public List<Tensor> weights() {
		return weights.entrySet().stream().map(weight -> new Tensor(weight.getKey(), weight.getValue().getShape().getShape(),
			weight.getValue().toFloatArray())).toList();
	}

	private DeviceException failure(final EngineException exc) {
		return new DeviceException("Training the model \"" + model.getName() + "\" failed: " + OnnxInspection.message(exc) +
			" (PyTorch " + engine.getVersion() + ").", exc);
	}

	@Override
	public void close() {
		model.close();
	}
}
