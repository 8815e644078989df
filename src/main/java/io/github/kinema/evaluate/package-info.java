/**
 * Measures of image quality, and protocols that score a method on measured data, or what any method
 * has estimated against the truth: frames, flow, depth, camera and segmentation.
 */
package io.github.kinema.evaluate;
