package io.github.kinema.scene;

/**
 * A periodic function made of two parabolas, close to a sine: continuous with its slope, and the same to the last bit
 * on every machine, which {@link Math#sin} is not. Phases count in turns.
 */
final class Wave {

	private Wave() {}

	/** From −1 to 1. */
	static double at(final double phase) {
		final double p = phase - Math.floor(phase + 0.5);
		return p * (8 - 16 * Math.abs(p));
	}
}
