package io.github.kinema.scene;

/** A stream of random numbers for one row of one frame. Not thread-safe. */
final class Noise {

	private static final long STEP = 0x9E3779B97F4A7C15L;
	/** From so many events on, the Poisson distribution is that of a normal number with a skew. */
	private static final double MANY = 30;

	private long state;

	Noise(final long seed, final long frame, final long row) {
		state = Dice.mix(Dice.mix(Dice.mix(seed) + frame) + row);
	}

	/** From above 0 to below 1. */
	private double uniform() {
		state += STEP;
		return ((Dice.mix(state) >>> 12) + 0.5) * 0x1p-52;
	}

	/** Normally distributed with mean 0 and variance 1: the inverse of the distribution (Wichura 1988, AS 241, PPND7). */
	double normal() {
		final double p = uniform();
		final double q = p - 0.5;
		if (Math.abs(q) <= 0.425) {
			final double r = 0.180625 - q * q;
			return q * (((59.109374720 * r + 159.29113202) * r + 50.434271938) * r + 3.3871327179) / //
				(((67.187563600 * r + 78.757757664) * r + 17.895169469) * r + 1);
		}
		double r = Math.sqrt(-StrictMath.log(q < 0 ? p : 1 - p));
		final double size;
		if (r <= 5) {
			r -= 1.6;
			size = (((0.17023821103 * r + 1.3067284816) * r + 2.7568153900) * r + 1.4234372777) / //
				((0.12021132975 * r + 0.73700164250) * r + 1);
		}
		else {
			r -= 5;
			size = (((0.017337203997 * r + 0.42868294337) * r + 3.0812263860) * r + 6.6579051150) / //
				((0.012258202635 * r + 0.24197894225) * r + 1);
		}
		return q < 0 ? -size : size;
	}

	/** How many events happen where {@code mean} are expected. */
	double poisson(final double mean) {
		if (!(mean > 0)) return 0;
		if (mean > MANY) {
			final double z = normal();
			// NB: the first term of Cornish and Fisher gives it the third moment, too.
			return Math.max(0, Math.rint(mean + Math.sqrt(mean) * z + (z * z - 1) / 6));
		}
		double left = uniform();
		double probability = StrictMath.exp(-mean);
		int events = 0;
		while (left > probability && events < 10 * MANY) {
			left -= probability;
			events++;
			probability *= mean / events;
		}
		return events;
	}
}
