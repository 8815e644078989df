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
}
