/**
 * Frames between frames: the timeline, motion fields, their synthesis, and scene cuts.
 */
package io.github.kinema.interpolate;
