/** Devices that run kernels through OpenCL: the only classes that know OpenCL. */
package io.github.kinema.device.opencl;
