package io.github.kinema.filter;

import java.util.Map;
import java.util.TreeMap;

import io.github.kinema.device.KernelDevice;
import io.github.kinema.device.KernelSource;
import io.github.kinema.filter.AdaptiveKernel.Gaussian;
import io.github.kinema.filter.AdaptiveKernel.Inverse;

/**
 * Channels that the kernel makes at a time, and what it is compiled with for that.
 *
 * @param operation what to do
 * @param shape the sizes
 * @param firstInput the first input channel
 * @param inputs how many
 * @param firstOutput the first output channel
 * @param outputs how many
 * @param block outputs of a work item
 * @param folded whether K is multiplied by the weight at once
 */
record KernelPass(PixelAdaptive operation, OperatorShape shape, int firstInput, int inputs, int firstOutput,
	int outputs, int block, boolean folded)
{

	/** Numbers that a work item holds at most, so that they stay in registers. */
	private static final int NUMBERS = 64;

	private static final int MOST_OUTPUTS = 8;

	/** A pass for some channels. */
	static KernelPass of(final PixelAdaptive operation, final OperatorShape shape, final int firstInput,
		final int inputs, final int firstOutput, final int outputs)
	{
		return new KernelPass(operation, shape, firstInput, inputs, firstOutput, outputs, block(operation, shape, inputs,
			outputs), isFolded(operation));
	}

	/** As many outputs as fit, where they lie one tap apart. */
	private static int block(final PixelAdaptive operation, final OperatorShape shape, final int inputs,
		final int outputs)
	{
		final boolean apart = operation.stride() > 1 && !operation.isTransposed();
		final boolean patches = operation.patch() > 0;
		if (apart || patches && (operation.isTransposed() || operation.window().dilation() > 1)) return 1;
		final int numbers = inputs + 2 * outputs + 2 + (patches ? 2 : 2 * shape.features());
		return Math.max(1, Math.min(MOST_OUTPUTS, Integer.highestOneBit(NUMBERS / numbers)));
	}

	private static boolean isFolded(final PixelAdaptive operation) {
		if (!operation.isShared()) return false;
		final boolean ones = operation.normalisation() == Normalisation.KERNEL;
		for (final float weight : operation.weights(0, 0)) {
			if (ones ? weight != 1 : weight < 0) return false;
		}
		return true;
	}

	/** Whether outputs are means: no weight is negative, and all are divided by their sum. */
	private boolean isBounded() {
		if (operation.normalisation() == Normalisation.NONE) return false;
		if (operation.kernel() instanceof Inverse inverse && inverse.alpha() < 0) return false;
		if (operation.isShared()) return folded;
		if (operation.normalisation() == Normalisation.KERNEL) return false;
		for (int output = firstOutput; output < firstOutput + outputs; output++) {
			for (int input = 0; input < inputs; input++) {
				for (final float weight : operation.weights(output, input)) if (weight < 0) return false;
			}
		}
		return true;
	}

	/** The kernel's source with the constants of this pass. */
	KernelSource source() {
		final boolean gaussian = operation.kernel() instanceof Gaussian;
		final Map<String, Integer> constants = new TreeMap<>();
		constants.put("CHANNELS", inputs);
		constants.put("OUTPUTS", outputs);
		constants.put("FEATURES", shape.features());
		constants.put("BLOCK", block);
		constants.put("GAUSSIAN", flag(gaussian));
		constants.put("INVERSE", flag(operation.kernel() instanceof Inverse));
		constants.put("ASYMMETRIC", flag(operation.kernel() instanceof Inverse inverse && inverse.asymmetric()));
		constants.put("SUM_NORM", flag(operation.isSumNorm()));
		constants.put("NORMALISED", operation.normalisation().ordinal());
		constants.put("FOLDED", flag(folded));
		constants.put("BOUNDED", flag(isBounded()));
		constants.put("SHARED", flag(operation.isShared()));
		constants.put("TRANSPOSED", flag(operation.isTransposed()));
		constants.put("MIRROR", flag(operation.border() == Border.MIRROR));
		constants.put("PATCH", patch());
		final Map<String, String> texts = new TreeMap<>();
		constants.forEach((name, value) -> texts.put(name, value.toString()));
		return new KernelSource("pixel_adaptive", texts);
	}

	private static int flag(final boolean value) {
		return value ? 1 : 0;
	}

	/** The radius of patches; 0 where nothing is compared. */
	int patch() {
		return shape.features() == 0 ? 0 : operation.patch();
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
