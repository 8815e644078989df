package io.github.kinema.filter;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

import io.github.kinema.device.Device;
import io.github.kinema.tile.Progress;
import io.github.kinema.tile.Volume;

/**
 * Convolution with a typed kernel W that adapts to every pixel: a sample weighs K · W, with a Gaussian K of how much
 * its guide differs. Thread-safe.
 */
public final class AdaptiveConvolution implements GuidedFilter {

	/** What Σ K · W · v is divided by. */
	public enum Divisor {
			/** Σ K · |W|: a mean, if no number is negative. */
			WEIGHTS,
			/**
			 * Σ K · W, as ImageJ's <i>Normalize Kernel</i> does where K = 1: by nothing, if the numbers add up to 0. Where a kernel
			 * of both signs adapts so far that next to nothing is left of its sum, the result is the input.
			 */
			SUM,
			/** Σ K. */
			SIMILARITY,
			/** Nothing. */
			NONE
	}

	/** Sums below this share of Σ |W| are rounding errors. */
	private static final double ZERO = 1e-6;

	/** Sums below this share of Σ |W| are what numbers of both signs have left by chance. */
	private static final double LITTLE = 1e-3;

	private final PixelAdaptiveOperator operator;
	private final PixelAdaptive operation;
	private final boolean plain;
	private final double least;

	/**
	 * @param space standard deviation of a further weight by distance, in pixels; infinite: none
	 * @param range standard deviation of K, in values of the guide; infinite: K = 1
	 * @throws IllegalArgumentException if the range cannot be, with a sentence
	 */
	public AdaptiveConvolution(final Device device, final TypedKernel kernel, final double space, final double range,
		final Divisor divisor, final Border border)
	{
		operator = PixelAdaptiveOperator.on(device);
		plain = Double.isInfinite(range);
		if (!plain) FilterChecks.range(range);
		final float[] weights = kernel.within(space);
		double sum = 0;
		double size = 0;
		for (final float weight : weights) {
			sum += weight;
			size += Math.abs(weight);
		}
		final boolean mean = divisor == Divisor.SUM && Math.abs(Math.abs(sum) - size) <= ZERO * size;
		if (mean) for (int k = 0; k < weights.length; k++) weights[k] = Math.abs(weights[k]);
		final boolean divided = divisor == Divisor.SUM && !mean && Math.abs(sum) > ZERO * size;
		// NB: of the sign that the divisor has to have.
		least = !divided ? Double.NaN : (plain ? ZERO : LITTLE) * size * Math.signum(sum);
		final PixelAdaptive.Builder builder = PixelAdaptive.builder().setWindow(kernel.window()).optWeights(weights) //
			.optBorder(border).optNormalisation(mean ? Normalisation.WEIGHTS : switch (divisor) {
				case WEIGHTS -> Normalisation.WEIGHTS;
				case SIMILARITY -> Normalisation.KERNEL;
				case SUM, NONE -> Normalisation.NONE;
			});
		if (plain) builder.optKernel(new AdaptiveKernel.Constant());
		else builder.optSigmas((float) range);
		operation = builder.build();
	}

	@Override
	public int halo() {
		return operation.window().radiusZ();
	}

	@Override
	public int margin() {
		return Math.max(operation.window().radiusX(), operation.window().radiusY());
	}

	/**
	 * Convolves channels under one guide. What is divided by nothing is NaN where the guide is unknown.
	 *
	 * @param channels each of shape {@code [X, Y, Z]}
	 * @param guide the features, of the same shape; all of them together weigh
	 * @return of the same shape as the channels
	 * @throws IllegalArgumentException if shapes differ
	 * @throws java.util.concurrent.CancellationException if cancelled
	 * @throws io.github.kinema.device.DeviceException if the device fails
	 */
	@Override
	public List<Volume> apply(final List<Volume> channels, final List<Volume> guide, final Progress progress) {
		final List<Volume> features = plain ? List.of() : guide;
		if (Double.isNaN(least)) {
			final List<Volume> output = operator.apply(operation, channels, features, progress);
			if (operation.normalisation() == Normalisation.NONE) features.forEach(feature -> markUnknown(feature, output));
			return output;
		}
		// NB: what becomes of ones is the sum of the weights.
		final List<Volume> more = new ArrayList<>(channels);
		more.add(ones(channels.get(0)));
		final List<Volume> sums = new ArrayList<>(operator.apply(operation, more, features, progress));
		final Volume divisor = sums.remove(channels.size());
		for (int c = 0; c < sums.size(); c++)
			for (int z = 0; z < divisor.depth(); z++) divide(sums.get(c).plane(z), divisor.plane(z), channels.get(c).plane(z));
		return sums;
	}

	/** Makes unknown what a sum has under an unknown guide: to the operator that is a sum of nothing. */
	private static void markUnknown(final Volume guide, final List<Volume> output) {
		for (int z = 0; z < guide.depth(); z++) {
			final float[] features = guide.plane(z);
			for (int i = 0; i < features.length; i++) {
				if (Float.isFinite(features[i])) continue;
				for (final Volume volume : output) volume.plane(z)[i] = Float.NaN;
			}
		}
	}

	private static Volume ones(final Volume like) {
		final float[] plane = new float[like.width() * like.height()];
		Arrays.fill(plane, 1);
		return new Volume(like.width(), like.height(), Collections.nCopies(like.depth(), plane));
	}

	private void divide(final float[] sum, final float[] divisor, final float[] input) {
		for (int i = 0; i < sum.length; i++)
			sum[i] = divisor[i] * Math.signum(least) > Math.abs(least) ? sum[i] / divisor[i] : input[i];
	}
}
