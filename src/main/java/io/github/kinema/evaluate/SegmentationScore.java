package io.github.kinema.evaluate;

import io.github.kinema.tile.Plane;

/**
 * How well an estimated segmentation into foreground and background agrees with
 * the true one: intersection over union, pooled over pixels; Everingham, Van
 * Gool, Williams, Winn and Zisserman, <em>The PASCAL visual object classes
 * challenge</em>, IJCV 88(2), 2010. Foreground is what is above one half, so that
 * 0 and 1, 0 and 255, labels and probabilities will do. Pixels that are not
 * finite on either side take no part; those of the estimate lower the coverage.
 *
 * @param known pixels with a truth
 * @param both pixels that are foreground in estimate and truth
 * @param estimateOnly foreground in the estimate alone
 * @param truthOnly foreground in the truth alone
 * @param neither background in both
 */
public record SegmentationScore(long known, long both, long estimateOnly, long truthOnly, long neither) {

	/** No pixels yet. */
	public static final SegmentationScore NONE = new SegmentationScore(0, 0, 0, 0, 0);

	private static final double HALF = 0.5;

	/** Compares two planes of the same size. */
	public static SegmentationScore of(final Plane estimate, final Plane truth) {
		long known = 0;
		final long[] counts = new long[4];
		for (int i = 0; i < truth.values().length; i++) {
			final float e = estimate.values()[i];
			final float t = truth.values()[i];
			if (!Float.isFinite(t)) continue;
			known++;
			if (Float.isFinite(e)) counts[(e > HALF ? 0 : 2) + (t > HALF ? 0 : 1)]++;
		}
		return new SegmentationScore(known, counts[0], counts[1], counts[2], counts[3]);
	}

	/** 1 where the two disagree, 0 where they agree, NaN where one is unknown; shape {@code [X, Y]}. */
	public static Plane errors(final Plane estimate, final Plane truth) {
		final Plane errors = new Plane(truth.width(), truth.height());
		for (int i = 0; i < errors.values().length; i++) {
			final float e = estimate.values()[i];
			final float t = truth.values()[i];
			errors.values()[i] = !Float.isFinite(e) || !Float.isFinite(t) ? Float.NaN : e > HALF == t > HALF ? 0 : 1;
		}
		return errors;
	}

	/** Both together, pixel by pixel. */
	public SegmentationScore plus(final SegmentationScore other) {
		return new SegmentationScore(known + other.known, both + other.both, estimateOnly + other.estimateOnly, truthOnly +
			other.truthOnly, neither + other.neither);
	}

	/** Pixels compared. */
	public long pixels() {
		return both + estimateOnly + truthOnly + neither;
	}

	/** The share of the pixels with a truth that have an estimate; NaN if there is no truth. */
	public double coverage() {
		return (double) pixels() / known;
	}

	/** Intersection over union of the foreground; NaN if there is none on either side. */
	public double foreground() {
		return (double) both / (both + estimateOnly + truthOnly);
	}

	/** Intersection over union of the background; NaN if there is none on either side. */
	public double background() {
		return (double) neither / (neither + estimateOnly + truthOnly);
	}

	/** The mean of both; of one, if the other is on neither side. */
	public double mean() {
		if (Double.isNaN(foreground())) return background();
		if (Double.isNaN(background())) return foreground();
		return (foreground() + background()) / 2;
	}
}
