package io.github.kinema.evaluate;

/**
 * How well one method rebuilt one frame.
 *
 * @param frame index of the frame, from 0
 * @param method the method's name
 * @param psnr peak signal-to-noise ratio in dB; infinite if nothing differs
 * @param peak the range that values can have, for PSNR and SSIM
 * @param ssim structural similarity
 * @param mae mean absolute error, in the unit of the values
 * @param bias mean of rebuilt − measured
 * @param displacement how far things move between the two frames that it was rebuilt from
 */
public record Score(long frame, String method, double psnr, double peak, double ssim, double mae, double bias,
	DisplacementClass displacement)
{
}
