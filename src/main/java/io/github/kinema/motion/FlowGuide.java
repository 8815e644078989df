package io.github.kinema.motion;

import java.util.Arrays;
import java.util.List;

import io.github.kinema.tile.Plane;

/**
 * Brings the features of two frames to one plane each, on a common scale of about
 * 0 to 255, so that the same settings suit every kind of image.
 *
 * @param first of the first frame
 * @param second of the second frame
 */
public record FlowGuide(Plane first, Plane second) {

	/** Values looked at for the percentiles. */
	private static final int SAMPLES = 1 << 14;

	public static FlowGuide of(final List<Plane> first, final List<Plane> second) {
		final int width = first.get(0).width();
		final int height = first.get(0).height();
		final float[] a = new float[width * height];
		final float[] b = new float[width * height];
		for (int c = 0; c < first.size(); c++) {
			final float[] range = range(first.get(c).values(), second.get(c).values());
			if (!(range[1] > range[0])) continue;
			final float scale = 255 / (range[1] - range[0]) / first.size();
			add(first.get(c).values(), range[0], scale, a);
			add(second.get(c).values(), range[0], scale, b);
		}
		return new FlowGuide(new Plane(width, height, a), new Plane(width, height, b));
	}

	private static void add(final float[] values, final float low, final float scale,
		final float[] sum)
	{
		for (int i = 0; i < sum.length; i++) {
			sum[i] += (values[i] - low) * scale;
		}
	}

	private static float[] range(final float[] a, final float[] b) {
		final int step = Math.max(1, a.length / SAMPLES);
		final float[] samples = new float[2 * ((a.length + step - 1) / step)];
		int count = 0;
		for (int i = 0; i < a.length; i += step) {
			if (Float.isFinite(a[i])) samples[count++] = a[i];
			if (Float.isFinite(b[i])) samples[count++] = b[i];
		}
		if (count == 0) return new float[] { 0, 0 };
		Arrays.sort(samples, 0, count);
		return new float[] { samples[count / 200], samples[count - 1 - count / 200] };
	}
}
