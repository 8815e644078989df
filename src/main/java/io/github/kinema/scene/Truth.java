package io.github.kinema.scene;

import java.util.Optional;

import io.github.kinema.tile.Plane;

/**
 * What is known of each pixel at one instant, and of its way to another. All planes have shape {@code [X, Y]}.
 *
 * @param depth distance of the surface along the optical axis (z, not along the ray), in units of the scene; nothing for
 *          scenes without a camera
 * @param flowX how far the surface point in the centre of a pixel moves to the right until the other instant, in pixels,
 *          whether or not it is then in sight; NaN where it is then behind the camera
 * @param flowY the same, down
 * @param mask 1 where the surface rests in the world, 0 where it moves by itself
 * @param occlusion 1 where the point is not in sight at the other instant: hidden, gone, or outside of the rectangle
 *          between the centres of the corner pixels; else 0
 * @param edge 1 where a pixel mixes several surfaces, so that its brightness is not that of the point in its centre,
 *          whose depth and flow are given; else 0
 */
public record Truth(Optional<Plane> depth, Plane flowX, Plane flowY, Plane mask, Plane occlusion, Plane edge) {}
