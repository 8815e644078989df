package io.github.kinema.model;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.FloatBuffer;
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
	private final List<LearnerPart> parts;
	private final List<Optimizer> optimizers;
	private int learning = -1;

	private TorchLearner(final Engine engine, final Model model, final Map<String, NDArray> weights, final double rate,
		final List<LearnerPart> parts)
	{
		this.engine = engine;
		this.model = model;
		this.weights = weights;
		this.parts = parts;
		optimizers = parts.stream().map(part -> adam((float) rate, part.steps())).toList();
	}

	private static Optimizer adam(final float rate, final int steps) {
		return Optimizer.adam().optLearningRateTracker(Tracker.cosine().setBaseValue(rate).optFinalValue(rate * FINAL_RATE)
			.setMaxUpdates(steps).build()).build();
	}

	/**
	 * Loads a network.
	 *
	 * @param name of the model, for complaints
	 * @param twin in TorchScript
	 * @param start the numbers that it begins with
	 * @param rate how far it goes in a step, at the beginning
	 * @param parts what learns by itself
	 * @throws IllegalStateException if PyTorch is missing, or does not know this computer
	 * @throws IllegalArgumentException if the file is broken, or another network than the one whose numbers they are
	 */
	static Learner load(final String name, final byte[] twin, final Initializers start, final double rate,
		final List<LearnerPart> parts)
	{
		final Engine engine;
		try {
			engine = DjlEngine.named(ENGINE);
		}
		catch (final RuntimeException exc) {
			throw new IllegalStateException(Learners.missing(exc), exc);
		}
		final Model model = Model.newInstance(name, Device.cpu(), ENGINE);
		try {
			model.load(new ByteArrayInputStream(twin), Map.of());
			return new TorchLearner(engine, model, begun(name, model, start), rate, parts);
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
	private static Map<String, NDArray> begun(final String name, final Model model, final Initializers start) {
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
			weights.put(parameter.getKey(), array);
		}
		if (weights.isEmpty()) throw new IllegalArgumentException("The model \"" + name +
			"\" cannot be fine-tuned: there is nothing in it that learns.");
		return weights;
	}

	@Override
	public float[] learn(final int part, final List<Tensor> batch) {
		turnTo(part);
		try (NDManager manager = model.getNDManager().newSubManager()) {
			final NDList inputs = inputs(manager, batch);
			final float[] losses;
			try (GradientCollector gradients = engine.newGradientCollector()) {
				final NDArray result = forward(manager, inputs, true);
				losses = result.toFloatArray();
				gradients.backward(result.reshape(-1).get(parts.get(part).loss()));
			}
			step(part, Float.isFinite(losses[parts.get(part).loss()]));
			return losses;
		}
		catch (final EngineException exc) {
			throw failure(exc);
		}
	}

	/** From now on, this part learns, and nothing else: PyTorch follows gradients only where somebody wants them. */
	private void turnTo(final int part) {
		if (learning == part) return;
		weights.forEach((name, array) -> array.setRequiresGradient(parts.get(part).learns(name)));
		learning = part;
	}

	/** @param useful whether the loss was a number */
	private void step(final int part, final boolean useful) {
		final Map<String, NDArray> gradients = new LinkedHashMap<>();
		boolean finite = useful;
		for (final Map.Entry<String, NDArray> weight : weights.entrySet()) {
			if (!parts.get(part).learns(weight.getKey())) continue;
			final NDArray gradient = weight.getValue().getGradient();
			gradients.put(weight.getKey(), gradient);
			finite &= isFinite(gradient);
		}
		for (final Map.Entry<String, NDArray> each : gradients.entrySet()) {
			try (NDArray gradient = each.getValue()) {
				// NB: PyTorch adds the next gradient to this one; the optimizer sets it to 0 when it has been used.
				if (finite) optimizers.get(part).update(each.getKey(), weights.get(each.getKey()), gradient);
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
	public float[] losses(final List<Tensor> batch) {
		try (NDManager manager = model.getNDManager().newSubManager()) {
			return forward(manager, inputs(manager, batch), false).toFloatArray();
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
