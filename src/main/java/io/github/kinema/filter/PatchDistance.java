package io.github.kinema.filter;

import java.util.List;

import io.github.kinema.tile.Volume;

/** Squared distances of patches, pixel by pixel. Thread-safe. */
final class PatchDistance {

	private final PixelAdaptive op;
	private final List<Volume> guide;
	private final Similarity similarity;

	PatchDistance(final PixelAdaptive op, final List<Volume> guide, final Similarity similarity) {
		this.op = op;
		this.guide = guide;
		this.similarity = similarity;
	}

	/**
	 * Computes the distances of a line.
	 *
	 * @param y row of the output
	 * @param phase first pixel of the output; of the transposed form, every stride-th follows, else every
	 * @param row of the guide where the samples lie
	 */
	void compute(final int count, final int y, final int z, final int phase, final int dx, final int row,
		final int plane, final float[] d2)
	{
		final int apart = op.isTransposed() ? op.stride() : 1;
		final int centre = op.isTransposed() ? 1 : op.stride();
		final int shift = (op.isTransposed() ? -dx : dx) * op.window().dilation();
		for (int m = 0; m < count; m++) {
			final int x = (phase + m * apart) * centre;
			d2[m] = (float) distance(x, y * centre, z, x + shift, row, plane);
		}
	}

	/** The mean over the pixels that are known in both patches; 0 if there are none. */
	private double distance(final int ix, final int iy, final int iz, final int jx, final int jy, final int jz) {
		double sum = 0;
		int count = 0;
		for (int py = -op.patch(); py <= op.patch(); py++) {
			for (int px = -op.patch(); px <= op.patch(); px++) {
				final double squared = squared(ix + px, iy + py, iz, jx + px, jy + py, jz);
				if (Double.isNaN(squared)) continue;
				sum += squared;
				count++;
			}
		}
		return count == 0 ? 0 : sum / count;
	}

	private double squared(final int ix, final int iy, final int iz, final int jx, final int jy, final int jz) {
		final boolean asymmetric = op.kernel() instanceof AdaptiveKernel.Inverse inverse && inverse.asymmetric();
		double sum = 0;
		for (int g = 0; g < guide.size(); g++) {
			final Volume feature = guide.get(g);
			final double difference = (double) get(feature, jx, jy, jz) - get(feature, ix, iy, iz);
			if (!Double.isFinite(difference)) return Double.NaN;
			final double d = (asymmetric ? Math.max(0, difference) : difference) * similarity.distanceScale(op.sigma(g));
			sum += op.isSumNorm() ? Math.abs(d) : d * d;
		}
		return op.isSumNorm() ? sum * sum : sum;
	}

	private static float get(final Volume volume, final int x, final int y, final int z) {
		return volume.plane(OperatorShape.mirror(z, volume.depth()))[OperatorShape.mirror(x, volume.width()) + volume
			.width() * OperatorShape.mirror(y, volume.height())];
	}
}
