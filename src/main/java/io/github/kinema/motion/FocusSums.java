package io.github.kinema.motion;

import java.util.Arrays;

/**
 * What is kept of each pixel while slices go by: the peak of the focus measure, its neighbours, and sums. As many
 * planes, however many slices.
 *
 * @param peak the largest measure so far; −1 if there was none
 * @param slice where that was
 * @param sides the measures one and two slices before the peak, and one and two behind; NaN where there was none
 * @param least the smallest measure so far; infinite if there was none
 * @param total sum of all measures
 * @param weight sum of the weights of the all-in-focus image, relative to that of the peak
 * @param sharp the all-in-focus image, a plane for each channel
 */
record FocusSums(float[] peak, float[] slice, float[][] sides, float[] least, float[] total, float[] weight,
	float[][] sharp) {

	/** Measures kept around the peak. */
	static final int SIDES = 4;

	/** Nothing seen yet. */
	static FocusSums of(final int size, final int channels) {
		final FocusSums sums = new FocusSums(new float[size], new float[size], new float[SIDES][size], //
			new float[size], new float[size], new float[size], new float[channels][size]);
		Arrays.fill(sums.peak, -1);
		Arrays.fill(sums.least, Float.POSITIVE_INFINITY);
		for (final float[] side : sums.sides) Arrays.fill(side, Float.NaN);
		for (final float[] plane : sums.sharp) Arrays.fill(plane, Float.NaN);
		return sums;
	}
}
