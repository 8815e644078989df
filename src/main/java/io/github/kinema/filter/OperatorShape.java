package io.github.kinema.filter;

import java.util.List;

import io.github.kinema.tile.Volume;

/**
 * The sizes that an operator meets and makes.
 *
 * @param width columns of the input
 * @param height its rows
 * @param depth planes of input and output
 * @param inputs channels of the input
 * @param features of the guide; 0 for a constant kernel
 * @param outWidth columns of the output
 * @param outHeight its rows
 * @param outputs channels of the output
 */
record OperatorShape(int width, int height, int depth, int inputs, int features, int outWidth, int outHeight,
	int outputs)
{

	/**
	 * The sizes for an input and a guide.
	 *
	 * @throws IllegalArgumentException if they do not fit the operator or each other, with a sentence
	 */
	static OperatorShape of(final PixelAdaptive operation, final List<Volume> input, final List<Volume> guide) {
		require(!input.isEmpty(), "The operator has no input: give at least one channel.");
		final Volume first = input.get(0);
		for (final Volume channel : input) require(first.sameSize(channel), "Channels of " + size(first) + " and " + size(
			channel) + " pixels cannot be filtered together: give them one size.");
		checkChannels(operation, input.size());
		final boolean constant = operation.kernel() instanceof AdaptiveKernel.Constant;
		require(constant == guide.isEmpty(), constant ? "A constant kernel looks at no guide: leave it empty."
			: "The operator has no guide: give at least one feature, or use a constant kernel.");
		require(constant || operation.sigmas() == 1 || operation.sigmas() == guide.size(), "There are " + operation
			.sigmas() + " sigmas for " + guide.size() + " features: give one for all or one for each.");
		for (final Volume feature : guide) checkFeature(operation, first, guide.get(0), feature);
		final int outWidth = out(operation, first.width(), guide.isEmpty() ? 0 : guide.get(0).width());
		final int outHeight = out(operation, first.height(), guide.isEmpty() ? 0 : guide.get(0).height());
		require((long) outWidth * outHeight <= Integer.MAX_VALUE - 8, "A plane of " + outWidth + " x " + outHeight +
			" pixels is too large: use a smaller stride.");
		return new OperatorShape(first.width(), first.height(), first.depth(), input.size(), guide.size(), outWidth,
			outHeight, operation.isShared() ? input.size() : operation.outputs());
	}

	/** The same sizes with other numbers of channels. */
	OperatorShape of(final int in, final int out) {
		return new OperatorShape(width, height, depth, in, features, outWidth, outHeight, out);
	}

	/** The pixel that takes the place of the one at {@code index} in a row of that many, mirrored as {@code cb|abcd|cb}. */
	static int mirror(final int index, final int length) {
		if (length == 1) return 0;
		final int period = 2 * (length - 1);
		final int within = Math.floorMod(index, period);
		return Math.min(within, period - within);
	}

	private static void checkChannels(final PixelAdaptive operation, final int inputs) {
		if (operation.isShared()) {
			require(operation.biases() <= 1 || operation.biases() == inputs, "There are " + operation.biases() +
				" biases for " + inputs + " channels: give one for all or one for each.");
		}
		else require(operation.inputs() == inputs, "There are weights for " + operation.inputs() + " input channels, but " +
			inputs + " channels: give as many.");
	}

	private static void checkFeature(final PixelAdaptive operation, final Volume input, final Volume first,
		final Volume feature)
	{
		require(first.sameSize(feature), "Features of " + size(first) + " and " + size(feature) +
			" pixels cannot guide together: give them one size.");
		if (operation.isTransposed()) {
			final int stride = operation.stride();
			require(input.depth() == feature.depth() && fits(input.width(), feature.width(), stride) && fits(input.height(),
				feature.height(), stride), "A guide of " + size(feature) + " pixels does not fit an input of " + size(input) +
					" placed " + stride + " apart: along x and y it must be " + stride + " times as large, less at most " +
					(stride - 1) + ".");
		}
		else require(input.sameSize(feature), "A guide of " + size(feature) + " pixels does not fit an input of " + size(
			input) + ": give them one size.");
	}

	private static boolean fits(final int in, final int out, final int stride) {
		return out > (in - 1L) * stride && out <= (long) in * stride;
	}

	private static int out(final PixelAdaptive operation, final int in, final int guide) {
		final int stride = operation.stride();
		if (!operation.isTransposed()) return (in - 1) / stride + 1;
		if (guide > 0) return guide;
		require((long) in * stride <= Integer.MAX_VALUE, in + " pixels placed " + stride +
			" apart are too many: use a smaller stride.");
		return in * stride;
	}

	private static String size(final Volume volume) {
		return volume.width() + " x " + volume.height() + " x " + volume.depth();
	}

	private static void require(final boolean condition, final String sentence) {
		if (!condition) throw new IllegalArgumentException(sentence);
	}
}
