package io.github.kinema.model;

import ai.djl.engine.Engine;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;

/** DJL's engine for ONNX Runtime, set up once, at the first use. */
final class OnnxRuntime {

	/** What DJL calls it. */
	static final String ENGINE = "OnnxRuntime";

	private OnnxRuntime() {}

	/** The engine. */
	static Engine engine() {
		return Holder.ENGINE;
	}

	/** The runtime behind it. */
	static OrtEnvironment environment() {
		engine();
		return OrtEnvironment.getEnvironment();
	}

	/** Filled by the virtual machine at the first use, by one thread. */
	private static final class Holder {

		private static final Engine ENGINE = create();

		private static Engine create() {
			final Engine engine = DjlEngine.named(OnnxRuntime.ENGINE);
			try {
				OrtEnvironment.getEnvironment().setTelemetry(false);
				return engine;
			}
			catch (final OrtException exc) {
				throw new UnsupportedOperationException(exc);
			}
		}
	}
}
