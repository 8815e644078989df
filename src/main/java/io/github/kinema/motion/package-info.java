/**
 * Dense optical flow between two planes.
 */
package io.github.kinema.motion;
