package io.github.kinema.scene;

import java.util.List;

/** The textures that surfaces are painted with; made once, when first needed. */
final class Tiles {

	private static final int SIZE = Tile.SIZE;

	/** Soft shapes at all scales. */
	static final Tile CLOUDS = new Tile(normal(clouds(1, 4, 0.65)));
	/** Soft shapes, large ones only. */
	static final Tile HILLS = new Tile(normal(octave(2, 4, 1, octave(3, 8, 0.5, new float[SIZE * SIZE]))));
	/** Grey stones with dark joints. */
	static final Tile STONES = new Tile(normal(stones(4)));
	/** Wavy stripes. */
	static final Tile WOOD = new Tile(normal(wood(5)));
	/** Light and dark spots. */
	static final Tile SPOTS = new Tile(normal(spots(6)));
	/** Bricks. */
	static final Tile BRICKS = new Tile(normal(bricks(7)));
	/** Fine grains. */
	static final Tile GRAIN = new Tile(normal(clouds(8, 24, 0.9)));

	private static final List<Tile> SURFACES = List.of(CLOUDS, STONES, WOOD, SPOTS, BRICKS, GRAIN);

	private Tiles() {}

	/** One that a solid or a layer may be painted with. */
	static Tile any(final Dice dice) {
		return SURFACES.get(dice.below(SURFACES.size()));
	}

	/** Octaves of smooth noise, from so many cells a side; each weighs {@code gain} of the one before. */
	private static float[] clouds(final long seed, final int cells, final double gain) {
		final float[] sum = new float[SIZE * SIZE];
		double weight = 1;
		for (int n = cells; n <= SIZE / 4; n *= 2) {
			octave(seed + n, n, weight, sum);
			weight *= gain;
		}
		return sum;
	}

	private static float[] octave(final long seed, final int cells, final double weight, final float[] sum) {
		for (int y = 0; y < SIZE; y++) {
			final double v = (double) y * cells / SIZE;
			final int row = (int) v;
			final double ay = fade(v - row);
			for (int x = 0; x < SIZE; x++) {
				final double u = (double) x * cells / SIZE;
				final int column = (int) u;
				final double ax = fade(u - column);
				final double upper = corner(seed, column, row, cells) * (1 - ax) + corner(seed, column + 1, row, cells) * ax;
				final double lower = corner(seed, column, row + 1, cells) * (1 - ax) + corner(seed, column + 1, row + 1,
					cells) * ax;
				sum[x + y * SIZE] += (float) (weight * (upper * (1 - ay) + lower * ay));
			}
		}
		return sum;
	}

	private static double corner(final long seed, final int x, final int y, final int cells) {
		return 2 * Dice.lattice(seed, x % cells, y % cells) - 1;
	}

	private static double fade(final double a) {
		return a * a * a * (a * (6 * a - 15) + 10);
	}

	private static float[] stones(final long seed) {
		final int cells = 20;
		final float[] sum = clouds(seed, 32, 0.8);
		for (int y = 0; y < SIZE; y++) {
			for (int x = 0; x < SIZE; x++) {
				final double u = (double) x * cells / SIZE;
				final double v = (double) y * cells / SIZE;
				double first = 9;
				double second = 9;
				double grey = 0;
				for (int j = -1; j <= 1; j++) {
					for (int i = -1; i <= 1; i++) {
						final int cx = Math.floorMod((int) u + i, cells);
						final int cy = Math.floorMod((int) v + j, cells);
						final double dx = (int) u + i + Dice.lattice(seed, cx, cy) - u;
						final double dy = (int) v + j + Dice.lattice(seed + 1, cx, cy) - v;
						final double distance = Math.sqrt(dx * dx + dy * dy);
						if (distance < first) {
							second = first;
							first = distance;
							grey = Dice.lattice(seed + 2, cx, cy);
						}
						else second = Math.min(second, distance);
					}
				}
				final double joint = Math.min(1, (second - first) / 0.18);
				sum[x + y * SIZE] = (float) (0.3 * sum[x + y * SIZE] + joint * (0.6 + 1.4 * grey) - 1);
			}
		}
		return sum;
	}

	private static float[] wood(final long seed) {
		final float[] bend = clouds(seed, 4, 0.4);
		final float[] sum = clouds(seed + 1, 32, 0.8);
		for (int i = 0; i < sum.length; i++) {
			final double phase = 9.0 * (i / SIZE) / SIZE + 0.9 * bend[i];
			sum[i] = (float) (0.35 * sum[i] + Wave.at(phase) + 0.5 * Wave.at(3 * phase + 0.2));
		}
		return sum;
	}

	private static float[] spots(final long seed) {
		final float[] sum = clouds(seed, 32, 0.8);
		for (int i = 0; i < sum.length; i++) sum[i] *= 0.35f;
		for (int n = 0; n < 700; n++) {
			final double radius = 4 + 14 * Dice.lattice(seed, n, 0) * Dice.lattice(seed, n, 4);
			final double grey = 2.4 * Dice.lattice(seed, n, 1) - 1.2;
			final int cx = (int) (SIZE * Dice.lattice(seed, n, 2));
			final int cy = (int) (SIZE * Dice.lattice(seed, n, 3));
			final int reach = (int) radius + 2;
			for (int y = -reach; y <= reach; y++) {
				for (int x = -reach; x <= reach; x++) {
					final double cover = Math.max(0, Math.min(1, radius - Math.sqrt(x * x + y * y) + 0.5));
					final int at = (cx + x & SIZE - 1) + (cy + y & SIZE - 1) * SIZE;
					sum[at] += (float) (0.75 * cover * (grey - sum[at]));
				}
			}
		}
		return sum;
	}

	private static float[] bricks(final long seed) {
		final int rows = 16;
		final float[] sum = clouds(seed, 32, 0.8);
		for (int y = 0; y < SIZE; y++) {
			for (int x = 0; x < SIZE; x++) {
				final double v = (double) y * rows / SIZE;
				final int row = (int) v;
				final double u = (double) x * rows / 2 / SIZE + (row % 2 == 0 ? 0 : 0.5);
				final int column = (int) u % (rows / 2);
				final double border = Math.min(Math.min(v - row, row + 1 - v), 2 * Math.min(u - Math.floor(u), Math.floor(u) + 1 -
					u));
				final double brick = Math.max(0, Math.min(1, (border - 0.06) / 0.08));
				sum[x + y * SIZE] = (float) (0.3 * sum[x + y * SIZE] + brick * (0.7 + 1.3 * Dice.lattice(seed + 1, column, row)) -
					0.9);
			}
		}
		return sum;
	}

	/** Shifted and scaled to mean 0 and a standard deviation of 0.4, then cut to −1 to 1. */
	private static float[] normal(final float[] values) {
		double mean = 0;
		for (final float value : values) mean += value / values.length;
		double variance = 0;
		for (final float value : values) variance += (value - mean) * (value - mean) / values.length;
		final double scale = 0.4 / Math.sqrt(variance);
		for (int i = 0; i < values.length; i++)
			values[i] = (float) Math.max(-1, Math.min(1, scale * (values[i] - mean)));
		return values;
	}
}
