package io.github.kinema.filter;

import java.util.ArrayList;
import java.util.List;

import io.github.kinema.tile.Volume;

/** The pixel-adaptive operator in double precision, written down sample by sample as it is defined. */
final class Definition {

	/**
	 * What the operator shall make of a pixel.
	 *
	 * @param value of the output
	 * @param magnitude the same with every term taken positive: what rounding errors are measured by
	 */
	record Expected(double value, double magnitude) {}

	/** A valid or invalid position: of the values, and of the guide before it is mirrored. */
	private record Sample(int x, int y, int z, int guideX, int guideY, int guideZ, int tap) {}

	private final PixelAdaptive op;
	private final List<Volume> input;
	private final List<Volume> guide;

	Definition(final PixelAdaptive op, final List<Volume> input, final List<Volume> guide) {
		this.op = op;
		this.input = input;
		this.guide = guide;
	}

	/** Output {@code o} at an output pixel. */
	Expected at(final int o, final int x, final int y, final int z) {
		final int guideX = op.isTransposed() ? x : x * op.stride();
		final int guideY = op.isTransposed() ? y : y * op.stride();
		double sum = 0;
		double magnitude = 0;
		double kernels = 0;
		double weights = 0;
		for (final Sample sample : known(guideX, guideY, z) ? window(guideX, guideY, z) : List.<Sample>of()) {
			if (!known(sample.guideX, sample.guideY, sample.guideZ) || !valid(o, sample)) continue;
			final double k = kernel(guideX, guideY, z, sample);
			kernels += k;
			for (int c = 0; c < input.size(); c++) {
				if (op.isShared() && c != o) continue;
				final double w = op.isShared() ? op.weights(0, 0)[sample.tap] : op.weights(o, c)[sample.tap];
				final double v = get(input.get(c), sample.x, sample.y, sample.z);
				sum += w * k * v;
				magnitude += Math.abs(w * k * v);
				weights += k * Math.abs(w);
			}
		}
		final double b = op.bias(o);
		final double divisor = switch (op.normalisation()) {
			case NONE -> 1;
			case KERNEL -> kernels;
			case WEIGHTS -> weights;
		};
		if (divisor == 0) {
			final double own = own(o, x, y, z);
			return new Expected(own + b, Math.abs(own) + Math.abs(b));
		}
		return new Expected(sum / divisor + b, magnitude / Math.abs(divisor) + Math.abs(b));
	}

	private List<Sample> window(final int x, final int y, final int z) {
		final List<Sample> samples = new ArrayList<>();
		final Window w = op.window();
		int tap = 0;
		for (int dz = -w.radiusZ(); dz <= w.radiusZ(); dz++) {
			for (int dy = -w.radiusY(); dy <= w.radiusY(); dy++) {
				for (int dx = -w.radiusX(); dx <= w.radiusX(); dx++, tap++) {
					if (!w.contains(dx, dy, dz)) continue;
					final Sample sample = op.isTransposed() //
						? placed(x - dx * w.dilation(), y - dy * w.dilation(), z - dz, tap)
						: plain(x + dx * w.dilation(), y + dy * w.dilation(), z + dz, tap);
					if (sample != null) samples.add(sample);
				}
			}
		}
		return samples;
	}

	private Sample plain(final int x, final int y, final int z, final int tap) {
		final Volume v = input.get(0);
		if (op.border() == Border.MIRROR) return new Sample(mirror(x, v.width()), mirror(y, v.height()), mirror(z, v
			.depth()), x, y, z, tap);
		return inside(v, x, y, z) ? new Sample(x, y, z, x, y, z, tap) : null;
	}

	private Sample placed(final int x, final int y, final int z, final int tap) {
		final int s = op.stride();
		if (x < 0 || y < 0 || x % s != 0 || y % s != 0 || !inside(input.get(0), x / s, y / s, z)) return null;
		return new Sample(x / s, y / s, z, x, y, z, tap);
	}

	private static boolean inside(final Volume v, final int x, final int y, final int z) {
		return x >= 0 && y >= 0 && z >= 0 && x < v.width() && y < v.height() && z < v.depth();
	}

	/** Walks to and fro, as the definition cb|abcd|cb reads. */
	static int mirror(final int index, final int length) {
		int i = index;
		while (length > 1 && (i < 0 || i >= length)) i = i < 0 ? -i : 2 * (length - 1) - i;
		return length == 1 ? 0 : i;
	}

	private boolean valid(final int o, final Sample sample) {
		for (int c = 0; c < input.size(); c++) {
			final float value = get(input.get(c), sample.x, sample.y, sample.z);
			if ((c == o || !op.isShared()) && !Float.isFinite(value)) return false;
		}
		return true;
	}

	private boolean known(final int x, final int y, final int z) {
		return guide.stream().allMatch(feature -> Float.isFinite(mirrored(feature, x, y, z)));
	}

	private double own(final int o, final int x, final int y, final int z) {
		if (!op.isShared() && op.inputs() != op.outputs()) return 0;
		final Volume v = input.get(o);
		final int s = op.stride();
		return op.isTransposed() ? get(v, nearest(x, s, v.width()), nearest(y, s, v.height()), z) : get(v, x * s, y * s, z);
	}

	private static int nearest(final int i, final int stride, final int length) {
		int best = 0;
		for (int k = 1; k < length; k++) if (Math.abs(k * stride - i) < Math.abs(best * stride - i)) best = k;
		return best;
	}

	private double kernel(final int x, final int y, final int z, final Sample sample) {
		if (op.kernel() instanceof AdaptiveKernel.Constant) return 1;
		double sum = 0;
		int pixels = 0;
		for (int py = -op.patch(); py <= op.patch(); py++) {
			for (int px = -op.patch(); px <= op.patch(); px++) {
				final double squared = squared(x + px, y + py, z, sample.guideX + px, sample.guideY + py, sample.guideZ);
				if (Double.isNaN(squared)) continue;
				sum += squared;
				pixels++;
			}
		}
		final double squared = sum / pixels;
		if (op.kernel() instanceof AdaptiveKernel.Inverse inverse) return inverse.alpha() + Math.pow(squared + 1e-4, inverse
			.lambda() / 2.0);
		return Math.exp(-0.5 * squared);
	}

	/** The squared length of the difference of two pixels' features; NaN if unknown. */
	private double squared(final int x, final int y, final int z, final int sampleX, final int sampleY,
		final int sampleZ)
	{
		double absolute = 0;
		double squares = 0;
		for (int g = 0; g < guide.size(); g++) {
			final double here = mirrored(guide.get(g), x, y, z);
			final double there = mirrored(guide.get(g), sampleX, sampleY, sampleZ);
			if (!Double.isFinite(here) || !Double.isFinite(there)) return Double.NaN;
			double d = (there - here) / op.sigma(g);
			if (op.kernel() instanceof AdaptiveKernel.Inverse inverse && inverse.asymmetric() && d < 0) d = 0;
			absolute += Math.abs(d);
			squares += d * d;
		}
		return op.isSumNorm() ? absolute * absolute : squares;
	}

	private static float mirrored(final Volume volume, final int x, final int y, final int z) {
		return get(volume, mirror(x, volume.width()), mirror(y, volume.height()), mirror(z, volume.depth()));
	}

	private static float get(final Volume volume, final int x, final int y, final int z) {
		return volume.plane(z)[x + y * volume.width()];
	}
}
