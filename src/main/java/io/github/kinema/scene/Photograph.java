package io.github.kinema.scene;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;

import javax.imageio.ImageIO;

/** A grey photograph to cut textures from. Immutable. */
final class Photograph {

	/** No side is longer than this: larger photographs are averaged over squares of pixels. */
	private static final int LONGEST = 1024;
	/** Values along a side of what is cut out; mirrored in both directions, it fills a {@link Tile}. */
	private static final int CUT = Tile.SIZE / 2;
	/** Standard deviation, in grey levels, below which a cutting keeps its weak contrast: it may be the sky. */
	private static final double FLAT = 20;

	private final int width;
	private final int height;
	private final byte[] values;

	private Photograph(final int width, final int height, final byte[] values) {
		this.width = width;
		this.height = height;
		this.values = values;
	}

	/** @throws IllegalArgumentException if it cannot be read */
	static Photograph read(final Path file) {
		try {
			final BufferedImage image = ImageIO.read(file.toFile());
			if (image != null) return of(image);
		}
		catch (final IOException | RuntimeException exc) {
			// NB: Java's decoders stumble over some broken files instead of naming what is wrong with them.
			throw new IllegalArgumentException(file + " cannot be read as a photograph: " + exc +
				". Take it out of the folder of the textures.", exc);
		}
		throw new IllegalArgumentException(file + " is neither PNG nor JPEG, whatever its name says. " +
			"Take it out of the folder of the textures.");
	}

	static Photograph of(final BufferedImage image) {
		final int step = (Math.max(image.getWidth(), image.getHeight()) + LONGEST - 1) / LONGEST;
		final int width = Math.max(1, image.getWidth() / step);
		final int height = Math.max(1, image.getHeight() / step);
		final byte[] values = new byte[width * height];
		// NB: a very long and narrow one has fewer rows than that.
		final int rows = Math.min(step, image.getHeight());
		final int columns = Math.min(step, image.getWidth());
		final int[] strip = new int[image.getWidth() * rows];
		for (int y = 0; y < height; y++) {
			image.getRGB(0, y * step, image.getWidth(), rows, strip, 0, image.getWidth());
			for (int x = 0; x < width; x++) {
				long sum = 0;
				for (int j = 0; j < rows; j++)
					for (int i = 0; i < columns; i++) sum += grey(strip[x * step + i + j * image.getWidth()]);
				values[x + y * width] = (byte) (sum / (1000L * rows * columns));
			}
		}
		return new Photograph(width, height, values);
	}

	/** A thousand times the luma (ITU-R BT.601). */
	private static int grey(final int rgb) {
		return 299 * (rgb >> 16 & 255) + 587 * (rgb >> 8 & 255) + 114 * (rgb & 255);
	}

	/** A random part of it at a random scale, without a seam. */
	Tile cut(final Dice dice) {
		final int scale = 1 + dice.below(Math.max(1, Math.min(width, height) / CUT));
		final int left = dice.below(Math.max(1, width - scale * CUT + 1));
		final int top = dice.below(Math.max(1, height - scale * CUT + 1));
		final int[] columns = new int[scale * CUT];
		for (int x = 0; x < columns.length; x++) columns[x] = reflected(left + x, width);
		final float[] part = new float[CUT * CUT];
		for (int y = 0; y < scale * CUT; y++) {
			final int row = reflected(top + y, height) * width;
			final int target = y / scale * CUT;
			for (int x = 0; x < CUT; x++)
				for (int k = 0; k < scale; k++) part[target + x] += values[row + columns[x * scale + k]] & 255;
		}
		return new Tile(mirrored(normal(part, scale * scale)));
	}

	/** What lies beyond the border is its mirror image. */
	private static int reflected(final int at, final int length) {
		final int phase = at % (2 * length);
		return phase < length ? phase : 2 * length - 1 - phase;
	}

	/** Shifted and scaled as all textures are, from sums over so many grey levels. */
	private static float[] normal(final float[] sums, final int count) {
		double mean = 0;
		for (final float value : sums) mean += value / sums.length;
		double variance = 0;
		for (final float value : sums) variance += (value - mean) * (value - mean) / sums.length;
		final double scale = 0.4 / Math.max(FLAT * count, Math.sqrt(variance));
		final float[] values = new float[sums.length];
		for (int i = 0; i < values.length; i++) values[i] = (float) Math.max(-1, Math.min(1, scale * (sums[i] - mean)));
		return values;
	}

	private static float[] mirrored(final float[] part) {
		final float[] whole = new float[Tile.SIZE * Tile.SIZE];
		for (int y = 0; y < Tile.SIZE; y++)
			for (int x = 0; x < Tile.SIZE; x++)
				whole[x + y * Tile.SIZE] = part[Math.min(x, Tile.SIZE - 1 - x) + Math.min(y, Tile.SIZE - 1 - y) * CUT];
		return whole;
	}
}
