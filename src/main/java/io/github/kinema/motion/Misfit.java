package io.github.kinema.motion;

import java.util.Arrays;

import io.github.kinema.tile.Plane;

/**
 * Tells noise from signal: how much two aligned planes still differ, in units of
 * their gradient.
 */
public final class Misfit {

	/** Pixels looked at. */
	private static final int SAMPLES = 1 << 12;

	/** They never get more than this. */
	static final int MOST = 2 * SAMPLES;

	/** Gradients below this are taken for none, in grey values. */
	private static final float FLAT = 1e-3f;

	private Misfit() {}

	/**
	 * The median difference of the aligned planes over the median gradient: about
	 * the error of a single pixel's motion, in pixels. Near 0 on clean recordings,
	 * about 1 where noise is as strong as structure. Medians, so that what is
	 * hidden or moves oddly does not count.
	 */
	public static float of(final Plane first, final Plane second, final Flow flow) {
		final int width = first.width();
		final float[] a = first.values();
		final int step = step(a.length);
		final float[] changes = new float[samples(a.length)];
		final float[] gradients = new float[changes.length];
		for (int i = 0, n = 0; i < a.length; i += step, n++) {
			final int x = i % width;
			final int y = i / width;
			changes[n] = Math.abs(Sampling.linear(second, x + flow.u()[i], y + flow.v()[i]) -
				a[i]);
			final int left = x > 0 ? i - 1 : i;
			final int right = x + 1 < width ? i + 1 : i;
			final int up = y > 0 ? i - width : i;
			final int down = y + 1 < first.height() ? i + width : i;
			gradients[n] = 0.5f * (Math.abs(a[right] - a[left]) + Math.abs(a[down] - a[up]));
		}
		return of(changes, gradients);
	}

	/** The distance of pixels looked at. */
	static int step(final int size) {
		// NB: an odd step does not fall into the rhythm of even-sized rows.
		return Math.max(1, size / SAMPLES | 1);
	}

	/** The number of pixels looked at. */
	static int samples(final int size) {
		return (size + step(size) - 1) / step(size);
	}

	/** The misfit of samples, which are sorted. */
	static float of(final float[] changes, final float[] gradients) {
		Arrays.sort(changes);
		Arrays.sort(gradients);
		return changes[changes.length / 2] / Math.max(FLAT, gradients[gradients.length /
			2]);
	}
}
