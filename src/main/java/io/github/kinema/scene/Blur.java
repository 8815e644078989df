package io.github.kinema.scene;

import io.github.kinema.tile.Bands;
import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;

/** Blurs as optics do. */
final class Blur {

	private Blur() {}

	/** Convolves with a Gaussian, whose weights add up to 1; beyond the border, the nearest pixel counts. */
	static Plane gaussian(final Plane plane, final double sigma, final Progress progress) {
		if (sigma == 0) return plane;
		final float[] weights = weights(sigma);
		final int width = plane.width();
		final int height = plane.height();
		final Plane rows = new Plane(width, height);
		Bands.run(height, progress, (from, to) -> {
			for (int y = from; y < to; y++)
				for (int k = 0; k < weights.length; k++)
					for (int x = 0; x < width; x++)
						rows.values()[x + y * width] += weights[k] * plane.get(inside(x + k - weights.length / 2, width), y);
		});
		final Plane result = new Plane(width, height);
		Bands.run(height, progress, (from, to) -> {
			for (int y = from; y < to; y++)
				for (int k = 0; k < weights.length; k++)
					for (int x = 0; x < width; x++)
						result.values()[x + y * width] += weights[k] * rows.get(x, inside(y + k - weights.length / 2, height));
		});
		return result;
	}

	private static int inside(final int at, final int length) {
		return Math.max(0, Math.min(length - 1, at));
	}

	private static float[] weights(final double sigma) {
		final int radius = (int) Math.ceil(3.5 * sigma);
		final double[] weights = new double[2 * radius + 1];
		double sum = 0;
		for (int k = -radius; k <= radius; k++) sum += weights[k + radius] = StrictMath.exp(-k * k / (2 * sigma * sigma));
		final float[] normal = new float[weights.length];
		for (int k = 0; k < normal.length; k++) normal[k] = (float) (weights[k] / sum);
		return normal;
	}
}
