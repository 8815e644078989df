package io.github.kinema.filter;

import java.util.List;

import io.github.kinema.tile.Plane;

/**
 * What the joint upsampling knows of each low-resolution sample; all planes are of
 * the same shape {@code [x, y]}, all values finite.
 *
 * @param values one plane for each channel
 * @param certainty what each sample weighs: 1 if it was measured, next to nothing if it was filled in
 * @param features the mean of each feature of the guide over the area of each sample
 * @param spread the mean squared distance of the guide within that area from these means, summed over the features
 */
record JointSamples(List<Plane> values, Plane certainty, List<Plane> features, Plane spread) {

	/** The same samples with other values. */
	JointSamples with(final List<Plane> others) {
		return new JointSamples(others, certainty, features, spread);
	}
}
