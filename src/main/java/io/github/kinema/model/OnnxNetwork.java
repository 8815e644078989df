package io.github.kinema.model;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.ref.Cleaner;
import java.lang.ref.Reference;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;

import ai.djl.Device;
import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtProvider;
import ai.onnxruntime.OrtSession.SessionOptions;
import io.github.kinema.device.DeviceException;

/**
 * A model that DJL runs by ONNX Runtime.
 * <p>
 * NB: a lazy stack needs its model as long as someone looks at it; so a model that
 * nobody closes frees its memory once nobody has it any more.
 * </p>
 */
final class OnnxNetwork implements Network {

	private static final Cleaner CLEANER = Cleaner.create();

	private final String name;
	private final Model model;
	private final String provider;
	private final Cleaner.Cleanable closing;

	private OnnxNetwork(final String name, final Model model, final OrtProvider provider) {
		this.name = name;
		this.model = model;
		this.provider = "ONNX Runtime " + OnnxRuntime.environment().getVersion() + ", " + provider.getName();
		closing = CLEANER.register(this, model::close);
	}

	/**
	 * Loads a model.
	 *
	 * @param accelerated whether an accelerator may be used
	 * @throws IllegalArgumentException if it cannot be loaded
	 */
	static Network load(final String name, final byte[] weights, final boolean accelerated) {
		final EnumSet<OrtProvider> offered = accelerators(accelerated);
		RuntimeException refusal = null;
		for (final OrtProvider provider : offered) {
			try {
				return load(name, weights, provider);
			}
			catch (final IllegalArgumentException exc) {
				// NB: a runtime may offer a provider whose libraries or hardware are missing; the processor is always there.
				refusal = exc;
			}
		}
		throw refusal;
	}

	/** What to try, in this order. */
	private static EnumSet<OrtProvider> accelerators(final boolean accelerated) {
		OnnxRuntime.engine();
		final EnumSet<OrtProvider> offered = OrtEnvironment.getAvailableProviders();
		offered.retainAll(accelerated ? EnumSet.of(OrtProvider.CUDA, OrtProvider.CORE_ML, OrtProvider.CPU) //
			: EnumSet.of(OrtProvider.CPU));
		return offered;
	}

	private static Network load(final String name, final byte[] weights, final OrtProvider provider) {
		final Model model = Model.newInstance(name, Device.cpu(), OnnxRuntime.ENGINE);
		try (SessionOptions options = new SessionOptions()) {
			if (provider == OrtProvider.CUDA) options.addCUDA();
			if (provider == OrtProvider.CORE_ML) options.addCoreML();
			model.load(new ByteArrayInputStream(weights), Map.of("sessionOptions", options));
			return new OnnxNetwork(name, model, provider);
		}
		catch (final MalformedModelException | IOException | OrtException exc) {
			model.close();
			throw new IllegalArgumentException(OnnxInspection.refusal(name, weights, exc), exc);
		}
	}

	@Override
	public List<Tensor> run(final List<Tensor> inputs) {
		try (NDManager manager = model.getNDManager().newSubManager()) {
			final NDList list = new NDList();
			for (final Tensor input : inputs) {
				final NDArray array = manager.create(FloatBuffer.wrap(input.values()), new Shape(input.shape()));
				array.setName(input.id());
				list.add(array);
			}
			final List<Tensor> outputs = new ArrayList<>();
			for (final NDArray array : model.getBlock().forward(new ParameterStore(manager, false), list, false))
				outputs.add(new Tensor(array.getName(), array.getShape().getShape(), array.toFloatArray()));
			return outputs;
		}
		catch (final EngineException exc) {
			throw new DeviceException("The model \"" + name + "\" failed: " + OnnxInspection.message(exc) + " (" + provider +
				").", exc);
		}
		finally {
			Reference.reachabilityFence(this);
		}
	}

	@Override
	public String provider() {
		return provider;
	}

	@Override
	public void close() {
		closing.clean();
	}
}
