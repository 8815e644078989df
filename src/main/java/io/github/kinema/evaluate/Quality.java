package io.github.kinema.evaluate;

import java.util.List;

import io.github.kinema.tile.Plane;

/**
 * How well a rebuilt plane or frame agrees with the measured one. Pixels that
 * are NaN in either take no part; without any pixel left, all is NaN. The caller
 * rounds the rebuilt values to the type of the image first.
 *
 * @param psnr peak signal-to-noise ratio in dB, 10 log10(peak² / MSE); positive
 *          infinity where the planes are identical, to be shown as "inf"
 * @param ssim mean structural similarity, see {@link StructuralSimilarity}
 * @param mae mean absolute error, in units of the image
 * @param bias mean of rebuilt minus measured, in units of the image
 * @param mse mean squared error, in squared units of the image
 * @param pixels pixels compared
 * @param excluded pixels left out because one of the two is NaN
 */
public record Quality(double psnr, double ssim, double mae, double bias, double mse,
	long pixels, long excluded)
{

	/**
	 * Compares two planes of the same size.
	 *
	 * @param peak 255 for 8-bit images; for 16- and 32-bit images the data range
	 *          (maximum − minimum) of the measured stack; more than 0
	 * @throws IllegalArgumentException if the sizes differ or the peak is not positive
	 */
	public static Quality of(final Plane measured, final Plane rebuilt, final double peak) {
		if (!measured.sameSize(rebuilt)) throw new IllegalArgumentException(
			"Cannot compare " + measured.width() + " x " + measured.height() + " with " + //
				rebuilt.width() + " x " + rebuilt.height() + " pixels");
		if (!(peak > 0)) throw new IllegalArgumentException("Peak " + peak + " is not positive");
		double absolute = 0, squares = 0, signed = 0;
		long pixels = 0;
		for (int i = 0; i < measured.values().length; i++) {
			final double error = (double) rebuilt.values()[i] - measured.values()[i];
			if (Double.isNaN(error)) continue;
			absolute += Math.abs(error);
			squares += error * error;
			signed += error;
			pixels++;
		}
		final double mse = squares / pixels;
		return new Quality(psnr(mse, peak), StructuralSimilarity.mean(measured, rebuilt, peak),
			absolute / pixels, signed / pixels, mse, pixels, measured.values().length - pixels);
	}

	/**
	 * Pools the channels or planes of one frame: errors over all their pixels,
	 * SSIM weighted by pixels, PSNR from the pooled squared error.
	 *
	 * @param peak the peak that the parts were compared with
	 */
	public static Quality pool(final List<Quality> parts, final double peak) {
		double ssim = 0, mae = 0, bias = 0, mse = 0;
		long pixels = 0, excluded = 0;
		for (final Quality part : parts) {
			excluded += part.excluded;
			if (part.pixels == 0) continue;
			pixels += part.pixels;
			ssim += part.ssim * part.pixels;
			mae += part.mae * part.pixels;
			bias += part.bias * part.pixels;
			mse += part.mse * part.pixels;
		}
		return new Quality(psnr(mse / pixels, peak), ssim / pixels, mae / pixels, bias / pixels,
			mse / pixels, pixels, excluded);
	}

	private static double psnr(final double mse, final double peak) {
		return 10 * Math.log10(peak * peak / mse);
	}
}
