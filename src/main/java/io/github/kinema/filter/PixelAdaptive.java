package io.github.kinema.filter;

import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * What the pixel-adaptive operator is to do; immutable. For output pixel i,
 *
 * <pre>
 * out_o(i) = b_o + Σ_c Σ_j W[o, c, j − i] · K(f_i, f_j) · v_c(j)
 * </pre>
 *
 * over the valid samples j of the window around i, divided by what the
 * {@link Normalisation} says; with one spatial filter for all channels,
 * {@code out_c(i) = b_c + Σ_j W[j − i] · K(f_i, f_j) · v_c(j)}.
 * <dl>
 * <dt>stride s</dt>
 * <dd>Output pixel i is centred on input pixel i·s along x and y; there are
 * {@code ceil(X / s)} of them. The guide is as large as the input.</dd>
 * <dt>transposed</dt>
 * <dd>Input sample k lies on output pixel k·s along x and y, and nothing between:
 * {@code out_o(i) = b_o + Σ_c Σ_k W[o, c, i − k·s] · K(f_i, f_{k·s}) · v_c(k)}. With
 * K = 1 this is the transposed convolution of a padding that equals the radius. The
 * guide has the size of the output, {@code (X − 1)·s + 1} to {@code X·s}; without one
 * (a constant kernel) the output has {@code X·s} pixels.</dd>
 * <dt>mirrored border</dt>
 * <dd>Input and guide go on mirrored, {@code cb|abcd|cb}, and again mirrored where the
 * window reaches further than the image.</dd>
 * <dt>patches</dt>
 * <dd>d² is the mean of the squared differences of the pixels at the same place of the
 * patches around i and j, over those known in both. Patches lie in planes, and go on
 * mirrored beyond every border, also where samples there are not valid.</dd>
 * </dl>
 * <p>
 * After Su, Jampani, Sun, Gallo, Learned-Miller and Kautz, "Pixel-Adaptive
 * Convolutional Neural Networks", CVPR 2019.
 * </p>
 */
public final class PixelAdaptive {

	private final Window window;
	private final AdaptiveKernel kernel;
	private final Normalisation normalisation;
	private final Border border;
	private final float[][][] weights;
	private final boolean shared;
	private final float[] bias;
	private final float[] sigmas;
	private final boolean sumNorm;
	private final int patch;
	private final int stride;
	private final boolean transposed;

	private PixelAdaptive(final Builder builder) {
		window = Objects.requireNonNull(builder.window, "window");
		kernel = Objects.requireNonNull(builder.kernel, "kernel");
		normalisation = Objects.requireNonNull(builder.normalisation, "normalisation");
		border = Objects.requireNonNull(builder.border, "border");
		shared = builder.weights == null || builder.shared;
		weights = builder.weights == null ? new float[][][] { { ones(window.size()) } } : copy(builder.weights);
		bias = builder.bias.clone();
		sigmas = builder.sigmas.clone();
		sumNorm = builder.sumNorm;
		patch = builder.patch;
		stride = builder.stride;
		transposed = builder.transposed;
		check();
	}

	private static float[][][] copy(final float[][][] weights) {
		return Stream.of(weights).map(row -> Stream.of(row).map(float[]::clone).toArray(float[][]::new))
			.toArray(float[][][]::new);
	}

	private void check() {
		checkWeights();
		for (final float value : bias) require(Float.isFinite(value), "A bias of " + value + " makes every value " + value +
			": use finite ones.");
		require(shared || bias.length <= 1 || bias.length == outputs(), "There are " + bias.length + " biases for " +
			outputs() + " output channels: give one for all or one for each.");
		require(sigmas.length > 0, "There is no sigma: give one for all features or one for each.");
		for (final float sigma : sigmas) require(sigma > 0 && Float.isFinite(sigma), "A sigma of " + sigma +
			" does not say which differences are large: use a value above 0.");
		require(patch >= 0, "A patch of radius " + patch + " has no pixels: use 0 for single pixels, or more.");
		require(stride >= 1, "A stride of " + stride + " leads nowhere: use 1 or more.");
		require(!transposed || border == Border.VALID, "The transposed form knows no mirrored border, because its samples " +
			"lie apart: use the border valid.");
		if (kernel instanceof AdaptiveKernel.Inverse inverse) {
			require(Float.isFinite(inverse.alpha()) && Float.isFinite(inverse.lambda()), "An inverse kernel of alpha " +
				inverse.alpha() + " and lambda " + inverse.lambda() + " has no values: use finite ones.");
		}
	}

	private void checkWeights() {
		require(weights.length > 0 && weights[0].length > 0, "There are no weights: give at least one spatial filter.");
		for (final float[][] row : weights) {
			require(row.length == inputs(), "Output channels have weights for " + inputs() + " and for " + row.length +
				" input channels: give each the same number.");
			for (final float[] table : row) {
				require(table.length == window.size(), "A table of " + table.length + " weights does not fit a window of " +
					window.width() + " x " + window.height() + " x " + window.depth() + " samples: give " + window.size() + ".");
				for (final float weight : table) require(Float.isFinite(weight), "A weight of " + weight +
					" cannot be summed: use finite ones.");
			}
		}
	}

	private static void require(final boolean condition, final String sentence) {
		if (!condition) throw new IllegalArgumentException(sentence);
	}

	private static float[] ones(final int size) {
		final float[] ones = new float[size];
		Arrays.fill(ones, 1);
		return ones;
	}

	/** Starts with weights of 1, a Gaussian kernel, no normalisation, borders that are not valid. */
	public static Builder builder() {
		return new Builder();
	}

	/** The samples that count. */
	public Window window() {
		return window;
	}

	/** How guide features weigh. */
	public AdaptiveKernel kernel() {
		return kernel;
	}

	/** What is divided by. */
	public Normalisation normalisation() {
		return normalisation;
	}

	/** What lies beyond the border. */
	public Border border() {
		return border;
	}

	/** Whether all channels share one spatial filter, {@code weights(0, 0)}. */
	public boolean isShared() {
		return shared;
	}

	/** Output channels of the full form; 1 if shared. */
	public int outputs() {
		return weights.length;
	}

	/** Input channels of the full form; 1 if shared. */
	public int inputs() {
		return weights[0].length;
	}

	/** The spatial filter from an input to an output channel, in the order of {@link Window#size()}: not to be changed. */
	public float[] weights(final int output, final int input) {
		return weights[output][input];
	}

	/** What is added to an output channel. */
	public float bias(final int output) {
		return bias.length == 0 ? 0 : bias[bias.length == 1 ? 0 : output];
	}

	/** Whether every output is an average: divided by the sum of its weights, none of which is negative. */
	boolean averages() {
		if (normalisation == Normalisation.NONE) return false;
		for (final float[][] row : weights) {
			for (final float[] table : row) for (final float weight : table) {
				if (weight < 0 || normalisation == Normalisation.KERNEL && (!shared || weight != 1)) return false;
			}
		}
		return true;
	}

	/** How many biases there are: 0, 1 for all output channels, or one for each. */
	int biases() {
		return bias.length;
	}

	/** How many sigmas there are: 1 for all features, or one for each. */
	int sigmas() {
		return sigmas.length;
	}

	/** What differences of a feature are divided by. */
	public float sigma(final int feature) {
		return sigmas[sigmas.length == 1 ? 0 : feature];
	}

	/** Whether differences are summed as absolute values before they are squared, as OpenCV does over colours. */
	public boolean isSumNorm() {
		return sumNorm;
	}

	/** Radius in x and y of the patches that are compared, as the mean squared difference over the patch; 0 single pixels. */
	public int patch() {
		return patch;
	}

	/** Pixels along x and y from one output (transposed: input) sample to the next. */
	public int stride() {
		return stride;
	}

	/** Whether this is the transposed form, which makes planes larger by the stride. */
	public boolean isTransposed() {
		return transposed;
	}

	/** Collects what an operator is to do. */
	public static final class Builder {

		private Window window;
		private AdaptiveKernel kernel = new AdaptiveKernel.Gaussian();
		private Normalisation normalisation = Normalisation.NONE;
		private Border border = Border.VALID;
		private float[][][] weights;
		private boolean shared;
		private float[] bias = {};
		private float[] sigmas = { 1 };
		private boolean sumNorm;
		private int patch;
		private int stride = 1;
		private boolean transposed;

		private Builder() {}

		/** The samples that count. */
		public Builder setWindow(final Window value) {
			window = value;
			return this;
		}

		/** How guide features weigh. */
		public Builder optKernel(final AdaptiveKernel value) {
			kernel = value;
			return this;
		}

		/** What is divided by. */
		public Builder optNormalisation(final Normalisation value) {
			normalisation = value;
			return this;
		}

		/** What lies beyond the border. */
		public Builder optBorder(final Border value) {
			border = value;
			return this;
		}

		/** One spatial filter for all channels, in the order of {@link Window#size()}. */
		public Builder optWeights(final float[] value) {
			weights = new float[][][] { { value } };
			shared = true;
			return this;
		}

		/** A spatial filter from each input to each output channel: {@code [output][input][sample]}. */
		public Builder optWeights(final float[][][] value) {
			weights = value;
			shared = false;
			return this;
		}

		/** What is added: one value for all output channels or one for each. */
		public Builder optBias(final float... value) {
			bias = value;
			return this;
		}

		/** What differences of features are divided by: one value for all or one for each. */
		public Builder optSigmas(final float... value) {
			sigmas = value;
			return this;
		}

		/** Sums absolute differences over the features and squares that, as OpenCV does over colours. */
		public Builder optSumNorm(final boolean value) {
			sumNorm = value;
			return this;
		}

		/** Compares patches of this radius in x and y around the pixels. */
		public Builder optPatch(final int value) {
			patch = value;
			return this;
		}

		/** Pixels along x and y from one output (transposed: input) sample to the next. */
		public Builder optStride(final int value) {
			stride = value;
			return this;
		}

		/** Makes the transposed form. */
		public Builder optTransposed(final boolean value) {
			transposed = value;
			return this;
		}

		/**
		 * Makes the operator.
		 *
		 * @throws IllegalArgumentException if the parts do not fit together, with a sentence
		 */
		public PixelAdaptive build() {
			return new PixelAdaptive(this);
		}
	}
}
