package io.github.kinema.evaluate;

import java.util.List;

import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;

/**
 * How well one estimated frame agrees with the true one, over all of its channels.
 *
 * @param known pixels with a truth, of all channels
 * @param difference over those of them with an estimate
 * @param ssim {@link StructuralSimilarity}, the mean over channels
 * @param peak the range that values can have, for PSNR
 */
public record FrameScore(long known, Difference difference, double ssim, double peak) {

	/**
	 * Compares two frames of the same size, channel by channel.
	 *
	 * @param peak 255 for 8 bit
	 * @throws java.util.concurrent.CancellationException if cancelled
	 */
	public static FrameScore of(final List<Plane> estimate, final List<Plane> truth, final double peak,
		final Progress progress)
	{
		long known = 0;
		Difference difference = Difference.NONE;
		double ssim = 0;
		for (int c = 0; c < truth.size(); c++) {
			for (final float value : truth.get(c).values())
				if (Float.isFinite(value)) known++;
			difference = difference.plus(Difference.of(truth.get(c), estimate.get(c)));
			ssim += StructuralSimilarity.of(truth.get(c), estimate.get(c), peak, progress) / truth.size();
		}
		return new FrameScore(known, difference, ssim, peak);
	}

	/** Peak signal-to-noise ratio in dB; infinite if nothing differs. */
	public double psnr() {
		return difference.psnr(peak);
	}

	/** The share of the pixels with a truth that have an estimate; NaN if there is no truth. */
	public double coverage() {
		return (double) difference.pixels() / known;
	}

	/**
	 * The frame as it would be stored with integer pixels: rounded, and cut to what they can hold. What is not finite
	 * stays so.
	 *
	 * @param greatest value of a pixel, 255 for 8 bit; the least is 0
	 */
	public static Plane stored(final Plane plane, final double greatest) {
		final float[] values = plane.values().clone();
		for (int i = 0; i < values.length; i++)
			if (Float.isFinite(values[i])) values[i] = (float) Math.max(0, Math.min(Math.rint(values[i]), greatest));
		return new Plane(plane.width(), plane.height(), values);
	}

	/** Estimate minus truth. */
	public static Plane error(final Plane estimate, final Plane truth) {
		final float[] values = new float[truth.values().length];
		for (int i = 0; i < values.length; i++)
			values[i] = estimate.values()[i] - truth.values()[i];
		return new Plane(truth.width(), truth.height(), values);
	}

	/**
	 * Flicker at a frame: the mean absolute second difference over time of the error
	 * (estimate minus truth). 0 if the errors change steadily, however large they are;
	 * what alternates between sharp and soft, or bright and dark, counts double.
	 *
	 * @param before errors of the frame before, a plane for each channel
	 * @param now errors of the frame
	 * @param after errors of the frame after
	 * @return in the unit of the values; NaN if no pixel is finite in all three
	 */
	public static double flicker(final List<Plane> before, final List<Plane> now, final List<Plane> after) {
		double sum = 0;
		long count = 0;
		for (int c = 0; c < now.size(); c++) {
			for (int i = 0; i < now.get(c).values().length; i++) {
				final double second = (double) before.get(c).values()[i] - 2.0 * now.get(c).values()[i] + after.get(c).values()[i];
				if (!Double.isFinite(second)) continue;
				sum += Math.abs(second);
				count++;
			}
		}
		return sum / count;
	}
}
