package io.github.kinema.scene;

import java.util.Random;

/** Random numbers for building a scene: the same on every machine. Not thread-safe. */
final class Dice {

	private final Random random;

	/** NB: neighbouring seeds of {@link Random} begin alike, so they are mixed first. */
	Dice(final long seed) {
		random = new Random(mix(seed));
	}

	/** Spreads every bit of a number over all others (the finaliser of SplitMix64). */
	static long mix(final long value) {
		long hash = value + 0x9E3779B97F4A7C15L;
		hash = (hash ^ hash >>> 30) * 0xBF58476D1CE4E5B9L;
		hash = (hash ^ hash >>> 27) * 0x94D049BB133111EBL;
		return hash ^ hash >>> 31;
	}

	/** From 0 to 1, from two whole numbers and a seed. */
	static double lattice(final long seed, final long x, final long y) {
		return (mix(mix(seed + x) + y) >>> 11) * 0x1p-53;
	}

	double between(final double from, final double to) {
		return from + (to - from) * random.nextDouble();
	}

	/** One of {@code 0 .. n - 1}. */
	int below(final int n) {
		return random.nextInt(n);
	}

	boolean chance(final double probability) {
		return random.nextDouble() < probability;
	}

	/** 1 or −1. */
	double sign() {
		return random.nextBoolean() ? 1 : -1;
	}
}
