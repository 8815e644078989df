package io.github.kinema.filter;

import java.util.ArrayList;
import java.util.List;

import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;

/**
 * A guide and what low-resolution samples see of it.
 *
 * @param pixels its features, each of shape {@code [X, Y]}; far from all others where unknown
 * @param means of each feature over the area of each sample, shape {@code [x, y]}; far from all others where unknown
 * @param spread the mean squared distance from these means within the areas, summed over the features
 */
record JointGuide(List<Plane> pixels, List<Plane> means, Plane spread) {

	/**
	 * Looks at a guide.
	 *
	 * @param features each of shape {@code [X, Y]}; NaN or infinite is unknown
	 * @throws java.util.concurrent.CancellationException if cancelled
	 */
	static JointGuide of(final List<Plane> features, final Footprints footprints, final Progress progress) {
		final List<Plane> pixels = new ArrayList<>();
		final List<Plane> means = new ArrayList<>();
		final Plane spread = new Plane(footprints.x().low(), footprints.y().low());
		for (final Plane feature : features) {
			final Plane mean = footprints.means(feature, progress);
			final float[] variances = footprints.variances(feature, mean, progress).values();
			for (int k = 0; k < variances.length; k++) spread.values()[k] += variances[k];
			pixels.add(finite(feature, Similarity.FAR));
			means.add(finite(mean, -Similarity.FAR));
		}
		return new JointGuide(pixels, means, spread);
	}

	private static Plane finite(final Plane plane, final float instead) {
		Plane copy = plane;
		for (int i = 0; i < plane.values().length; i++) {
			if (Float.isFinite(plane.values()[i])) continue;
			if (copy == plane) copy = new Plane(plane.width(), plane.height(), plane.values().clone());
			copy.values()[i] = instead;
		}
		return copy;
	}
}
