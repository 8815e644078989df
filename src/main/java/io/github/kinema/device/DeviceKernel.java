package io.github.kinema.device;

/** A compiled function of a {@link KernelSource}, as {@link DeviceScope#run} takes it. */
public interface DeviceKernel {

	/** The function's name. */
	String function();
}
