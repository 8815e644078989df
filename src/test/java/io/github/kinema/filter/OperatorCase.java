package io.github.kinema.filter;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import io.github.kinema.filter.AdaptiveKernel.Constant;
import io.github.kinema.filter.AdaptiveKernel.Gaussian;
import io.github.kinema.filter.AdaptiveKernel.Inverse;
import io.github.kinema.tile.Volume;

/**
 * One combination of sizes and choices for the operator, with random values.
 *
 * @param outputs channels of the full form; 0 for one shared filter
 * @param less by how much the guide of the transposed form is smaller than it could be
 */
record OperatorCase(int width, int height, int depth, Window window, AdaptiveKernel kernel, Normalisation normalisation,
	Border border, int channels, int outputs, int features, int stride, boolean transposed, int less, boolean sumNorm,
	int patch)
{

	private static final AdaptiveKernel[] KERNELS = { new Gaussian(), new Inverse(0.5f, -1, false), new Inverse(0, -1.6f,
		true), new Inverse(0.1f, 2, false), new Inverse(0, 1, true), new Inverse(0.25f, 0.7f, false), new Constant() };

	private static final Window[] WINDOWS = { Window.square(1), Window.square(3), Window.disc(2), new Window(2, 1, 0, false,
		2), new Window(0, 2, 0, false, 1), new Window(1, 2, 1, false, 1), new Window(2, 2, 2, true, 1), new Window(0, 0, 2,
			false, 1), new Window(1, 1, 1, true, 2), new Window(0, 0, 0, false, 1), new Window(9, 6, 0, false, 1) };

	private static final int[][] SIZES = { { 23, 19, 1 }, { 1, 1, 1 }, { 1, 9, 1 }, { 17, 1, 1 }, { 3, 2, 1 }, { 11, 9, 5 }, {
		6, 5, 2 } };

	/** Each choice by itself, and many of them together, always the same. */
	static List<OperatorCase> all() {
		final List<OperatorCase> cases = new ArrayList<>();
		final OperatorCase plain = new OperatorCase(23, 19, 1, Window.square(2), new Gaussian(), Normalisation.KERNEL,
			Border.VALID, 1, 0, 1, 1, false, 0, false, 0);
		cases.add(plain);
		cases.add(new OperatorCase(23, 19, 1, Window.disc(5), new Gaussian(), Normalisation.WEIGHTS, Border.MIRROR, 1, 0, 1,
			1, false, 0, false, 0));
		cases.add(new OperatorCase(23, 19, 1, Window.square(2), new Gaussian(), Normalisation.WEIGHTS, Border.VALID, 1, 0, 3,
			1, false, 0, true, 0));
		cases.add(new OperatorCase(23, 19, 1, Window.square(2), new Gaussian(), Normalisation.NONE, Border.VALID, 2, 3, 1, 1,
			false, 0, false, 0));
		cases.add(new OperatorCase(23, 19, 1, Window.square(2), new Gaussian(), Normalisation.KERNEL, Border.VALID, 1, 0, 1,
			1, false, 0, false, 2));
		cases.add(new OperatorCase(12, 10, 1, Window.square(2), new Gaussian(), Normalisation.KERNEL, Border.VALID, 1, 0, 1,
			2, true, 1, false, 0));
		final Random random = new Random(42);
		for (int i = 0; i < 110; i++) {
			final int[] size = SIZES[random.nextInt(SIZES.length)];
			final boolean transposed = random.nextInt(5) == 0;
			final int stride = random.nextBoolean() ? 1 : 2 + random.nextInt(2);
			final AdaptiveKernel kernel = KERNELS[random.nextBoolean() ? 0 : random.nextInt(KERNELS.length)];
			cases.add(new OperatorCase(size[0], size[1], size[2], WINDOWS[random.nextInt(WINDOWS.length)], kernel,
				Normalisation.values()[random.nextInt(3)], transposed ? Border.VALID : Border.values()[random.nextInt(2)], 1 +
					random.nextInt(3), random.nextInt(3) == 0 ? 1 + random.nextInt(3) : 0, random.nextBoolean() ? 1 : 3, stride,
				transposed, transposed && stride > 1 ? random.nextInt(stride) : 0, random.nextInt(4) == 0, random.nextInt(
					4) == 0 ? 1 + random.nextInt(2) : 0));
		}
		return cases;
	}

	/** The operator, with weights of both signs. */
	PixelAdaptive operation(final Random random) {
		final PixelAdaptive.Builder builder = builder(random).optNormalisation(normalisation);
		if (outputs > 0) builder.optWeights(table(random, outputs, channels, window.size())).optBias(values(random, outputs,
			-1, 1));
		else if (random.nextInt(4) > 0) builder.optWeights(values(random, window.size(), -1, 1)).optBias(0.3f);
		return builder.build();
	}

	/** The same, but such that it averages. */
	PixelAdaptive averaging(final Random random) {
		final PixelAdaptive.Builder builder = builder(random);
		if (normalisation == Normalisation.KERNEL && outputs == 0) return builder.optNormalisation(normalisation).build();
		if (outputs == 0) builder.optWeights(values(random, window.size(), 0, 1));
		else {
			final float[][][] table = new float[channels][channels][];
			for (final float[][] row : table) for (int c = 0; c < channels; c++) row[c] = values(random, window.size(), 0, 1);
			builder.optWeights(table);
		}
		return builder.optNormalisation(Normalisation.WEIGHTS).build();
	}

	private PixelAdaptive.Builder builder(final Random random) {
		final PixelAdaptive.Builder builder = PixelAdaptive.builder().setWindow(window).optKernel(kernel).optBorder(border)
			.optStride(stride).optTransposed(transposed).optSumNorm(sumNorm).optPatch(patch);
		return random.nextBoolean() ? builder.optSigmas(0.6f) : builder.optSigmas(values(random, Math.max(1, features), 0.3f,
			1));
	}

	List<Volume> input(final Random random) {
		return volumes(random, channels, width, height, depth);
	}

	List<Volume> guide(final Random random) {
		if (kernel instanceof Constant) return List.of();
		return transposed ? volumes(random, features, width * stride - less, height * stride - less, depth) : volumes(random,
			features, width, height, depth);
	}

	static List<Volume> volumes(final Random random, final int channels, final int width, final int height,
		final int depth)
	{
		final List<Volume> volumes = new ArrayList<>();
		for (int c = 0; c < channels; c++) volumes.add(volume(random, width, height, depth));
		return volumes;
	}

	/** Random values from 0 to 1. */
	static Volume volume(final Random random, final int width, final int height, final int depth) {
		final Volume volume = new Volume(width, height, depth);
		for (final float[] plane : volume.planes()) for (int i = 0; i < plane.length; i++) plane[i] = random.nextFloat();
		return volume;
	}

	/** Steps and slopes with noise, from 0 to 1. */
	static Volume scene(final Random random, final int width, final int height) {
		final Volume volume = new Volume(width, height, 1);
		final double angle = 6.28 * random.nextDouble();
		for (int y = 0; y < height; y++) {
			for (int x = 0; x < width; x++) {
				final double along = Math.cos(angle) * x + Math.sin(angle) * y;
				final double value = 0.3 + (Math.sin(along / 7) > 0 ? 0.4 : 0) + 0.002 * x + 0.05 * random.nextGaussian();
				volume.plane(0)[x + y * width] = (float) Math.max(0, Math.min(1, value));
			}
		}
		return volume;
	}

	static float[][][] table(final Random random, final int outputs, final int inputs, final int size) {
		final float[][][] table = new float[outputs][inputs][];
		for (final float[][] row : table) for (int c = 0; c < inputs; c++) row[c] = values(random, size, -1, 1);
		return table;
	}

	static float[] values(final Random random, final int count, final float low, final float high) {
		final float[] values = new float[count];
		for (int i = 0; i < count; i++) values[i] = low + (high - low) * random.nextFloat();
		return values;
	}
}
