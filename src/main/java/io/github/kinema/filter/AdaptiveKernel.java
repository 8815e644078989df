package io.github.kinema.filter;

/**
 * How much a sample counts whose guide features differ by d from those of the
 * pixel: K(d), with d² the squared Euclidean length of the difference, each
 * feature divided by its sigma beforehand.
 * <p>
 * After Su, Jampani, Sun, Gallo, Learned-Miller and Kautz, "Pixel-Adaptive
 * Convolutional Neural Networks", CVPR 2019.
 * </p>
 */
public sealed interface AdaptiveKernel {

	/** exp(−d² / 2). */
	record Gaussian() implements AdaptiveKernel {}

	/**
	 * α + (d² + ε²)^(λ/2), with ε = 0.01.
	 *
	 * @param alpha α
	 * @param lambda λ
	 * @param asymmetric whether features that are smaller at the sample than at the pixel count as equal
	 */
	record Inverse(float alpha, float lambda, boolean asymmetric) implements AdaptiveKernel {

		/** Keeps equal features apart from infinity. */
		public static final float EPSILON = 0.01f;
	}

	/** 1: plain convolution; no guide is looked at. */
	record Constant() implements AdaptiveKernel {}
}
