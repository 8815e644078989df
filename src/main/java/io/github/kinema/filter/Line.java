package io.github.kinema.filter;

/**
 * A row of input and guide as the operator's loops want it: padded to both sides,
 * features divided by their sigmas, unknown values replaced by 0.
 */
final class Line {

	/** Features: {@code [feature][x]}. */
	final float[][] features;

	/** Values: {@code [channel][x]}. */
	final float[][] values;

	/** 1 where the sample is valid, 0 elsewhere. */
	final float[] mask;

	/** Whether all samples are valid, or far enough from all others that their weight is 0. */
	boolean valid;

	/** Whether the guide is known everywhere, for sure. */
	boolean guided;

	Line(final LinePool pool, final int features, final int channels) {
		this.features = pool.take(features);
		values = pool.take(channels);
		mask = pool.take();
	}

	/** Copies the samples from {@code start} on to the begin of another line. */
	void copyTo(final int start, final Line to, final int count) {
		for (int g = 0; g < features.length; g++) System.arraycopy(features[g], start, to.features[g], 0, count);
		for (int c = 0; c < values.length; c++) System.arraycopy(values[c], start, to.values[c], 0, count);
		to.valid = valid;
		if (!valid) System.arraycopy(mask, start, to.mask, 0, count);
	}
}
