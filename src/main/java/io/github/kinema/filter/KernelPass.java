package io.github.kinema.filter;

import java.util.Map;

import io.github.kinema.device.KernelSource;
import io.github.kinema.filter.AdaptiveKernel.Gaussian;
import io.github.kinema.filter.AdaptiveKernel.Inverse;

/**
 * Channels that a kernel makes at a time, and which kernel that is: one that does
 * all, or a faster one for a Gaussian and one spatial filter that is not negative.
 *
 * @param operation what to do
 * @param shape the sizes
 * @param firstInput the first input channel
 * @param inputs how many
 * @param firstOutput the first output channel
 * @param outputs how many
 * @param block outputs that a work item makes
 * @param isGaussian whether the kernel for Gaussians does it, which multiplies K by the weight at once
 */
record KernelPass(PixelAdaptive operation, OperatorShape shape, int firstInput, int inputs, int firstOutput,
	int outputs, int block, boolean isGaussian)
{

	/** Channels under one spatial filter, and outputs of the full form, that are made at a time at most. */
	static final int MOST_OUTPUTS = 4;

	/** Numbers that a work item holds at most, so that they stay in registers. */
	private static final int NUMBERS = 80;

	/** Outputs that a work item makes at most. */
	private static final int MOST_BLOCK = 8;

	/** The same, of the kernel that does all. */
	private static final int GENERAL_BLOCK = 4;

	/** NB: what of a square is too small for a float is nothing beside a sigma of this. */
	private static final float SMALL = 1e-10f;

	/** Outputs of a work item of a processor, which has few registers. */
	private static final int HOST_BLOCK = 2;

	/** A pass for some channels, on a device that is the computer's own processor or not. */
	static KernelPass of(final PixelAdaptive operation, final OperatorShape shape, final int firstInput,
		final int inputs, final int firstOutput, final int outputs, final boolean host)
	{
		final boolean gaussian = isGaussian(operation);
		final int most = !host ? MOST_BLOCK : gaussian && shape.features() > 1 ? 1 : HOST_BLOCK;
		final int block = Math.min(most, block(operation, shape, outputs, gaussian));
		return new KernelPass(operation, shape, firstInput, inputs, firstOutput, outputs, block, gaussian);
	}

	/** As many outputs as fit, where they lie one tap apart. */
	private static int block(final PixelAdaptive operation, final OperatorShape shape, final int outputs,
		final boolean gaussian)
	{
		if (!gaussian) {
			return operation.stride() == 1 && operation.window().dilation() == 1 ? GENERAL_BLOCK : 1;
		}
		if (operation.stride() > 1 && !operation.isTransposed()) return 1;
		final int numbers = 1 + 3 * outputs + 2 * shape.features();
		// NB: the last work items of a column make less than they could, the more the further taps lie apart.
		final int few = shape.outHeight() / (4 * operation.window().dilation());
		return Integer.highestOneBit(Math.max(1, Math.min(few, NUMBERS / numbers)));
	}

	private static boolean isGaussian(final PixelAdaptive operation) {
		if (!(operation.kernel() instanceof Gaussian) || operation.patch() > 0 || !operation.isShared()) return false;
		return operation.normalisation() == Normalisation.NONE ? isPositive(operation.weights(0, 0)) : isMean(operation);
	}

	/** Whether no share of a sample is negative, and outputs are divided by the sum of all. */
	private static boolean isMean(final PixelAdaptive operation) {
		if (operation.kernel() instanceof Inverse inverse && inverse.alpha() < 0) return false;
		if (operation.normalisation() == Normalisation.KERNEL) {
			return operation.isShared() && isOne(operation.weights(0, 0));
		}
		for (int output = 0; output < operation.outputs(); output++) {
			for (int input = 0; input < operation.inputs(); input++) {
				if (!isPositive(operation.weights(output, input))) return false;
			}
		}
		return operation.normalisation() == Normalisation.WEIGHTS;
	}

	private static boolean isPositive(final float[] weights) {
		for (final float weight : weights) if (weight < 0) return false;
		return true;
	}

	private static boolean isOne(final float[] weights) {
		for (final float weight : weights) if (weight != 1) return false;
		return true;
	}

	/** Whether outputs lie between their samples. */
	boolean isMean() {
		return isMean(operation);
	}

	/** The kernel's source. */
	KernelSource source() {
		if (!isGaussian()) {
			return new KernelSource("pixel_adaptive", Map.of("BLOCK", "" + block, "OUTPUTS", "" + MOST_OUTPUTS), true);
		}
		final boolean sums = operation.isSumNorm() && shape.features() > 1;
		return new KernelSource("pixel_adaptive_gaussian", Map.of("BLOCK", "" + block, "CHANNELS", "" + outputs, "FEATURES",
			"" + shape.features(), "SUM_NORM", sums ? "1" : "0", "UNIFORM", isUniform() ? "1" : "0"), true);
	}

	/** Whether all features have one sigma, such that squares of differences that matter are in the range of floats. */
	private boolean isUniform() {
		final float sigma = operation.sigma(0);
		for (int f = 1; f < shape.features(); f++) if (operation.sigma(f) != sigma) return false;
		return sigma > SMALL && sigma < 1 / SMALL;
	}

	/** The kernel's name. */
	String function() {
		return isGaussian() ? "adaptive_gaussian" : "pixel_adaptive";
	}

	/** What differences of features are multiplied by: for a Gaussian, such that K is 2 to the power of minus d². */
	float[] scales() {
		final float[] scales = new float[Math.max(1, shape.features())];
		final double unit = operation.kernel() instanceof Gaussian ? Math.sqrt(0.5 / Math.log(2)) : 1;
		for (int f = 0; f < shape.features(); f++) scales[f] = (float) (unit / operation.sigma(f));
		return scales;
	}

	/** What is added to the outputs. */
	float[] biases() {
		final float[] biases = new float[outputs];
		for (int o = 0; o < outputs; o++) biases[o] = operation.bias(firstOutput + o);
		return biases;
	}
}
