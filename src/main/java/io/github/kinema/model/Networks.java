package io.github.kinema.model;

import io.github.kinema.device.CpuDevice;
import io.github.kinema.device.Device;

/**
 * Makes models ready to run.
 * <p>
 * NB: names DJL nowhere, so that this class can still speak where DJL is missing.
 * </p>
 */
public final class Networks {

	private Networks() {}

	/**
	 * Loads a model. On the CPU for {@link CpuDevice}; else on the accelerator that
	 * ONNX Runtime offers, CUDA or CoreML, if it offers one.
	 *
	 * @throws IllegalStateException if the jars that run models are missing, or do not know this computer
	 * @throws IllegalArgumentException if the weights are no model, or need a newer runtime
	 * @throws java.io.UncheckedIOException if they are missing, or not the ones that were described
	 */
	public static Network open(final StoredModel model, final Device device) {
		return open(model.id(), model.read(), device);
	}

	/** Loads weights that need no check. */
	static Network open(final String name, final byte[] weights, final Device device) {
		try {
			return OnnxNetwork.load(name, weights, !(device instanceof CpuDevice));
		}
		catch (final LinkageError exc) {
			throw new IllegalStateException(missing(exc), exc);
		}
	}

	/** What the graph of a model takes and gives; the exceptions are those of {@link #open(StoredModel, Device)}. */
	static ModelGraph inspect(final String name, final byte[] weights) {
		try {
			return OnnxInspection.of(name, weights);
		}
		catch (final LinkageError exc) {
			throw new IllegalStateException(missing(exc), exc);
		}
	}

	private static String missing(final LinkageError error) {
		final Throwable cause = error.getCause() == null ? error : error.getCause();
		return "Learned models cannot run here (" + cause + "). They need the jar files of DJL (api, onnxruntime-engine), " +
			"ONNX Runtime (onnxruntime) and SLF4J (slf4j-api) in the folder \"jars\", and one of Linux, Windows or macOS with " +
			"a processor that ONNX Runtime knows (x86-64, ARM 64; on macOS, ARM 64). All other methods work without.";
	}
}
