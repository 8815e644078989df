package io.github.kinema.host;

import java.util.stream.IntStream;

import ij.ImagePlus;
import ij.process.ImageProcessor;
import io.github.kinema.filter.NoiseLevel;
import io.github.kinema.tile.Plane;

/** A range that suits an image: differences that noise makes are small to it, those at edges large. */
public final class RangeEstimate {

	/** Differences of intensity that noise makes seldom are larger than three times its level. */
	private static final double INTENSITY = 3;

	/** Patches tell noise from structure better. */
	private static final double PATCH = 1;

	private RangeEstimate() {}

	/**
	 * Looks at the plane that is shown.
	 *
	 * @param guide the image whose values the range is in
	 * @param patches whether patches are compared rather than single pixels
	 * @return above 0; in a plane without noise, a tenth of its standard deviation, and 1 in a constant one
	 */
	public static double of(final ImagePlus guide, final boolean patches) {
		final ImageProcessor shown = ShownPlane.measured(guide);
		final int colours = guide.getBitDepth() == 24 ? 3 : 1;
		final double level = IntStream.range(0, colours) //
			.mapToDouble(c -> NoiseLevel.of(plane(shown, c))).average().orElse(0);
		if (level > 0) return (patches ? PATCH : INTENSITY) * level;
		final double spread = shown.getStats().stdDev / 10;
		return spread > 0 ? spread : 1;
	}

	private static Plane plane(final ImageProcessor shown, final int colour) {
		return new Plane(shown.getWidth(), shown.getHeight(), (float[]) shown.toFloat(colour, null).getPixelsCopy());
	}
}
