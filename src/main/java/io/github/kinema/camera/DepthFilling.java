package io.github.kinema.camera;

import java.util.List;

import io.github.kinema.device.Device;
import io.github.kinema.filter.NoiseLevel;
import io.github.kinema.filter.PixelAdaptive;
import io.github.kinema.filter.PixelAdaptiveOperator;
import io.github.kinema.filter.Window;
import io.github.kinema.motion.Sampling;
import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;
import io.github.kinema.tile.Volume;

/**
 * Fills an inverse depth where it is not sure: with the mean of what is around, weighted by how sure that is, by distance
 * and by how alike the image looks there; where nothing around is sure, with that of images of half, a quarter ... the
 * size. Where a model says what to expect, it is the difference from that which is filled, and the farther away what is
 * sure, the less that is. Thread-safe.
 */
final class DepthFilling {

	/** Standard deviation of the spatial weight and radius of the window, in pixels of each level. */
	private static final double SPACE = 2;
	private static final int RADIUS = 4;

	/** How much pixels may differ and still count: in noise levels, and in grey values of 255 at least. */
	private static final double NOISY = 3;
	private static final double ALIKE = 6;

	/** Relative standard deviation with which the finest of the coarser levels counts; each coarser one, twice that. */
	private static final double COARSER = 0.06;

	/** No pixel is surer than this, relatively, and those much less sure than that hardly count: many err together. */
	private static final double SUREST = 0.02;
	private static final double UNSURE = 0.15;

	/** How much what is around counts against the pixel itself. */
	private static final float AROUND = 0.15f;

	/** From a model's errors one tells others at this distance, in pixels; farther away, there are none to be expected. */
	private static final double REACH = 8;

	/** Smaller levels than this have no coarser one, in pixels. */
	private static final int SMALLEST = 4;

	private final PixelAdaptiveOperator operator;

	DepthFilling(final Device device) {
		operator = PixelAdaptiveOperator.on(device);
	}

	/**
	 * Fills it.
	 *
	 * @param prior what a model says to expect; null if there is none
	 * @param image what the frame shows, 0 to 255, finite
	 * @return the inverse depth, shape {@code [X, Y]}; 0 where nothing is known at all
	 */
	Plane fill(final InverseDepth depth, final ModelPrior prior, final Plane image, final Progress progress) {
		final int width = image.width();
		final int height = image.height();
		final Plane weighted = new Plane(width, height);
		final Plane weight = new Plane(width, height);
		for (int i = 0; i < weight.values().length; i++) {
			final float w = 1 / depth.variance().values()[i];
			if (!(w > 0) || !Float.isFinite(w)) continue;
			weight.values()[i] = w;
			weighted.values()[i] = w * depth.inverse().values()[i];
		}
		scale(weighted, weight);
		for (int i = 0; prior != null && i < weight.values().length; i++) {
			weighted.values()[i] -= weight.values()[i] * prior.inverse().values()[i];
		}
		final Plane[] sums = sums(new Plane[] { weighted, weight }, image, progress);
		final double none = prior == null ? 0 : 1 / (prior.deviation() * prior.deviation());
		final Plane coarse = coarse(new Plane[] { weighted, weight }, image, 2, none, progress);
		final Plane filled = new Plane(width, height);
		for (int i = 0; i < weight.values().length; i++) {
			final float given = coarse == null ? 0 : (float) (1 / (COARSER * COARSER));
			final float sum = weight.values()[i] + AROUND * sums[1].values()[i] + given;
			final float value = coarse == null ? 0 : between(coarse, i % width, i / width);
			if (sum > 0) filled.values()[i] = (weighted.values()[i] + AROUND * sums[0].values()[i] + given * value) / sum;
			if (prior != null) filled.values()[i] += prior.inverse().values()[i];
		}
		return filled;
	}

	/** NB: so that the same settings suit every scale: weights become those of the inverse depth relative to its mean. */
	private static void scale(final Plane weighted, final Plane weight) {
		double sum = 0;
		double weights = 0;
		for (int i = 0; i < weight.values().length; i++) {
			final double root = Math.sqrt(weight.values()[i]);
			if (!(root > 0) || !(weighted.values()[i] > 0)) continue;
			sum += weighted.values()[i] / root;
			weights += root;
		}
		if (!(weights > 0)) return;
		final double mean = sum / weights;
		for (int i = 0; i < weight.values().length; i++) {
			final double w = weight.values()[i] * mean * mean;
			if (!(w > 0)) continue;
			final double kept = 1 / (1 / w + SUREST * SUREST) / (1 + 1 / (w * UNSURE * UNSURE));
			weighted.values()[i] *= kept / weight.values()[i];
			weight.values()[i] = (float) kept;
		}
	}

	/**
	 * The mean of what is around each two by two pixels, in coarser and coarser images; null if they are too small.
	 *
	 * @param size of the pixels of the result, in pixels of the finest level
	 * @param none what a value of 0 counts that is expected where nothing is known; 0 if nothing is
	 */
	private Plane coarse(final Plane[] own, final Plane image, final int size, final double none, final Progress progress) {
		if (Math.min(image.width(), image.height()) < 2 * SMALLEST) return null;
		progress.check();
		final Plane half = halve(image);
		final Plane[] halves = { halve(own[0]), halve(own[1]) };
		final Plane[] sums = sums(halves, half, progress);
		final Plane coarser = coarse(halves, half, 2 * size, none, progress);
		final float prior = coarser == null ? 0 : (float) (1 / (COARSER * COARSER * size * size));
		final float zero = (float) (none * Math.min(1, size * size / (REACH * REACH)));
		final Plane mean = new Plane(half.width(), half.height());
		for (int i = 0; i < mean.values().length; i++) {
			final float value = coarser == null ? 0 : between(coarser, i % half.width(), i / half.width());
			final float sum = sums[1].values()[i] + prior + zero;
			if (sum > 0) mean.values()[i] = (sums[0].values()[i] + prior * value) / sum;
		}
		return mean;
	}

	private Plane[] sums(final Plane[] own, final Plane image, final Progress progress) {
		final double alike = Math.max(ALIKE, NOISY * NoiseLevel.of(image));
		final Window window = Window.disc(RADIUS);
		final float[] weights = new float[window.size()];
		double total = 0;
		for (int y = -RADIUS, k = 0; y <= RADIUS; y++) {
			for (int x = -RADIUS; x <= RADIUS; x++, k++) {
				if (window.contains(x, y, 0)) weights[k] = (float) Math.exp(-(x * x + y * y) / (2 * SPACE * SPACE));
				total += weights[k];
			}
		}
		for (int k = 0; k < weights.length; k++) weights[k] /= total;
		final List<Volume> sums = operator.apply(PixelAdaptive.builder().setWindow(window).optWeights(weights).optSigmas(
			(float) alike).build(), List.of(Volume.of(own[0]), Volume.of(own[1])), List.of(Volume.of(image)), progress.silent());
		return new Plane[] { new Plane(image.width(), image.height(), sums.get(0).plane(0)), new Plane(image.width(), image
			.height(), sums.get(1).plane(0)) };
	}

	/** The value of a plane of half the size at a pixel. */
	private static float between(final Plane half, final int x, final int y) {
		return Sampling.linear(half, x / 2f - 0.25f, y / 2f - 0.25f);
	}

	/** Means of four pixels each; at an odd border, its pixels count twice. */
	private static Plane halve(final Plane plane) {
		final int width = (plane.width() + 1) / 2;
		final Plane half = new Plane(width, (plane.height() + 1) / 2);
		for (int i = 0; i < half.values().length; i++) {
			final int x = i % width * 2;
			final int y = i / width * 2;
			final int right = Math.min(plane.width() - 1, x + 1);
			final int down = Math.min(plane.height() - 1, y + 1);
			half.values()[i] = (plane.get(x, y) + plane.get(right, y) + plane.get(x, down) + plane.get(right, down)) / 4;
		}
		return half;
	}
}
