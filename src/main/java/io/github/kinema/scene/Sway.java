package io.github.kinema.scene;

import java.util.Arrays;

/**
 * A number that moves smoothly in time, around a straight line: {@code start + speed t + Σ a sin(2π(f t + φ))}.
 * Immutable.
 */
final class Sway {

	private final double start;
	private final double speed;
	/** Amplitude, frequency in cycles a frame and phase in turns, one after the other. */
	private final double[] waves;

	private Sway(final double start, final double speed, final double... waves) {
		this.start = start;
		this.speed = speed;
		this.waves = waves;
	}

	static Sway still(final double value) {
		return new Sway(value, 0);
	}

	static Sway line(final double start, final double speed) {
		return new Sway(start, speed);
	}

	/** Around {@code middle}, at most {@code fastest} units a frame, no farther than {@code reach}. */
	static Sway around(final double middle, final double reach, final double fastest, final Dice dice) {
		return line(middle, 0).shaken(reach, fastest, dice);
	}

	/** This and a random wave more, of at most {@code fastest} units a frame and no higher than {@code reach}. */
	Sway shaken(final double reach, final double fastest, final Dice dice) {
		final double amplitude = reach * dice.between(0.5, 1);
		final double frequency = Math.min(0.08, fastest * dice.between(0.5, 1) / (2 * Math.PI * amplitude));
		final double[] more = Arrays.copyOf(waves, waves.length + 3);
		more[waves.length] = amplitude;
		more[waves.length + 1] = frequency;
		more[waves.length + 2] = dice.between(0, 1);
		return new Sway(start, speed, more);
	}

	double at(final double time) {
		double value = start + speed * time;
		for (int i = 0; i < waves.length; i += 3)
			value += waves[i] * StrictMath.sin(2 * Math.PI * (waves[i + 1] * time + waves[i + 2]));
		return value;
	}
}
