package io.github.kinema.interpolate;

import java.util.Random;

import io.github.kinema.tile.Plane;

/**
 * A textured background and textured blobs in front of it, each moving at its own
 * constant speed and turning slowly; rendered exactly at any instant, so that the
 * frame between two frames is known. The same seed gives the same scene.
 */
final class LayeredScene {

	/** Samples along each axis of a pixel. */
	private static final int SAMPLES = 3;

	private final Layer[] layers;

	/**
	 * @param blobs number of layers in front of the background
	 * @param motion largest displacement between instants 0 and 1, in pixels
	 */
	LayeredScene(final long seed, final int width, final int height, final int blobs,
		final double motion)
	{
		final Random random = new Random(seed);
		layers = new Layer[blobs + 1];
		for (int i = 0; i <= blobs; i++) {
			layers[i] = new Layer(random, width, height, i == 0, motion * (i == 0 ? 0.3
				: 1));
		}
	}

	/** The frame at instant {@code t}, values of about 0 to 255, shape {@code [X, Y]}. */
	Plane at(final double t, final int width, final int height) {
		final Plane plane = new Plane(width, height);
		for (int y = 0; y < height; y++) {
			for (int x = 0; x < width; x++) {
				double sum = 0;
				for (int s = 0; s < SAMPLES * SAMPLES; s++) {
					sum += value(t, x + (s % SAMPLES - 1) / (double) SAMPLES, y + (s / SAMPLES -
						1) / (double) SAMPLES);
				}
				plane.values()[x + y * width] = (float) (sum / (SAMPLES * SAMPLES));
			}
		}
		return plane;
	}

	private double value(final double t, final double x, final double y) {
		for (int i = layers.length - 1; i > 0; i--) {
			final double[] p = layers[i].source(t, x, y);
			if (layers[i].covers(p)) return layers[i].texture(p);
		}
		return layers[0].texture(layers[0].source(t, x, y));
	}

	/** A surface that moves as a whole. */
	private static final class Layer {

		private final double centreX;
		private final double centreY;
		private final double radius;
		private final double lobes;
		private final double speedX;
		private final double speedY;
		private final double turn;
		private final double level;
		private final double contrast;
		private final double scale;
		private final long texture;

		Layer(final Random random, final int width, final int height,
			final boolean background, final double motion)
		{
			centreX = width * random.nextDouble();
			centreY = height * random.nextDouble();
			radius = background ? Double.POSITIVE_INFINITY : Math.min(width, height) *
				(0.08 + 0.17 * random.nextDouble());
			lobes = 2 + random.nextInt(5);
			final double angle = 2 * Math.PI * random.nextDouble();
			final double speed = motion * (0.2 + 0.8 * random.nextDouble());
			speedX = speed * Math.cos(angle);
			speedY = speed * Math.sin(angle);
			turn = 0.06 * (random.nextDouble() - 0.5);
			level = 60 + 130 * random.nextDouble();
			contrast = 20 + 60 * random.nextDouble();
			scale = 3 + 9 * random.nextDouble();
			texture = random.nextLong();
		}

		/** Where the point seen at (x, y) lies on the surface. */
		double[] source(final double t, final double x, final double y) {
			final double dx = x - centreX - speedX * t;
			final double dy = y - centreY - speedY * t;
			final double cos = Math.cos(turn * t);
			final double sin = Math.sin(turn * t);
			return new double[] { cos * dx + sin * dy, cos * dy - sin * dx };
		}

		boolean covers(final double[] p) {
			final double edge = radius * (1 + 0.3 * Math.cos(lobes * Math.atan2(p[1],
				p[0])));
			return p[0] * p[0] + p[1] * p[1] < edge * edge;
		}

		double texture(final double[] p) {
			return level + contrast * (noise(p[0] / scale, p[1] / scale, texture) + noise(p[0] /
				(4 * scale), p[1] / (4 * scale), texture + 1));
		}
	}

	/** Smooth noise of one cycle in about two units, -1 to 1. */
	private static double noise(final double x, final double y, final long seed) {
		final long ix = (long) Math.floor(x);
		final long iy = (long) Math.floor(y);
		final double ax = smooth(x - ix);
		final double ay = smooth(y - iy);
		final double upper = lattice(ix, iy, seed) * (1 - ax) + lattice(ix + 1, iy, seed) *
			ax;
		final double lower = lattice(ix, iy + 1, seed) * (1 - ax) + lattice(ix + 1, iy + 1,
			seed) * ax;
		return upper * (1 - ay) + lower * ay;
	}

	private static double smooth(final double a) {
		return a * a * a * (a * (6 * a - 15) + 10);
	}

	private static double lattice(final long x, final long y, final long seed) {
		long hash = seed + x * 0x9E3779B97F4A7C15L + y * 0xC2B2AE3D27D4EB4FL;
		hash = (hash ^ hash >>> 30) * 0xBF58476D1CE4E5B9L;
		hash = (hash ^ hash >>> 27) * 0x94D049BB133111EBL;
		return ((hash ^ hash >>> 31) >> 11) * 0x1p-52;
	}
}
