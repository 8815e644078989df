package io.github.kinema.camera;

import java.util.SplittableRandom;

import io.github.kinema.tile.Progress;

/** Finds the homography that most matches agree with, as {@link EssentialFit} finds a motion. */
final class HomographyFit {

	private static final long SEED = 20260102;
	private static final int POINTS = 4;
	private static final int SAMPLES = 200;

	private final Matches matches;
	private final double squaredThreshold;
	private Homography best = Homography.IDENTITY;
	private double score;

	/** @param threshold distance of matches that agree, in units of the focal length */
	HomographyFit(final Matches matches, final double threshold) {
		this.matches = matches;
		squaredThreshold = threshold * threshold;
	}

	/** The map from the first view to the second; the identity if there are too few matches. */
	Homography find(final Progress progress) {
		score = Double.POSITIVE_INFINITY;
		offer(Homography.IDENTITY);
		if (matches.size() < POINTS) return best;
		final SplittableRandom random = new SplittableRandom(SEED);
		final int[] chosen = new int[POINTS];
		for (int n = 0; n < SAMPLES; n++) {
			if (n % 32 == 0) progress.check();
			for (int k = 0; k < POINTS; k++) chosen[k] = random.nextInt(matches.size());
			final Homography candidate = Homography.of(matches, chosen);
			if (candidate != null && score(candidate) < score) offer(candidate);
		}
		return best;
	}

	private void offer(final Homography candidate) {
		for (final Homography each : new Homography[] { candidate, candidate.refined(matches, squaredThreshold) }) {
			final double found = score(each);
			if (!(found < score)) continue;
			score = found;
			best = each;
		}
	}

	private double score(final Homography homography) {
		double sum = 0;
		for (int i = 0; i < matches.size() && sum < score; i++) {
			sum += Math.min(squaredThreshold, homography.squaredError(matches, i));
		}
		return sum;
	}

	/** How far each match is from where a homography leads it, in units of the focal length. */
	static double[] errors(final Matches matches, final Homography homography) {
		final double[] errors = new double[matches.size()];
		for (int i = 0; i < errors.length; i++) errors[i] = Math.sqrt(homography.squaredError(matches, i));
		return errors;
	}

	/** Which matches agree with a homography. */
	static boolean[] agreeing(final Matches matches, final Homography homography, final double threshold) {
		final boolean[] agree = new boolean[matches.size()];
		for (int i = 0; i < agree.length; i++) agree[i] = homography.squaredError(matches, i) < threshold * threshold;
		return agree;
	}
}
