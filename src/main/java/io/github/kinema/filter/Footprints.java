package io.github.kinema.filter;

import io.github.kinema.tile.Bands;
import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;

/**
 * Means over the areas that low-resolution samples cover of a high-resolution
 * plane. Immutable.
 *
 * @param x the grid along x
 * @param y the grid along y
 */
record Footprints(SampleGrid x, SampleGrid y) {

	/** The footprints of samples of one size on planes of another. */
	Footprints(final int lowWidth, final int lowHeight, final int width, final int height) {
		this(new SampleGrid(lowWidth, width), new SampleGrid(lowHeight, height));
	}

	/**
	 * The mean of the known values under each sample, and NaN where none is known.
	 *
	 * @throws java.util.concurrent.CancellationException if cancelled
	 */
	Plane means(final Plane plane, final Progress progress) {
		return means(plane, null, progress);
	}

	/**
	 * The mean squared difference of the known values from their mean under each
	 * sample; 0 where none is known.
	 *
	 * @param means as {@link #means(Plane, Progress)} gives them
	 * @throws java.util.concurrent.CancellationException if cancelled
	 */
	Plane variances(final Plane plane, final Plane means, final Progress progress) {
		return means(plane, means, progress);
	}

	private Plane means(final Plane plane, final Plane centres, final Progress progress) {
		final Plane out = new Plane(x.low(), y.low());
		Bands.run(y.low(), progress, (from, to) -> {
			for (int j = from; j < to; j++) {
				for (int i = 0; i < x.low(); i++) {
					final int k = i + j * x.low();
					out.values()[k] = centres == null ? mean(plane, i, j) : variance(plane, i, j, centres.values()[k]);
				}
			}
		});
		return out;
	}

	private float mean(final Plane plane, final int i, final int j) {
		double sum = 0;
		double weights = 0;
		for (int v = y.first(j); v < y.end(j); v++) {
			final double rows = y.covered(j, v);
			for (int u = x.first(i); u < x.end(i); u++) {
				final float value = plane.get(u, v);
				if (!Float.isFinite(value)) continue;
				final double weight = rows * x.covered(i, u);
				sum += weight * value;
				weights += weight;
			}
		}
		return weights > 0 ? (float) (sum / weights) : Float.NaN;
	}

	private float variance(final Plane plane, final int i, final int j, final float centre) {
		double sum = 0;
		double weights = 0;
		for (int v = y.first(j); v < y.end(j); v++) {
			final double rows = y.covered(j, v);
			for (int u = x.first(i); u < x.end(i); u++) {
				final double difference = (double) plane.get(u, v) - centre;
				if (!Double.isFinite(difference)) continue;
				final double weight = rows * x.covered(i, u);
				sum += weight * difference * difference;
				weights += weight;
			}
		}
		return weights > 0 ? (float) (sum / weights) : 0;
	}
}
