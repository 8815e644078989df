package io.github.kinema.camera;

import java.util.Arrays;
import java.util.stream.IntStream;

import io.github.kinema.format.Rigid;
import io.github.kinema.tile.Progress;

/**
 * What two views of the same points say of the camera's motion, and whether that is parallax.
 *
 * @param motion from the first camera to the second, with a translation of length 1; null if there are too few points
 * @param rotation the one that explains most of what agrees if the camera stays where it is
 * @param agree which points agree with the motion
 * @param noise standard deviation of the points from their epipolar lines, in units of the focal length
 * @param rest median distance of the points that agree from where the rotation leads them, in units of the focal length
 * @param length median distance that points move
 * @param rigid share of the points that agree with the motion, 0 to 1, to within a pixel or less where there is less noise
 * @param flat share of the points that agree with one homography to within as much
 * @param flatRest median distance of points from where that homography leads them, in units of the focal length
 */
record TwoViews(Rigid motion, Rigid rotation, boolean[] agree, double noise, double rest, double length, double rigid,
	double flat, double flatRest)
{

	/** Points that are needed to tell. */
	static final int LEAST = 30;

	/** From the median of absolute values to the standard deviation, if they are normal. */
	private static final double NORMAL = 1.4826;

	/** Errors of so many standard deviations are not noise. */
	private static final double USUAL = 3;

	/** Followed points are hardly ever more exact than this, in pixels. */
	private static final double EXACT = 0.08;

	/** A homography explains what it leads to within so many standard deviations, but at least within this, in pixels. */
	private static final double EXPLAINED = 5;
	private static final double CLOSE = 0.75;

	/** The flow moves no farther than this where nothing moves, in pixels. */
	private static final double UNMOVED = 0.5;

	/** Share of what is explained at all that a homography explains if there is no more to explain. */
	private static final double ALL = 0.85;

	/** A rotation that leads points this much farther astray than a homography does not explain them: a factor, and pixels. */
	private static final double WORSE = 1.5;
	private static final double ASTRAY = 0.15;

	/** @param pixel its size, in units of the focal length */
	static TwoViews of(final Matches matches, final double pixel, final Progress progress) {
		if (matches.size() < LEAST) return nothing(matches.size());
		final Rigid coarse = new EssentialFit(matches, EXACT * pixel, pixel).find(progress);
		if (coarse == null) return nothing(matches.size());
		final double noise = noise(matches, coarse, pixel);
		final double threshold = Math.min(pixel, USUAL * noise);
		Rigid fine = new EssentialFit(matches, noise, threshold).find(progress);
		if (fine == null) fine = coarse;
		final boolean[] agree = EssentialFit.agreeing(matches, fine, threshold);
		// NB: what moves by itself would be taken for parallax.
		final Matches resting = matches.only(agree);
		final Rigid rotation = RotationFit.of(resting, fine, pixel);
		final double close = Math.min(pixel, Math.max(CLOSE * pixel, EXPLAINED * noise));
		final Homography homography = new HomographyFit(matches, close).find(progress);
		final double count = matches.size();
		return new TwoViews(fine, rotation, agree, noise, median(RotationFit.errors(resting, rotation)), median(RotationFit
			.errors(matches, Rigid.IDENTITY)), EssentialFit.count(EssentialFit.agreeing(matches, coarse, close)) / count, EssentialFit
				.count(HomographyFit.agreeing(matches, homography, close)) / count, median(HomographyFit.errors(matches, homography)));
	}

	private static TwoViews nothing(final int size) {
		return new TwoViews(null, Rigid.IDENTITY, new boolean[size], 0, 0, 0, 0, 0, 0);
	}

	private static double noise(final Matches matches, final Rigid motion, final double pixel) {
		final double[] e = Epipolar.matrix(motion);
		// NB: not of all: where much moves by itself, the median would be that of what does.
		final double[] errors = IntStream.range(0, matches.size()).mapToDouble(i -> Math.sqrt(Epipolar.squaredError(e, matches, i)))
			.filter(error -> error < pixel).toArray();
		return errors.length == 0 ? pixel : Math.max(EXACT * pixel, NORMAL * median(errors));
	}

	/** The median; the array is put in order. */
	static double median(final double[] values) {
		if (values.length == 0) return Double.NaN;
		final double[] sorted = values.clone();
		Arrays.sort(sorted);
		return sorted[sorted.length / 2];
	}

	/**
	 * Whether it is parallax.
	 *
	 * @param least how far points must be from where a rotation leads them, in units of the focal length
	 */
	Parallax parallax(final double least, final double pixel) {
		if (motion == null) return Parallax.NOTHING;
		if (rest >= least && flat < ALL * rigid) return Parallax.SOME;
		if (length < UNMOVED * pixel) return Parallax.STILL;
		return rest <= WORSE * flatRest + ASTRAY * pixel ? Parallax.ROTATION : Parallax.PLANE;
	}
}
