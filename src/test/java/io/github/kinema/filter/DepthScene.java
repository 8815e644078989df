package io.github.kinema.filter;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import io.github.kinema.tile.Plane;

/**
 * A scene of slanted walls with slanted discs, boxes and balls before them, as a
 * depth camera and a colour camera beside it see it. The same seed gives the same
 * scene.
 * <p>
 * Surfaces carry texture with edges where depth has none, and some look much like
 * what is behind them. Depth is noisy, rounded, ragged along its edges by about a
 * pixel, and unknown in the shadow that near surfaces cast to the left and in patches.
 * It is off the colour image by up to a pixel along each axis in scenes of even seed,
 * and by up to five in those of odd seed, as when the camera moves between the two
 * exposures.
 * </p>
 */
public final class DepthScene {

	private static final int CHANNELS = 3;

	private final long seed;
	private final int width;
	private final int height;
	private final List<Surface> surfaces = new ArrayList<>();
	private final double offsetX;
	private final double offsetY;
	private final Waves ragX;
	private final Waves ragY;
	private final Waves light;

	/** A scene of its own for each seed. */
	public DepthScene(final long seed, final int width, final int height) {
		this.seed = seed;
		final Random random = new Random(seed);
		this.width = width;
		this.height = height;
		for (int i = 0; i < 3; i++) surfaces.add(new Surface(random, width, height, true));
		for (int i = 0; i < 14; i++) surfaces.add(new Surface(random, width, height, false));
		final double offset = seed % 2 == 0 ? 1 : 5;
		offsetX = offset * (2 * random.nextDouble() - 1);
		offsetY = offset * (2 * random.nextDouble() - 1);
		ragX = new Waves(random, 3, 12);
		ragY = new Waves(random, 3, 12);
		light = new Waves(random, 150, 400);
	}

	/** The true depth in metres as the depth camera sees it, without noise and holes. */
	public Plane depth() {
		final Plane depth = new Plane(width, height);
		for (int y = 0; y < height; y++) {
			for (int x = 0; x < width; x++) {
				final double atX = x + offsetX + 0.5 * ragX.at(x, y);
				final double atY = y + offsetY + 0.5 * ragY.at(x, y);
				depth.values()[x + y * width] = (float) nearest(atX, atY).depth(atX, atY);
			}
		}
		return depth;
	}

	/** The depth as measured; NaN where unknown. */
	public Plane measured() {
		final Random random = new Random(~seed);
		final Plane depth = depth();
		final Plane measured = new Plane(width, height);
		for (int y = 0; y < height; y++) {
			float shadow = Float.POSITIVE_INFINITY;
			for (int x = width - 1; x >= 0; x--) {
				// NB: a surface at z hides what is behind it for 40 / z pixels of disparity
				final float z = depth.get(x, y);
				final float disparity = 40 / z;
				shadow = x == width - 1 ? x - disparity : Math.min(shadow, x + 1e-3f - disparity);
				final boolean hidden = shadow < x - disparity - 1.5f;
				final double noisy = z + 0.0015 * z * z * random.nextGaussian();
				measured.values()[x + y * width] = hidden ? Float.NaN : (float) (Math.rint(noisy * 1000) / 1000);
			}
		}
		for (int i = 0; i < 6; i++) {
			final double radius = 3 + 8 * random.nextDouble();
			final double centreX = random.nextDouble() * width;
			final double centreY = random.nextDouble() * height;
			for (int k = 0; k < width * height; k++) {
				if (Math.hypot(k % width - centreX, k / width - centreY) < radius) measured.values()[k] = Float.NaN;
			}
		}
		return measured;
	}

	/** The colour image: three planes of 8-bit values. */
	public List<Plane> guide() {
		final List<Plane> sharp = new ArrayList<>();
		for (int c = 0; c < CHANNELS; c++) sharp.add(new Plane(width, height));
		for (int i = 0; i < width * height; i++) {
			for (int sub = 0; sub < 4; sub++) {
				final double x = i % width + 0.5 * (sub % 2) - 0.25;
				final double y = i / width + 0.5 * (sub / 2) - 0.25;
				final Surface surface = nearest(x, y);
				for (int c = 0; c < CHANNELS; c++) {
					sharp.get(c).values()[i] += (float) (surface.colour(x, y, c) * (1 + 0.1 * light.at(x, y)) / 4);
				}
			}
		}
		final Random random = new Random(~seed);
		final double noise = 1.5 + 2 * random.nextDouble();
		for (final Plane plane : sharp) {
			blur(plane);
			for (int i = 0; i < width * height; i++) {
				final double value = plane.values()[i] + noise * random.nextGaussian();
				plane.values()[i] = (float) Math.rint(Math.max(0, Math.min(255, value)));
			}
		}
		return sharp;
	}

	private Surface nearest(final double x, final double y) {
		Surface nearest = null;
		double least = Double.POSITIVE_INFINITY;
		for (final Surface surface : surfaces) {
			if (!surface.covers(x, y) || surface.depth(x, y) >= least) continue;
			nearest = surface;
			least = surface.depth(x, y);
		}
		return nearest;
	}

	/** A blur of [1 2 1] / 4, as of a lens. */
	private void blur(final Plane plane) {
		final float[] source = plane.values().clone();
		for (int y = 0; y < height; y++) {
			for (int x = 0; x < width; x++) {
				double sum = 0;
				for (int k = 0; k < 9; k++) {
					final int dx = k % 3 - 1;
					final int dy = k / 3 - 1;
					final int atX = Math.max(0, Math.min(width - 1, x + dx));
					final int atY = Math.max(0, Math.min(height - 1, y + dy));
					sum += source[atX + atY * width] * (dx == 0 ? 2 : 1) * (dy == 0 ? 2 : 1) / 16.0;
				}
				plane.values()[x + y * width] = (float) sum;
			}
		}
	}

	/** A smooth random function of about unit variance. */
	private static final class Waves {

		private static final int COUNT = 6;

		private final double[] numbers = new double[3 * COUNT];

		Waves(final Random random, final double shortest, final double longest) {
			for (int k = 0; k < COUNT; k++) {
				final double length = shortest + (longest - shortest) * random.nextDouble();
				final double angle = 2 * Math.PI * random.nextDouble();
				numbers[3 * k] = 2 * Math.PI * Math.cos(angle) / length;
				numbers[3 * k + 1] = 2 * Math.PI * Math.sin(angle) / length;
				numbers[3 * k + 2] = 2 * Math.PI * random.nextDouble();
			}
		}

		double at(final double x, final double y) {
			double sum = 0;
			for (int k = 0; k < COUNT; k++) sum += Math.sin(numbers[3 * k] * x + numbers[3 * k + 1] * y + numbers[3 * k + 2]);
			return sum * Math.sqrt(2.0 / COUNT);
		}
	}

	/** A wall, or a disc, box or ball before it. */
	private static final class Surface {

		private final boolean wall;
		private final int shape;
		private final double centreX;
		private final double centreY;
		private final double sizeX;
		private final double sizeY;
		private final double cos;
		private final double sin;
		private final double depth;
		private final double slopeX;
		private final double slopeY;
		private final double[] colour = new double[CHANNELS];
		private final double[] contrast = new double[CHANNELS];
		private final Waves texture;
		private final int pattern;
		private final double period;

		Surface(final Random random, final int width, final int height, final boolean wall) {
			this.wall = wall;
			final double scale = Math.max(width, height);
			shape = random.nextInt(3);
			centreX = random.nextDouble() * width;
			centreY = random.nextDouble() * height;
			sizeX = scale * (0.02 + 0.13 * random.nextDouble());
			sizeY = scale * (0.02 + 0.13 * random.nextDouble());
			final double angle = Math.PI * random.nextDouble();
			cos = Math.cos(angle);
			sin = Math.sin(angle);
			depth = wall ? 2.2 + 0.8 * random.nextDouble() : 0.7 + 1.3 * random.nextDouble();
			final double steepness = wall ? 1.6 : 1;
			slopeX = steepness * (random.nextDouble() - 0.5) / scale;
			slopeY = steepness * (random.nextDouble() - 0.5) / scale;
			final boolean plain = random.nextInt(3) == 0;
			for (int c = 0; c < CHANNELS; c++) {
				colour[c] = plain ? 120 + 25 * random.nextGaussian() : 40 + 170 * random.nextDouble();
				contrast[c] = (random.nextInt(3) == 0 ? 45 : 8) * random.nextGaussian();
			}
			pattern = random.nextInt(3);
			period = 6 + 50 * random.nextDouble();
			texture = new Waves(random, 6, 60);
		}

		boolean covers(final double x, final double y) {
			if (wall) return true;
			final double u = ((x - centreX) * cos + (y - centreY) * sin) / sizeX;
			final double v = ((y - centreY) * cos - (x - centreX) * sin) / sizeY;
			return shape == 0 ? Math.max(Math.abs(u), Math.abs(v)) < 1 : u * u + v * v < 1;
		}

		double depth(final double x, final double y) {
			final double plane = depth + slopeX * (x - centreX) + slopeY * (y - centreY);
			if (wall || shape != 2) return plane;
			final double u = ((x - centreX) * cos + (y - centreY) * sin) / sizeX;
			final double v = ((y - centreY) * cos - (x - centreX) * sin) / sizeY;
			return plane - 0.15 * Math.sqrt(Math.max(0, 1 - u * u - v * v));
		}

		double colour(final double x, final double y, final int channel) {
			final double u = (x * cos + y * sin) / period;
			final double v = (y * cos - x * sin) / period;
			final double mark = switch (pattern) {
				case 0 -> Math.floorMod((long) Math.floor(u), 2) * 2 - 1;
				case 1 -> Math.floorMod((long) Math.floor(u) + (long) Math.floor(v), 2) * 2 - 1;
				default -> texture.at(x, y);
			};
			return colour[channel] + contrast[channel] * mark;
		}
	}
}
