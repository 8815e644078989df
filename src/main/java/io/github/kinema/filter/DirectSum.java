package io.github.kinema.filter;

import java.util.List;

import io.github.kinema.tile.Volume;

/** The operator's sum at one pixel, as it is defined. Thread-safe. */
final class DirectSum {

	private final PixelAdaptive op;
	private final OperatorShape shape;
	private final List<Volume> input;
	private final List<Volume> guide;

	DirectSum(final PixelAdaptive op, final OperatorShape shape, final List<Volume> input, final List<Volume> guide) {
		this.op = op;
		this.shape = shape;
		this.input = input;
		this.guide = guide;
	}

	/** The output channels at an output pixel. */
	double[] at(final int x, final int y, final int z) {
		final int s = op.stride();
		final Window w = op.window();
		final int gx = op.isTransposed() ? x : x * s;
		final int gy = op.isTransposed() ? y : y * s;
		final double[] sum = new double[shape.outputs()];
		final double[] divisor = new double[shape.outputs()];
		if (known(guide, gx, gy, z)) {
			for (int dz = -w.radiusZ(); dz <= w.radiusZ(); dz++)
				for (int dy = -w.radiusY(); dy <= w.radiusY(); dy++)
					for (int dx = -w.radiusX(); dx <= w.radiusX(); dx++)
						if (w.contains(dx, dy, dz)) add(gx, gy, z, dx, dy, dz, sum, divisor);
		}
		for (int o = 0; o < sum.length; o++) {
			if (op.normalisation() != Normalisation.NONE) sum[o] = divisor[o] == 0 ? own(o, x, y, z) : sum[o] / divisor[o];
			sum[o] += op.bias(o);
		}
		return sum;
	}

	private double own(final int o, final int x, final int y, final int z) {
		if (!op.isShared() && op.inputs() != op.outputs()) return 0;
		final Volume channel = input.get(o);
		return op.isTransposed() ? channel.plane(z)[nearest(x, shape.width()) + nearest(y, shape.height()) * shape.width()]
			: channel.plane(z)[x * op.stride() + y * op.stride() * shape.width()];
	}

	private int nearest(final int i, final int n) {
		return Math.min(n - 1, (i + (op.stride() - 1) / 2) / op.stride());
	}

	private void add(final int gx, final int gy, final int gz, final int dx, final int dy, final int dz,
		final double[] sum, final double[] divisor)
	{
		final Window w = op.window();
		final int sign = op.isTransposed() ? -1 : 1;
		final int jx = gx + sign * dx * w.dilation();
		final int jy = gy + sign * dy * w.dilation();
		final int jz = gz + sign * dz;
		final int x = index(jx, shape.width(), op.isTransposed() ? op.stride() : 1);
		final int y = index(jy, shape.height(), op.isTransposed() ? op.stride() : 1);
		final int z = index(jz, shape.depth(), 1);
		if (x < 0 || y < 0 || z < 0) return;
		if (op.isTransposed() ? !known(guide, jx, jy, jz) : !known(guide, x, y, z)) return;
		if (!op.isShared() && !known(input, x, y, z)) return;
		final double k = kernel(gx, gy, gz, jx, jy, jz);
		final int tap = dx + w.radiusX() + w.width() * (dy + w.radiusY() + w.height() * (dz + w.radiusZ()));
		for (int o = 0; o < sum.length; o++) {
			for (int c = op.isShared() ? o : 0; c < (op.isShared() ? o + 1 : shape.inputs()); c++) {
				final float v = input.get(c).plane(z)[x + y * shape.width()];
				if (!Float.isFinite(v)) continue;
				final float weight = op.isShared() ? op.weights(0, 0)[tap] : op.weights(o, c)[tap];
				sum[o] += weight * k * v;
				if (op.normalisation() == Normalisation.WEIGHTS) divisor[o] += Math.abs(weight) * k;
				else if (c == 0 || op.isShared()) divisor[o] += k;
			}
		}
	}

	private int index(final int j, final int n, final int apart) {
		if (op.border() == Border.MIRROR) return OperatorShape.mirror(j, n);
		return j < 0 || j % apart != 0 || j / apart >= n ? -1 : j / apart;
	}

	private double kernel(final int ix, final int iy, final int iz, final int jx, final int jy, final int jz) {
		if (op.kernel() instanceof AdaptiveKernel.Constant) return 1;
		final double d2 = distance(ix, iy, iz, jx, jy, jz);
		if (op.kernel() instanceof AdaptiveKernel.Inverse inverse) {
			return inverse.alpha() + Math.pow(d2 + AdaptiveKernel.Inverse.EPSILON * AdaptiveKernel.Inverse.EPSILON, inverse
				.lambda() / 2.0);
		}
		return Math.exp(-d2 / 2);
	}

	private double distance(final int ix, final int iy, final int iz, final int jx, final int jy, final int jz) {
		final boolean asymmetric = op.kernel() instanceof AdaptiveKernel.Inverse inverse && inverse.asymmetric();
		final int p = op.patch();
		double total = 0;
		int count = 0;
		for (int py = -p; py <= p; py++) {
			for (int px = -p; px <= p; px++) {
				double norm = 0;
				for (int g = 0; g < guide.size(); g++) {
					final Volume feature = guide.get(g);
					double d = (feature(feature, jx + px, jy + py, jz) - (double) feature(feature, ix + px, iy + py, iz)) / op
						.sigma(g);
					if (asymmetric && Double.isFinite(d)) d = Math.max(d, 0);
					norm += op.isSumNorm() ? Math.abs(d) : d * d;
				}
				if (!Double.isFinite(norm)) continue;
				total += op.isSumNorm() ? norm * norm : norm;
				count++;
			}
		}
		return total / count;
	}

	private static float feature(final Volume volume, final int x, final int y, final int z) {
		return volume.plane(OperatorShape.mirror(z, volume.depth()))[OperatorShape.mirror(x, volume.width()) +
			OperatorShape.mirror(y, volume.height()) * volume.width()];
	}

	private static boolean known(final List<Volume> volumes, final int x, final int y, final int z) {
		for (final Volume volume : volumes) {
			if (!Float.isFinite(volume.plane(z)[x + y * volume.width()])) return false;
		}
		return true;
	}
}
