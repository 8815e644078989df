/**
 * Devices that compute: the computer's processor through Java, and whatever runs
 * Kinema's kernels through CUDA or OpenCL.
 */
package io.github.kinema.device;
