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
			// Nothing is downloaded, and nothing told to anyone.
			setDefault("ai.djl.offline", "true");
			setDefault("OPT_OUT_TRACKING", "true");
			setDefault("ai.djl.onnx.disable_alternative", "true");
			// NB: without a logger, SLF4J would say so on standard error.
			setDefault("slf4j.internal.verbosity", "ERROR");
			final Thread thread = Thread.currentThread();
			final ClassLoader before = thread.getContextClassLoader();
			// NB: ImageJ loads plugins with a class loader of its own, which threads do not know.
			thread.setContextClassLoader(OnnxRuntime.class.getClassLoader());
			try {
				final Engine engine = Engine.getEngine(OnnxRuntime.ENGINE);
				OrtEnvironment.getEnvironment().setTelemetry(false);
				return engine;
			}
			catch (final OrtException exc) {
				throw new UnsupportedOperationException(exc);
			}
			finally {
				thread.setContextClassLoader(before);
			}
		}

		private static void setDefault(final String key, final String value) {
			if (System.getProperty(key) == null) System.setProperty(key, value);
		}
	}
}
