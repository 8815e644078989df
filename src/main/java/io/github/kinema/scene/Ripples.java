package io.github.kinema.scene;

/** Waves whose heights and phases change slowly. Immutable. */
final class Ripples {

	private final Sway[] amplitudes;
	private final double[] turns;
	private final Sway[] phases;

	/**
	 * @param count how many waves
	 * @param shortest the shortest wavelength in pixels; the longest is twice as long
	 * @param steepness amplitude over wavelength, at most
	 * @param fastest how far the crests move in a frame, in pixels
	 */
	Ripples(final int count, final double shortest, final double steepness, final double fastest, final Dice dice) {
		amplitudes = new Sway[count];
		turns = new double[count];
		phases = new Sway[count];
		for (int i = 0; i < count; i++) {
			final double length = shortest * dice.between(1, 2);
			final double amplitude = steepness * length * dice.between(0.4, 1) / count;
			turns[i] = 1 / length;
			amplitudes[i] = Sway.around(0.7 * amplitude, 0.3 * amplitude, 0.02 * amplitude, dice);
			phases[i] = Sway.around(dice.between(0, 1), 0.15, fastest / length, dice);
		}
	}

	/** Amplitude, turns a pixel and phase of each. */
	double[] at(final double time) {
		final double[] waves = new double[3 * turns.length];
		for (int i = 0; i < turns.length; i++) {
			waves[3 * i] = amplitudes[i].at(time);
			waves[3 * i + 1] = turns[i];
			waves[3 * i + 2] = phases[i].at(time);
		}
		return waves;
	}
}
