package io.github.kinema.filter;

/**
 * Where the pixels of an axis of {@code high} pixels lie among {@code low} samples
 * of the same length: pixel i at {@code (i + 0.5) * low / high - 0.5}, so that both
 * begin and end together. Immutable.
 *
 * @param low number of samples
 * @param high number of pixels
 */
record SampleGrid(int low, int high) {

	/** The sample that a pixel's centre lies in. */
	int nearest(final int pixel) {
		return (int) ((2L * pixel + 1) * low / (2L * high));
	}

	/** How far a pixel's centre lies beyond that of its nearest sample, in samples: -0.5 to 0.5. */
	double offset(final int pixel) {
		return (pixel + 0.5) * low / high - 0.5 - nearest(pixel);
	}

	/**
	 * The Gaussian weight by distance, along this axis, of the sample that many steps
	 * from a pixel's nearest one, relative to the nearest one's: at most 1.
	 *
	 * @param space standard deviation in samples
	 */
	float weight(final int step, final int pixel, final double space) {
		final double offset = offset(pixel);
		final double squared = (step - offset) * (step - offset) - offset * offset;
		return (float) Math.exp(-squared / (2 * space * space));
	}

	/** The first pixel that a sample covers a part of. */
	int first(final int sample) {
		return (int) ((long) sample * high / low);
	}

	/** The pixel after the last that a sample covers a part of. */
	int end(final int sample) {
		return (int) (((sample + 1L) * high + low - 1) / low);
	}

	/** How much of a pixel a sample covers, 0 to 1. */
	double covered(final int sample, final int pixel) {
		final double from = Math.max(pixel, sample * (double) high / low);
		final double to = Math.min(pixel + 1.0, (sample + 1) * (double) high / low);
		return Math.max(0, to - from);
	}
}
