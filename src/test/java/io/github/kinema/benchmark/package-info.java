/**
 * Measurements of quality and speed on real clips, side by side with peers.
 */
package io.github.kinema.benchmark;
