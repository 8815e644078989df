package io.github.kinema.model;

import java.util.List;

/** A model ready to run. Thread-safe. */
public interface Network extends AutoCloseable {

	/**
	 * Runs the model once.
	 *
	 * @param inputs all of them, by their names
	 * @return the outputs, by their names
	 * @throws io.github.kinema.device.DeviceException if the runtime refuses or fails
	 */
	List<Tensor> run(List<Tensor> inputs);

	/** What runs it, for the log: such as {@code ONNX Runtime 1.29.0, CPUExecutionProvider}. */
	String provider();

	/** Frees its memory; it must not run any more. Whoever does not close it leaves that to the garbage collector. */
	@Override
	void close();
}
