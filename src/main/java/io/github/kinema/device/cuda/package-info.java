/** Devices that run kernels through CUDA's driver and run-time compiler: the only classes that know CUDA. */
package io.github.kinema.device.cuda;
