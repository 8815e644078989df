package io.github.kinema.filter;

import java.util.Arrays;

/**
 * The adaptive kernel K between a line of pixels and a line of samples.
 * <p>
 * NB: every loop runs over {@code [x]} in few arrays, and none calls another or
 * branches: this is what the JVM turns into vector instructions.
 * </p>
 */
final class Similarity {

	/** Features are divided by this besides sigma, so that K = exp(−32 d²) for the Gaussian. */
	private static final float GAUSSIAN_SCALE = 8;

	/** The largest feature there may be, so that squared differences are finite, and the sum of any number of them. */
	static final float LIMIT = 5e16f;

	/** A feature that lies so far from all others that the Gaussian of the difference is 0. */
	static final float FAR = 1e17f;

	/** The largest distance there may be. */
	private static final float LARGEST = 1e37f;

	// A quotient of polynomials close to e^-u: the largest relative error from 0 to 0.87 is 7e-8, and none at 0. The 32nd
	// power, by which rounding errors grow, too, is off by 7e-6 at most down to 1e-12, and goes on to 0 from there.
	private static final float P1 = 0.18395423f;
	private static final float Q1 = 0.81604202f;
	private static final float Q2 = 0.31610862f;
	private static final float Q3 = 0.074358265f;
	private static final float Q4 = 0.011738556f;

	private final AdaptiveKernel kernel;
	private final boolean sumNorm;
	private final boolean patches;
	private final float epsilon;

	// NB: features are multiplied by a power of two, which loses no bit of their differences however large they are
	// themselves; what remains goes into the differences' squares.
	private final float[] scales;
	private final float[] squaredRests;
	private final float[] rests;

	/** What squares are multiplied by beside those of the last feature: 1 where all sigmas are the same. */
	private final float[] ratios;

	/** Coefficients for squares that lack the rest of the last feature. */
	private final float p1;
	private final float q1;
	private final float q2;
	private final float q3;
	private final float q4;

	/** @param features of the guide */
	Similarity(final PixelAdaptive operation, final int features) {
		kernel = operation.kernel();
		sumNorm = operation.isSumNorm();
		patches = operation.patch() > 0;
		epsilon = AdaptiveKernel.Inverse.EPSILON * AdaptiveKernel.Inverse.EPSILON;
		scales = new float[features];
		rests = new float[features];
		squaredRests = new float[features];
		ratios = new float[features];
		double last = 1;
		for (int g = features - 1; g >= 0; g--) {
			final double scale = distanceScale(operation.sigma(g));
			scales[g] = Math.scalb(1f, Math.max(Float.MIN_EXPONENT, Math.min(Float.MAX_EXPONENT, Math.getExponent(scale))));
			final double rest = scale / scales[g];
			rests[g] = (float) rest;
			squaredRests[g] = (float) (rest * rest);
			if (g == features - 1) last = rest * rest;
			ratios[g] = (float) (rest * rest / last);
		}
		p1 = (float) (P1 * last);
		q1 = (float) (Q1 * last);
		q2 = (float) (Q2 * last * last);
		q3 = (float) (Q3 * last * last * last);
		q4 = (float) (Q4 * last * last * last * last);
	}

	/** What features are multiplied by before they are compared: a power of two. */
	float scale(final int feature) {
		return scales[feature];
	}

	/** What a difference of features of that sigma is multiplied by in all. */
	double distanceScale(final float sigma) {
		return 1 / (kernel instanceof AdaptiveKernel.Gaussian ? (double) GAUSSIAN_SCALE * sigma : sigma);
	}

	/** Whether samples that lie {@link #FAR} away weigh nothing. */
	boolean vanishes() {
		return kernel instanceof AdaptiveKernel.Gaussian && !patches;
	}

	/** Computes {@code weight} times K of the first {@code n} samples, and adds it to a sum. */
	void computeAndAdd(final int n, final float[][] pixels, final float[][] samples, final float weight, final float[] k,
		final float[] sum)
	{
		if (kernel instanceof AdaptiveKernel.Gaussian && pixels.length == 1) {
			gaussianAndSum(n, pixels[0], samples[0], weight, k, sum);
			return;
		}
		compute(n, pixels, samples, k);
		LineLoops.multiplyAndAdd(n, weight, k, sum);
	}

	/** Computes K of the first {@code n} samples. */
	void compute(final int n, final float[][] pixels, final float[][] samples, final float[] k) {
		final int last = pixels.length - 1;
		if (kernel instanceof AdaptiveKernel.Gaussian && !sumNorm) {
			if (last == 0) gaussian(n, pixels[0], samples[0], k);
			else {
				squares(n, pixels[0], samples[0], ratios[0], k);
				for (int g = 1; g < last; g++) addSquares(n, pixels[g], samples[g], ratios[g], k);
				gaussianOfSum(n, pixels[last], samples[last], k);
			}
			return;
		}
		if (kernel instanceof AdaptiveKernel.Constant) {
			Arrays.fill(k, 0, n, 1);
			return;
		}
		distances(n, pixels, samples, k);
		ofDistances(n, k);
	}

	/** K of equal features. */
	float ofEqual() {
		final float[] k = { 0 };
		ofDistances(1, k);
		return k[0];
	}

	/** Turns squared distances into K. */
	void ofDistances(final int n, final float[] k) {
		if (kernel instanceof AdaptiveKernel.Inverse inverse) inverse(n, inverse, k);
		else gaussian(n, k);
	}

	/** Squared distances of the first {@code n} samples. */
	void distances(final int n, final float[][] pixels, final float[][] samples, final float[] d2) {
		final boolean asymmetric = kernel instanceof AdaptiveKernel.Inverse inverse && inverse.asymmetric();
		Arrays.fill(d2, 0, n, 0);
		for (int g = 0; g < pixels.length; g++) {
			if (asymmetric && sumNorm) addPositive(n, pixels[g], samples[g], rests[g], d2);
			else if (asymmetric) addPositiveSquares(n, pixels[g], samples[g], squaredRests[g], d2);
			else if (sumNorm) addAbsolute(n, pixels[g], samples[g], rests[g], d2);
			else addSquares(n, pixels[g], samples[g], squaredRests[g], d2);
		}
		if (sumNorm) square(n, d2);
	}

	private void gaussian(final int n, final float[] pixels, final float[] samples, final float[] k) {
		final float p1 = this.p1;
		final float q1 = this.q1;
		final float q2 = this.q2;
		final float q3 = this.q3;
		final float q4 = this.q4;
		for (int x = 0; x < n; x++) {
			final float d = samples[x] - pixels[x];
			final float u = d * d;
			final float e1 = (1 - u * p1) / (1 + u * (q1 + u * (q2 + u * (q3 + u * q4))));
			final float e2 = e1 * e1;
			final float e4 = e2 * e2;
			final float e8 = e4 * e4;
			final float e16 = e8 * e8;
			k[x] = e16 * e16;
		}
	}

	private void gaussianAndSum(final int n, final float[] pixels, final float[] samples, final float weight,
		final float[] k, final float[] sum)
	{
		final float p1 = this.p1;
		final float q1 = this.q1;
		final float q2 = this.q2;
		final float q3 = this.q3;
		final float q4 = this.q4;
		for (int x = 0; x < n; x++) {
			final float d = samples[x] - pixels[x];
			final float u = d * d;
			final float e1 = (1 - u * p1) / (1 + u * (q1 + u * (q2 + u * (q3 + u * q4))));
			final float e2 = e1 * e1;
			final float e4 = e2 * e2;
			final float e8 = e4 * e4;
			final float e16 = e8 * e8;
			final float value = weight * (e16 * e16);
			k[x] = value;
			sum[x] += value;
		}
	}

	private void gaussianOfSum(final int n, final float[] pixels, final float[] samples, final float[] k) {
		final float p1 = this.p1;
		final float q1 = this.q1;
		final float q2 = this.q2;
		final float q3 = this.q3;
		final float q4 = this.q4;
		for (int x = 0; x < n; x++) {
			final float d = samples[x] - pixels[x];
			final float u = k[x] + d * d;
			final float e1 = (1 - u * p1) / (1 + u * (q1 + u * (q2 + u * (q3 + u * q4))));
			final float e2 = e1 * e1;
			final float e4 = e2 * e2;
			final float e8 = e4 * e4;
			final float e16 = e8 * e8;
			k[x] = e16 * e16;
		}
	}

	private static void gaussian(final int n, final float[] k) {
		for (int x = 0; x < n; x++) {
			final float u = Math.min(LARGEST, k[x]);
			final float e1 = (1 - u * P1) / (1 + u * (Q1 + u * (Q2 + u * (Q3 + u * Q4))));
			final float e2 = e1 * e1;
			final float e4 = e2 * e2;
			final float e8 = e4 * e4;
			final float e16 = e8 * e8;
			k[x] = e16 * e16;
		}
	}

	private static void squares(final int n, final float[] pixels, final float[] samples, final float factor,
		final float[] d2)
	{
		for (int x = 0; x < n; x++) {
			final float d = samples[x] - pixels[x];
			d2[x] = factor * (d * d);
		}
	}

	private static void addSquares(final int n, final float[] pixels, final float[] samples, final float factor,
		final float[] d2)
	{
		for (int x = 0; x < n; x++) {
			final float d = samples[x] - pixels[x];
			d2[x] += factor * (d * d);
		}
	}

	private static void addAbsolute(final int n, final float[] pixels, final float[] samples, final float factor,
		final float[] sum)
	{
		for (int x = 0; x < n; x++) sum[x] += factor * Math.abs(samples[x] - pixels[x]);
	}

	private static void addPositiveSquares(final int n, final float[] pixels, final float[] samples, final float factor,
		final float[] d2)
	{
		for (int x = 0; x < n; x++) {
			final float d = samples[x] - pixels[x];
			final float positive = 0.5f * (d + Math.abs(d));
			d2[x] += factor * (positive * positive);
		}
	}

	private static void addPositive(final int n, final float[] pixels, final float[] samples, final float factor,
		final float[] sum)
	{
		for (int x = 0; x < n; x++) {
			final float d = samples[x] - pixels[x];
			sum[x] += factor * (0.5f * (d + Math.abs(d)));
		}
	}

	private static void square(final int n, final float[] sum) {
		for (int x = 0; x < n; x++) sum[x] *= sum[x];
	}

	private void inverse(final int n, final AdaptiveKernel.Inverse inverse, final float[] k) {
		// NB: the general power takes fifty times as long as those that are roots and quotients.
		final float lambda = inverse.lambda();
		if (lambda == 2) plain(n, inverse.alpha(), epsilon, k);
		else if (lambda == 1) root(n, inverse.alpha(), epsilon, k);
		else if (lambda == -1) inverseRoot(n, inverse.alpha(), epsilon, k);
		else if (lambda == -2) quotient(n, inverse.alpha(), epsilon, k);
		else for (int x = 0; x < n; x++) k[x] = inverse.alpha() + (float) Math.pow(k[x] + epsilon, lambda / 2.0);
	}

	private static void plain(final int n, final float alpha, final float epsilon, final float[] k) {
		for (int x = 0; x < n; x++) k[x] = alpha + (k[x] + epsilon);
	}

	private static void root(final int n, final float alpha, final float epsilon, final float[] k) {
		for (int x = 0; x < n; x++) k[x] = alpha + (float) Math.sqrt(k[x] + epsilon);
	}

	private static void inverseRoot(final int n, final float alpha, final float epsilon, final float[] k) {
		for (int x = 0; x < n; x++) k[x] = alpha + 1 / (float) Math.sqrt(k[x] + epsilon);
	}

	private static void quotient(final int n, final float alpha, final float epsilon, final float[] k) {
		for (int x = 0; x < n; x++) k[x] = alpha + 1 / (k[x] + epsilon);
	}
}
