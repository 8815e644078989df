package io.github.kinema.filter;

/**
 * Sums over lines.
 * <p>
 * NB: every loop runs over {@code [x]} in few arrays: this is what the JVM turns
 * into vector instructions. An index such as {@code [x + shift]}, or a seventh
 * array, makes it ten times as slow.
 * </p>
 */
final class LineLoops {

	private LineLoops() {}

	/** {@code b *= a} */
	static void multiply(final int n, final float[] a, final float[] b) {
		for (int x = 0; x < n; x++) b[x] *= a[x];
	}

	/** {@code to *= factor} */
	static void multiply(final int n, final float factor, final float[] to) {
		for (int x = 0; x < n; x++) to[x] *= factor;
	}

	/** Brings what lies beyond {@code ±limit} to there. */
	static void limit(final int n, final float limit, final float[] to) {
		for (int x = 0; x < n; x++) to[x] = Math.max(-limit, Math.min(limit, to[x]));
	}

	/** Leaves zeros where values are known, and nowhere else. */
	static void addNothing(final int n, final float[] values, final float[] to) {
		for (int x = 0; x < n; x++) to[x] += values[x] * 0;
	}

	/** Whether all values are 0. */
	static boolean isZero(final int n, final float[] values) {
		for (int x = 0; x < n; x++) if (values[x] != 0) return false;
		return true;
	}

	/** {@code to = a + b} */
	static void sum(final int n, final float[] a, final float[] b, final float[] to) {
		for (int x = 0; x < n; x++) to[x] = a[x] + b[x];
	}

	/** {@code to /= count}, and by 1 where that is 0 */
	static void divideByCount(final int n, final float[] count, final float[] to) {
		for (int x = 0; x < n; x++) to[x] /= Math.max(1, count[x]);
	}

	/** {@code to = a * b} */
	static void product(final int n, final float[] a, final float[] b, final float[] to) {
		for (int x = 0; x < n; x++) to[x] = a[x] * b[x];
	}

	/** {@code to += weight * a} */
	static void add(final int n, final float weight, final float[] a, final float[] to) {
		for (int x = 0; x < n; x++) to[x] += weight * a[x];
	}

	/** {@code to += weight * k * (a - b)} */
	static void addDifference(final int n, final float weight, final float[] k, final float[] a, final float[] b,
		final float[] to)
	{
		for (int x = 0; x < n; x++) to[x] += weight * k[x] * (a[x] - b[x]);
	}

	/** {@code to += weight * k * a} */
	static void addProduct(final int n, final float weight, final float[] k, final float[] a, final float[] to) {
		for (int x = 0; x < n; x++) to[x] += weight * k[x] * a[x];
	}

	/** {@code k *= weight} and {@code to += k} */
	static void multiplyAndAdd(final int n, final float weight, final float[] k, final float[] to) {
		for (int x = 0; x < n; x++) {
			k[x] *= weight;
			to[x] += k[x];
		}
	}

	/** {@code toA += k * (b - a)}, and {@code toB += k * (a - b)} */
	static void addPair(final int n, final float[] k, final float[] a, final float[] b, final float[] toA,
		final float[] toB)
	{
		for (int x = 0; x < n; x++) {
			final float product = k[x] * (b[x] - a[x]);
			toA[x] += product;
			toB[x] -= product;
		}
	}

	/** The same as {@link #addPair}, and {@code sumB += k} */
	static void addPairAndSum(final int n, final float[] k, final float[] a, final float[] b, final float[] toA,
		final float[] toB, final float[] sumB)
	{
		for (int x = 0; x < n; x++) {
			final float product = k[x] * (b[x] - a[x]);
			toA[x] += product;
			toB[x] -= product;
			sumB[x] += k[x];
		}
	}

	/** {@code to /= divisor} */
	static void divide(final int n, final float[] divisor, final float[] to) {
		for (int x = 0; x < n; x++) to[x] /= divisor[x];
	}

	/** {@code to = own + to / divisor} */
	static void average(final int n, final float[] own, final float[] divisor, final float[] to) {
		for (int x = 0; x < n; x++) to[x] = own[x] + to[x] / divisor[x];
	}
}
