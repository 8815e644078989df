package io.github.kinema.host;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;

import ij.IJ;
import ij.ImagePlus;
import ij.ImageStack;
import ij.process.ImageProcessor;
import io.github.kinema.filter.NoiseLevel;
import io.github.kinema.tile.Plane;

/**
 * A range that suits a guide, by the plane that it shows: of several features, such
 * as colours, the differences add up as squares.
 */
public final class RangeEstimate {

	/** Noise levels that suit single pixels best, on procedural scenes at noise of 4 to 20 grey values. */
	private static final double INTENSITY = 2.5;

	/** The same for patches, which tell noise from structure better. */
	private static final double PATCH = 1.2;

	/** Surfaces differ by about this share of the standard deviation. */
	private static final double CONTRAST = 0.35;

	/** Pixels that are looked at of a large plane, and how. */
	private static final int ENOUGH = 1 << 20;
	private static final int BANDS = 8;
	private static final int LEAST_ROWS = 32;

	private static final MathContext DIGITS = new MathContext(4);

	private RangeEstimate() {}

	/**
	 * For smoothing: by the noise.
	 *
	 * @param channels whether all channels guide, rather than the one that is shown
	 * @param patches whether patches are compared rather than single pixels
	 * @return above 0; without noise, a tenth of the standard deviation, and 1 in a constant plane
	 */
	public static double ofNoise(final ImagePlus guide, final boolean channels, final boolean patches) {
		double squares = 0;
		for (final Plane feature : features(guide, channels)) squares += Math.pow(NoiseLevel.of(feature), 2);
		if (squares > 0) return rounded((patches ? PATCH : INTENSITY) * Math.sqrt(squares));
		return rounded(deviation(guide, channels) / 10);
	}

	/** For telling surfaces apart, by the contrast of all channels: above 0; 1 in a constant plane. */
	public static double ofContrast(final ImagePlus guide) {
		return rounded(CONTRAST * deviation(guide, true));
	}

	/** Says in the log that a range is in raw values, if others are shown to people. */
	public static void sayRaw(final ImagePlus guide) {
		if (guide.getCalibration().calibrated()) IJ.log("Kinema: range is in raw values of \"" + guide.getTitle() + //
			"\"; its calibration function, which makes the numbers in the status bar, does not count.");
	}

	/** A range to four digits, as it is shown, recorded and used; 1 in place of 0. */
	static double rounded(final double range) {
		return range > 0 ? new BigDecimal(range).round(DIGITS).doubleValue() : 1;
	}

	private static double deviation(final ImagePlus guide, final boolean channels) {
		double variance = 0;
		for (final Plane feature : features(guide, channels)) {
			double mean = 0;
			double squares = 0;
			int count = 0;
			for (final float value : feature.values()) {
				if (!Float.isFinite(value)) continue;
				final double step = value - mean;
				mean += step / ++count;
				squares += step * (value - mean);
			}
			variance += squares / Math.max(1, count);
		}
		return Math.sqrt(variance);
	}

	private static List<Plane> features(final ImagePlus guide, final boolean channels) {
		final ImageProcessor shown = ShownPlane.measured(guide);
		final List<Plane> features = new ArrayList<>();
		if (!channels || guide.getNChannels() == 1) {
			final int colours = guide.getBitDepth() == 24 ? 3 : 1;
			for (int c = 0; c < colours; c++) features.add(plane(shown.toFloat(c, null)));
			return features;
		}
		final ImageStack stack = guide.getStack();
		for (int c = 1; c <= guide.getNChannels(); c++) {
			final ImageProcessor channel = c == guide.getChannel() ? shown //
				: stack.getProcessor(guide.getStackIndex(c, guide.getSlice(), guide.getFrame()));
			features.add(plane(channel.toFloat(0, null)));
		}
		return features;
	}

	/** NB: of a large plane, bands of rows will do; where they meet, too few rows differ to move a median. */
	private static Plane plane(final ImageProcessor values) {
		final int width = values.getWidth();
		final int height = values.getHeight();
		final int rows = Math.max(LEAST_ROWS, ENOUGH / BANDS / width);
		if (height <= BANDS * rows) return new Plane(width, height, (float[]) values.getPixelsCopy());
		final Plane bands = new Plane(width, BANDS * rows);
		for (int b = 0; b < BANDS; b++) {
			final int from = (height - rows) * b / (BANDS - 1);
			System.arraycopy(values.getPixels(), from * width, bands.values(), b * rows * width, rows * width);
		}
		return bands;
	}
}
