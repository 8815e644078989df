/**
 * Procedural scenes whose depth, motion, occlusion and camera are known exactly, at any instant,
 * and the sensor that records them.
 */
package io.github.kinema.scene;
