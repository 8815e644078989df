/**
 * Where a camera was, how far things are from it and which of them move by themselves, from the flow between its frames.
 * <p>
 * Image points are in units of the focal length unless pixels are said: what a pinhole camera sees of (X, Y, Z) lies at
 * (X / Z, Y / Z). Views are rigid transforms from the world to the camera, poses the other way round.
 * </p>
 */
package io.github.kinema.camera;
