package io.github.kinema.camera;

import io.github.kinema.tile.Plane;

/**
 * What the flow from a frame to others says of its depth, pixel by pixel; nothing filled, nothing smoothed. All planes
 * have shape {@code [X, Y]}.
 *
 * @param inverse of the depth, in units of the path; not positive where the flow contradicts every depth; 0 where nothing
 *          is known
 * @param variance of the inverse depth; infinite where nothing is known
 * @param misfit root of the mean squared distance between the flow and that of this depth, as the flow's own errors are
 *          measured: about 1 where things rest; NaN where nothing is known
 */
record InverseDepth(Plane inverse, Plane variance, Plane misfit) {}
