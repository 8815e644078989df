/**
 * The files in which the field exchanges flow, depth and camera trajectories, and what these say of cameras.
 * <p>
 * A package of its own below all others, beside {@code tile}: what estimates motion
 * and what scores it both use these files, and neither should know the other.
 * </p>
 */
package io.github.kinema.format;
