package io.github.kinema.filter;

import java.util.Arrays;
import java.util.Objects;

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
		kernel = builder.kernel;
		normalisation = builder.normalisation;
		border = builder.border;
		shared = builder.weights == null || builder.shared;
		weights = builder.weights == null ? new float[][][] { { ones(window.size()) } } : builder.weights;
		bias = builder.bias;
		sigmas = builder.sigmas;
		sumNorm = builder.sumNorm;
		patch = builder.patch;
		stride = builder.stride;
		transposed = builder.transposed;
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

		/** @throws IllegalArgumentException if the parts do not fit together. */
		public PixelAdaptive build() {
			return new PixelAdaptive(this);
		}
	}
}
