package io.github.kinema.evaluate;

import io.github.kinema.tile.Plane;

/**
 * How a rebuilt plane, or several of them, differ from the measured ones.
 * <p>
 * Pixels that are not finite on either side take no part.
 * </p>
 *
 * @param pixels how many pixels were compared
 * @param squared sum of squared differences
 * @param absolute sum of absolute differences
 * @param signed sum of rebuilt − measured
 */
public record Difference(long pixels, double squared, double absolute, double signed) {

	/** No pixels yet. */
	public static final Difference NONE = new Difference(0, 0, 0, 0);

	/** Compares two planes of the same size. */
	public static Difference of(final Plane measured, final Plane rebuilt) {
		long pixels = 0;
		double squared = 0;
		double absolute = 0;
		double signed = 0;
		for (int i = 0; i < measured.values().length; i++) {
			final double difference = (double) rebuilt.values()[i] - measured.values()[i];
			if (!Double.isFinite(difference)) continue;
			pixels++;
			squared += difference * difference;
			absolute += Math.abs(difference);
			signed += difference;
		}
		return new Difference(pixels, squared, absolute, signed);
	}

	/** Both together, pixel by pixel. */
	public Difference plus(final Difference other) {
		return new Difference(pixels + other.pixels, squared + other.squared, absolute + other.absolute, //
			signed + other.signed);
	}

	/** Mean absolute error, in the unit of the values; NaN if no pixel was compared. */
	public double meanAbsoluteError() {
		return absolute / pixels;
	}

	/** Mean of rebuilt − measured; NaN if no pixel was compared. */
	public double bias() {
		return signed / pixels;
	}

	/**
	 * Peak signal-to-noise ratio in decibels; infinite if there is no difference,
	 * NaN if no pixel was compared.
	 *
	 * @param peak the range that the values can have: 255 for 8 bit
	 */
	public double psnr(final double peak) {
		return 10 * Math.log10(peak * peak / (squared / pixels));
	}
}
