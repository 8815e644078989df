package io.github.kinema.model;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** Whether the optional jars are here that models learn with. */
public final class PyTorchJars {

	private PyTorchJars() {}

	/** Whether the build has the profile {@code fine-tune}. */
	public static boolean areHere() {
		return PyTorchJars.class.getResource("/pytorch-engine.properties") != null;
	}

	/** Skips the test that asks where they are missing. */
	public static void assumeHere() {
		assumeTrue(areHere(), "no PyTorch: build with -Pfine-tune");
	}
}
