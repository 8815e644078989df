package io.github.kinema.interpolate;

/** The contract of the synthesis in Java. */
class JavaSynthesisTest extends SynthesisContract {

	@Override
	Synthesis synthesis() {
		return new JavaSynthesis();
	}
}
