/**
 * Planes of values, and running over them in parallel with progress and cancellation.
 */
package io.github.kinema.tile;
