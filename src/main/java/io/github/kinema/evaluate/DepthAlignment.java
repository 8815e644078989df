package io.github.kinema.evaluate;

import java.util.Arrays;

import io.github.kinema.tile.Progress;

/** How an estimated depth is brought to the scale of the true one, image by image. */
public enum DepthAlignment {

		/** Not at all: the estimate is in the unit of the truth. */
		NONE {

			@Override
			double[] fit(final double[] estimate, final double[] truth, final Progress progress) {
				return new double[] { 1, 0 };
			}
		},
		/**
		 * By the ratio of the medians. Source: Zhou, Brown, Snavely and Lowe,
		 * <em>Unsupervised learning of depth and ego-motion from video</em>, CVPR 2017.
		 */
		MEDIAN {

			@Override
			double[] fit(final double[] estimate, final double[] truth, final Progress progress) {
				return new double[] { Median.of(truth, progress) / Median.of(estimate, progress), 0 };
			}
		},
		/**
		 * By the scale and shift of inverse depth with the least squared error. Source:
		 * Ranftl, Lasinger, Hafner, Schindler and Koltun, <em>Towards robust monocular
		 * depth estimation</em>, TPAMI 44(3), 2022, section 5.
		 */
		INVERSE_SCALE_AND_SHIFT {

			/** NB: an inverse depth that is to be shifted may well be 0 or negative. */
			@Override
			double quantity(final float estimate, final boolean inverse) {
				return inverse ? estimate : 1 / super.quantity(estimate, false);
			}

			@Override
			double[] fit(final double[] estimate, final double[] truth, final Progress progress) {
				final int n = estimate.length;
				final double meanX = Arrays.stream(estimate).sum() / n;
				final double meanY = Arrays.stream(truth).map(d -> 1 / d).sum() / n;
				double xx = 0;
				double xy = 0;
				for (int i = 0; i < n; i++) {
					final double x = estimate[i] - meanX;
					xx += x * x;
					xy += x * (1 / truth[i] - meanY);
				}
				// NB: a constant estimate says nothing; then the mean of the truth fits best.
				final double scale = xx > 0 ? xy / xx : 0;
				return new double[] { scale, meanY - scale * meanX };
			}

			@Override
			double apply(final double quantity, final double[] fit) {
				return 1 / super.apply(quantity, fit);
			}
		};

	/**
	 * What is aligned: the depth, or the inverse depth.
	 *
	 * @param inverse whether the estimate is inverse depth
	 * @return not finite if there is none
	 */
	double quantity(final float estimate, final boolean inverse) {
		return estimate > 0 ? inverse ? 1.0 / estimate : estimate : Double.NaN;
	}

	/**
	 * Finds scale and shift.
	 *
	 * @param estimate quantities, all finite
	 * @param truth depths at the same places, all positive
	 * @throws java.util.concurrent.CancellationException if cancelled
	 */
	abstract double[] fit(double[] estimate, double[] truth, Progress progress);

	/** The depth in the scale of the truth; not positive, or infinite, if it lies beyond infinity. */
	double apply(final double quantity, final double[] fit) {
		return fit[0] * quantity + fit[1];
	}
}
