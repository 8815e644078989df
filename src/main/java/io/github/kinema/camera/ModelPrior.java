package io.github.kinema.camera;

import io.github.kinema.tile.Plane;

/**
 * What is to be expected of the inverse depth of a frame before the flow is asked.
 *
 * @param inverse of the depth, shape {@code [X, Y]}, in units of the path, positive
 * @param deviation its own relative standard deviation
 */
record ModelPrior(Plane inverse, double deviation) {}
