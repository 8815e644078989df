package io.github.kinema.model;

import ai.djl.engine.Engine;

/** Sets up DJL's engines so that they download nothing, and tell nobody anything. */
final class DjlEngine {

	private DjlEngine() {}

	/**
	 * An engine, by the name that DJL gives it.
	 *
	 * @throws RuntimeException as DJL pleases, if it is not there or does not run here
	 */
	static Engine named(final String name) {
		setDefault("ai.djl.offline", "true");
		setDefault("OPT_OUT_TRACKING", "true");
		setDefault("ai.djl.onnx.disable_alternative", "true");
		// NB: PyTorch would compile a network twice at its first steps, which takes longer than many of them.
		setDefault("ai.djl.pytorch.graph_optimizer", "false");
		// NB: without a logger, SLF4J would say so on standard error.
		setDefault("slf4j.internal.verbosity", "ERROR");
		final Thread thread = Thread.currentThread();
		final ClassLoader before = thread.getContextClassLoader();
		// NB: ImageJ loads plugins with a class loader of its own, which threads do not know.
		thread.setContextClassLoader(DjlEngine.class.getClassLoader());
		try {
			return Engine.getEngine(name);
		}
		finally {
			thread.setContextClassLoader(before);
		}
	}

	private static void setDefault(final String key, final String value) {
		if (System.getProperty(key) == null) System.setProperty(key, value);
	}
}
