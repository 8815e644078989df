package io.github.kinema.interpolate;

/** Weights of a separable sampling kernel at fine steps between two pixels. */
final class Kernel {

	/** Steps from one pixel to the next. */
	static final int STEPS = 256;

	/** Lanczos windowed sinc that reaches four pixels to either side. */
	static Kernel lanczos(final int reach) {
		return new Kernel(reach, x -> x == 0 ? 1 : Math.sin(Math.PI * x) * Math.sin(Math.PI *
			x / reach) * reach / (Math.PI * Math.PI * x * x));
	}

	static Kernel cubic(final double a) {
		return new Kernel(2, s -> { double x=Math.abs(s); return x<1? ((a+2)*x-(a+3))*x*x+1 : x<2? ((a*x-5*a)*x+8*a)*x-4*a : 0;});
	}

	final int reach;
	private final float[][] weights = new float[STEPS + 1][];

	private Kernel(final int reach, final java.util.function.DoubleUnaryOperator shape) {
		this.reach = reach;
		for (int step = 0; step <= STEPS; step++) {
			final double[] taps = new double[2 * reach];
			double sum = 0;
			for (int k = 0; k < taps.length; k++) {
				final double x = (double) step / STEPS + reach - 1 - k;
				taps[k] = Math.abs(x) < reach ? shape.applyAsDouble(x) : 0;
				sum += taps[k];
			}
			weights[step] = new float[taps.length];
			for (int k = 0; k < taps.length; k++) {
				weights[step][k] = (float) (taps[k] / sum);
			}
		}
	}

	/** The weights of pixels {@code 1 - reach} to {@code reach} for an offset of 0 to 1. */
	float[] at(final float fraction) {
		return weights[(int) (fraction * STEPS + 0.5f)];
	}
}
