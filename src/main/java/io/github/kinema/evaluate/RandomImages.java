package io.github.kinema.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Volume;

/** Random images that are the same every time. */
final class RandomImages {

	/** What values of a camera of 16 bit are about. */
	private static final float OFFSET = 30000;

	/** How much of such values an image takes. */
	private static final float CONTRAST = 1000;

	/** One pixel of so many is unknown. */
	private static final int UNKNOWN = 101;

	private final Random random = new Random(1);
	private final int scale;

	/** @param scale images of planes that are so many times as large along x and y repeat a tile */
	RandomImages(final int scale) {
		this.scale = scale;
	}

	/** Waves in random directions and a little noise, about 0 to 1. */
	Volume image(final int width, final int height, final int depth) {
		final int columns = (width + scale - 1) / scale;
		final int rows = (height + scale - 1) / scale;
		final double[][] waves = new double[8][];
		for (int i = 0; i < waves.length; i++) waves[i] = random.doubles(4, -0.4, 0.4).toArray();
		final Volume image = new Volume(width, height, depth);
		final float[] tile = new float[columns * rows];
		for (int z = 0; z < depth; z++) {
			for (int i = 0; i < tile.length; i++) {
				double sum = 0.5 + 0.04 * random.nextGaussian();
				for (final double[] wave : waves) {
					sum += 0.08 * Math.cos(wave[0] * (i % columns) + wave[1] * (i / columns) + wave[2] * z + 10 * wave[3]);
				}
				tile[i] = (float) sum;
			}
			final float[] plane = image.plane(z);
			for (int i = 0; i < plane.length; i++) plane[i] = tile[i % width % columns + columns * (i / width % rows)];
		}
		return image;
	}

	/** The same as a camera might give it, about 30000 to 31000, with unknown pixels. */
	Volume measured(final int width, final int height, final int depth) {
		final Volume image = image(width, height, depth);
		for (int z = 0; z < depth; z++) {
			final float[] plane = image.plane(z);
			for (int i = 0; i < plane.length; i++) {
				plane[i] = random.nextInt(UNKNOWN) == 0 ? Float.NaN : OFFSET + CONTRAST * plane[i];
			}
		}
		return image;
	}

	/** Several of these planes. */
	List<Plane> planes(final int width, final int height, final int count) {
		final List<Plane> planes = new ArrayList<>();
		for (int i = 0; i < count; i++) planes.add(new Plane(width, height, measured(width, height, 1).plane(0)));
		return planes;
	}
}
