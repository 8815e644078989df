package io.github.kinema.evaluate;

import java.util.function.IntPredicate;

import io.github.kinema.motion.Flow;
import io.github.kinema.tile.Plane;

/**
 * How well an estimated flow agrees with the true one. Sums over pixels, so that
 * several frames together are pooled pixel by pixel.
 * <p>
 * End-point error and angular error: Baker, Scharstein, Lewis, Roth, Black and
 * Szeliski, <em>A database and evaluation methodology for optical flow</em>, IJCV
 * 92(1), 2011; the angle is that between (u, v, 1) and the truth, after Barron,
 * Fleet and Beauchemin, IJCV 12(1), 1994. Fl: the share of pixels whose end-point
 * error is above 3 px and above 5 % of the true length; Menze and Geiger,
 * <em>Object scene flow for autonomous vehicles</em>, CVPR 2015. A pixel whose
 * truth is not finite is unknown; one whose estimate is not finite counts as not
 * estimated: it lowers the coverage, and enters no error.
 * </p>
 *
 * @param known pixels with a truth
 * @param pixels those of them with an estimate
 * @param endPoint sum of end-point errors, in px
 * @param angular sum of angular errors, in degrees
 * @param outliers pixels that Fl counts
 */
public record FlowScore(long known, long pixels, double endPoint, double angular, long outliers) {

	/** No pixels yet. */
	public static final FlowScore NONE = new FlowScore(0, 0, 0, 0, 0);

	private static final double OUTLIER_PIXELS = 3;
	private static final double OUTLIER_SHARE = 0.05;

	/**
	 * Compares two flows of the same size.
	 *
	 * @param region whether the pixel at an index counts
	 */
	public static FlowScore of(final Flow estimate, final Flow truth, final IntPredicate region) {
		long known = 0;
		long pixels = 0;
		long outliers = 0;
		double endPoint = 0;
		double angular = 0;
		for (int i = 0; i < truth.u().length; i++) {
			final double tu = truth.u()[i];
			final double tv = truth.v()[i];
			if (!Double.isFinite(tu + tv) || !region.test(i)) continue;
			known++;
			final double u = estimate.u()[i];
			final double v = estimate.v()[i];
			if (!Double.isFinite(u + v)) continue;
			pixels++;
			final double error = Math.hypot(u - tu, v - tv);
			endPoint += error;
			angular += angle(u, v, tu, tv);
			if (error > OUTLIER_PIXELS && error > OUTLIER_SHARE * Math.hypot(tu, tv)) outliers++;
		}
		return new FlowScore(known, pixels, endPoint, angular, outliers);
	}

	/** End-point errors in px, shape {@code [X, Y]}; NaN where truth or estimate is unknown. */
	public static Plane errors(final Flow estimate, final Flow truth) {
		final Plane errors = new Plane(truth.width(), truth.height());
		for (int i = 0; i < errors.values().length; i++) {
			final double error = Math.hypot((double) estimate.u()[i] - truth.u()[i], (double) estimate.v()[i] - truth.v()[i]);
			// NB: an infinite component is unknown as well.
			errors.values()[i] = Double.isFinite(error) ? (float) error : Float.NaN;
		}
		return errors;
	}

	/** The angle between (u, v, 1) and (tu, tv, 1) in degrees; exact for small ones, where the arc cosine is not. */
	private static double angle(final double u, final double v, final double tu, final double tv) {
		final double cross = Math.sqrt((v - tv) * (v - tv) + (u - tu) * (u - tu) + (u * tv - v * tu) * (u * tv - v * tu));
		return Math.toDegrees(Math.atan2(cross, u * tu + v * tv + 1));
	}

	/** Both together, pixel by pixel. */
	public FlowScore plus(final FlowScore other) {
		return new FlowScore(known + other.known, pixels + other.pixels, endPoint + other.endPoint, angular + other.angular,
			outliers + other.outliers);
	}

	/** Mean end-point error in px; NaN if nothing was compared. */
	public double meanEndPointError() {
		return endPoint / pixels;
	}

	/** Mean angular error in degrees; NaN if nothing was compared. */
	public double meanAngularError() {
		return angular / pixels;
	}

	/** Fl, 0 to 1; NaN if nothing was compared. */
	public double outlierShare() {
		return (double) outliers / pixels;
	}

	/** The share of the pixels with a truth that have an estimate; NaN if there is no truth. */
	public double coverage() {
		return (double) pixels / known;
	}
}
