package io.github.kinema.motion;

import java.util.Arrays;
import java.util.List;

import io.github.kinema.tile.MissingPixels;
import io.github.kinema.tile.Plane;

/**
 * Two frames brought to one plane each, on a common scale of about 0 to 255 and
 * without gaps, so that the same settings suit every kind of image.
 *
 * @param first of the first frame, shape {@code [X, Y]}
 * @param second of the second frame
 */
public record FlowGuide(Plane first, Plane second) {

	/** Values of each frame looked at for the range. */
	private static final int SAMPLES = 1 << 14;

	/** One in so many values may lie beyond the range at either end. */
	private static final int OUTLIERS = 200;

	/**
	 * The mean of all features, each scaled by its own range over both frames (half
	 * a percent of outliers aside). What is not finite is filled from around.
	 */
	public static FlowGuide of(final List<Plane> first, final List<Plane> second) {
		final List<Plane> both = of(List.of(first, second));
		return new FlowGuide(both.get(0), both.get(1));
	}

	/** As many frames brought to one plane each, on a common scale, as {@link #of(List, List)} brings two. */
	public static List<Plane> of(final List<List<Plane>> frames) {
		final int features = frames.get(0).size();
		final List<Plane> guides = frames.stream().map(frame -> new Plane(frame.get(0).width(), frame.get(0).height())).toList();
		for (int c = 0; c < features; c++) {
			final int feature = c;
			final float[] range = range(frames.stream().map(frame -> frame.get(feature).values()).toArray(float[][]::new));
			final float scale = 255 / (range[1] - range[0]) / features;
			// NB: a constant feature tells nothing, and has no scale.
			if (!(range[1] > range[0]) || !Float.isFinite(scale)) continue;
			for (int k = 0; k < guides.size(); k++)
				add(MissingPixels.filled(frames.get(k).get(c)).values(), range[0], scale, guides.get(k).values());
		}
		return guides;
	}

	/**
	 * Another frame on the scale of two, as {@link #of} brings these to it, but that
	 * what is not finite stays so.
	 */
	public static Plane scaled(final List<Plane> first, final List<Plane> second, final List<Plane> other) {
		final Plane scaled = new Plane(other.get(0).width(), other.get(0).height());
		for (int c = 0; c < first.size(); c++) {
			final float[] range = range(first.get(c).values(), second.get(c).values());
			final float scale = 255 / (range[1] - range[0]) / first.size();
			if (!(range[1] > range[0]) || !Float.isFinite(scale)) continue;
			add(other.get(c).values(), range[0], scale, scaled.values());
		}
		return scaled;
	}

	private static void add(final float[] values, final float low, final float scale,
		final float[] sum)
	{
		for (int i = 0; i < sum.length; i++) {
			sum[i] += (values[i] - low) * scale;
		}
	}

	/** Whether one of both shows nothing: what that would be matched with is chance. */
	public boolean isBlank() {
		return isConstant(first) || isConstant(second);
	}

	private static boolean isConstant(final Plane plane) {
		for (final float value : plane.values())
			if (value != plane.values()[0]) return false;
		return true;
	}

	/** The range of a feature over all frames, half a percent of outliers aside: of 0 if it is constant or unknown. */
	public static float[] range(final float[]... frames) {
		final int length = frames[0].length;
		final int step = Math.max(1, length / SAMPLES | 1);
		final float[] samples = new float[frames.length * ((length + step - 1) / step)];
		int count = 0;
		for (int i = 0; i < length; i += step) {
			for (final float[] frame : frames)
				if (Float.isFinite(frame[i])) samples[count++] = frame[i];
		}
		if (count == 0) return new float[] { 0, 0 };
		Arrays.sort(samples, 0, count);
		float low = samples[count / OUTLIERS];
		float high = samples[count - 1 - count / OUTLIERS];
		if (!(high > low)) {
			// a few bright spots on a constant ground
			low = samples[0];
			high = samples[count - 1];
		}
		return new float[] { low, high };
	}
}
