package io.github.kinema.camera;

import java.util.Arrays;

import io.github.kinema.tile.Plane;

/**
 * How far what a frame shows is from its camera, along the optical axis. All planes have shape {@code [X, Y]}.
 *
 * @param depth in units of the path, positive everywhere
 * @param confidence 0 to 1: 1 / (1 + (s / 0.1)²), where s is the relative standard deviation of what the flow itself says
 *          there; 0 where all of the depth is filled in
 * @param modelled whether what is filled in follows a model: not where there is none, or it explains the frame less well than
 *          what is around
 * @param guessed whether what moves by itself has the depth that the model guesses: not where nobody says what does
 */
public record DepthMap(Plane depth, Plane confidence, boolean modelled, boolean guessed) {

	/** The inverse of the depth, scaled to a median of 1: what a network knows that cannot know units. */
	public Plane relativeInverse() {
		final float[] sorted = depth.values().clone();
		Arrays.sort(sorted);
		final Plane inverse = new Plane(depth.width(), depth.height());
		for (int i = 0; i < sorted.length; i++) inverse.values()[i] = sorted[sorted.length / 2] / depth.values()[i];
		return inverse;
	}
}
