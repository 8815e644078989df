package io.github.kinema.filter;

import java.util.Arrays;
import java.util.List;

import io.github.kinema.tile.Volume;

/**
 * Weighs the samples around single pixels, straight from the definition of the
 * operator, for one spatial filter and a Gaussian kernel. Thread-safe.
 */
final class WeightProbe {

	private final PixelAdaptive operation;
	private final Window window;
	private final List<Volume> guide;

	WeightProbe(final PixelAdaptive operation, final List<Volume> guide) {
		this.operation = operation;
		this.guide = guide;
		window = operation.window();
		if (guide.isEmpty()) throw new IllegalArgumentException("There is no guide.");
	}

	/** The weights at one pixel: all on the pixel itself where its guide is unknown. */
	AdaptiveWeights at(final int x, final int y, final int z) {
		final Volume first = guide.get(0);
		if (x < 0 || y < 0 || z < 0 || x >= first.width() || y >= first.height() || z >= first.depth()) {
			throw new IllegalArgumentException("The guide of " + first.width() + " x " + first.height() + " x " + first
				.depth() + " pixels has no pixel (" + x + ", " + y + ", " + z + ").");
		}
		final float[] spatial = operation.weights(0, 0);
		final double[] weights = new double[window.size()];
		double sum = 0;
		for (int dz = -window.radiusZ(), k = 0; dz <= window.radiusZ(); dz++) {
			for (int dy = -window.radiusY(); dy <= window.radiusY(); dy++) {
				for (int dx = -window.radiusX(); dx <= window.radiusX(); dx++, k++) {
					if (!window.contains(dx, dy, dz)) continue;
					weights[k] = spatial[k] * Math.exp(-difference(x, y, z, x + dx, y + dy, z + dz) / 2);
					sum += weights[k];
				}
			}
		}
		final float[] shares = new float[weights.length];
		if (sum == 0) shares[shares.length / 2] = 1;
		else for (int k = 0; k < shares.length; k++) shares[k] = (float) (weights[k] / sum);
		return sides(shares, x, y, z);
	}

	/** The squared difference d² of two pixels' guides; infinite if one is not valid. */
	private double difference(final int x, final int y, final int z, final int otherX, final int otherY,
		final int otherZ)
	{
		for (int g = 0; g < guide.size(); g++) {
			if (!isValid(g, x, y, z) || !isValid(g, otherX, otherY, otherZ)) return Double.POSITIVE_INFINITY;
		}
		double whole = 0;
		int count = 0;
		for (int dy = -operation.patch(); dy <= operation.patch(); dy++) {
			for (int dx = -operation.patch(); dx <= operation.patch(); dx++) {
				double squared = 0;
				for (int g = 0; g < guide.size(); g++) {
					final double part = ((double) value(g, x + dx, y + dy, z) - value(g, otherX + dx, otherY + dy, otherZ)) //
						/ operation.sigma(g);
					squared += part * part;
				}
				if (!Double.isFinite(squared)) continue;
				whole += squared;
				count++;
			}
		}
		return whole / count;
	}

	private boolean isValid(final int feature, final int x, final int y, final int z) {
		final Volume volume = guide.get(feature);
		if (operation.border() == Border.VALID) {
			if (x < 0 || y < 0 || z < 0 || x >= volume.width() || y >= volume.height() || z >= volume.depth()) return false;
		}
		return Float.isFinite(value(feature, x, y, z));
	}

	/** A value of the guide, which goes on mirrored. */
	private float value(final int feature, final int x, final int y, final int z) {
		final Volume volume = guide.get(feature);
		return volume.plane(OperatorShape.mirror(z, volume.depth()))[OperatorShape.mirror(x, volume.width()) +
			OperatorShape.mirror(y, volume.height()) * volume.width()];
	}

	/** Parts the window by its strongest edge. */
	private AdaptiveWeights sides(final float[] shares, final int x, final int y, final int z) {
		float[] widest = values(0, x, y, z);
		double widestVariance = 0;
		for (int g = 0; g < guide.size(); g++) {
			final float[] values = values(g, x, y, z);
			final double variance = variance(values) / (operation.sigma(g) * operation.sigma(g));
			if (variance <= widestVariance) continue;
			widest = values;
			widestVariance = variance;
		}
		final boolean[] far = new boolean[shares.length];
		final float own = widest[widest.length / 2];
		if (widestVariance == 0 || !Float.isFinite(own)) return new AdaptiveWeights(window, shares, far, 0);
		final double[] split = split(widest);
		for (int k = 0; k < far.length; k++) far[k] = Float.isFinite(widest[k]) && widest[k] < split[0] != own < split[0];
		return new AdaptiveWeights(window, shares, far, split[1]);
	}

	/** A feature over the window; NaN where no sample is. */
	private float[] values(final int feature, final int x, final int y, final int z) {
		final float[] values = new float[window.size()];
		for (int dz = -window.radiusZ(), k = 0; dz <= window.radiusZ(); dz++) {
			for (int dy = -window.radiusY(); dy <= window.radiusY(); dy++) {
				for (int dx = -window.radiusX(); dx <= window.radiusX(); dx++, k++) {
					final boolean counts = window.contains(dx, dy, dz) && isValid(feature, x + dx, y + dy, z + dz);
					values[k] = counts ? value(feature, x + dx, y + dy, z + dz) : Float.NaN;
				}
			}
		}
		return values;
	}

	private static double variance(final float[] values) {
		double sum = 0;
		double squares = 0;
		int count = 0;
		for (final float value : values) {
			if (!Float.isFinite(value)) continue;
			count++;
			final double step = value - sum;
			sum += step / count;
			squares += step * (value - sum);
		}
		return squares / Math.max(1, count);
	}

	/** Otsu's threshold, the lowest value of the upper group, and the difference of the groups' means. */
	private static double[] split(final float[] values) {
		final float[] sorted = new float[values.length];
		int count = 0;
		double whole = 0;
		for (final float value : values) {
			if (!Float.isFinite(value)) continue;
			sorted[count++] = value;
			whole += value;
		}
		Arrays.sort(sorted, 0, count);
		double below = 0;
		double best = -1;
		double threshold = 0;
		double contrast = 0;
		for (int k = 1; k < count; k++) {
			below += sorted[k - 1];
			if (sorted[k] == sorted[k - 1]) continue;
			final double step = (whole - below) / (count - k) - below / k;
			final double between = step * step * k * (count - k);
			if (between <= best) continue;
			best = between;
			threshold = sorted[k];
			contrast = step;
		}
		return new double[] { threshold, contrast };
	}
}
