package io.github.kinema.camera;

import java.util.SplittableRandom;

import io.github.kinema.format.Rigid;

/** Random points before two cameras. */
final class PointScene {

	/** A pixel, in units of the focal length. */
	static final double PIXEL = 1 / 500.0;

	private PointScene() {}

	/**
	 * What both cameras see of them.
	 *
	 * @param flat whether all lie on a plane
	 * @param noise standard deviation, in pixels
	 * @param strays share of the matches that are wrong
	 */
	static Matches see(final int count, final Rigid motion, final boolean flat, final double noise, final double strays,
		final long seed)
	{
		final SplittableRandom random = new SplittableRandom(seed);
		final Matches matches = new Matches(new double[count], new double[count], new double[count], new double[count]);
		final double[] at = new double[3];
		for (int i = 0; i < count; i++) {
			final double x = random.nextDouble(-0.5, 0.5);
			final double y = random.nextDouble(-0.4, 0.4);
			final double z = flat ? 4 / (1 + 0.3 * x - 0.2 * y) : random.nextDouble(2, 8);
			motion.apply(x * z, y * z, z, at);
			final boolean stray = random.nextDouble() < strays;
			matches.x1()[i] = x;
			matches.y1()[i] = y;
			matches.x2()[i] = (stray ? random.nextDouble(-0.5, 0.5) : at[0] / at[2]) + noise * PIXEL * gauss(random);
			matches.y2()[i] = (stray ? random.nextDouble(-0.4, 0.4) : at[1] / at[2]) + noise * PIXEL * gauss(random);
		}
		return matches;
	}

	private static double gauss(final SplittableRandom random) {
		double sum = 0;
		for (int i = 0; i < 12; i++) sum += random.nextDouble();
		return sum - 6;
	}

	/** A motion whose translation has length 1. */
	static Rigid motion(final long seed) {
		final SplittableRandom random = new SplittableRandom(seed);
		final double[] t = { random.nextDouble(-1, 1), random.nextDouble(-1, 1), random.nextDouble(-1, 1) };
		final double length = Math.sqrt(t[0] * t[0] + t[1] * t[1] + t[2] * t[2]);
		for (int d = 0; d < 3; d++) t[d] /= length;
		return Rigid.turn(new double[] { random.nextDouble(-0.2, 0.2), random.nextDouble(-0.2, 0.2), random.nextDouble(-0.2,
			0.2) }, t);
	}

	/** The angle between two rotations in degrees. */
	static double turned(final Rigid a, final Rigid b) {
		return Math.toDegrees(a.inverse().times(b).angle());
	}

	/** The angle between two translations in degrees. */
	static double between(final Rigid a, final Rigid b) {
		double product = 0;
		for (int d = 0; d < 3; d++) product += a.get(d, 3) * b.get(d, 3);
		return Math.toDegrees(Math.acos(Math.min(1, product / a.distance() / b.distance())));
	}
}
