package io.github.kinema.device;

/** A device that runs kernels, the C functions of the resource folder {@code kernels}. Thread-safe. */
public interface KernelDevice extends Device {

	/** Whether it is the computer's own processor under another name: no gain over Java, and the same memory. */
	boolean isHost();

	/**
	 * Opens a scope of work: a queue of its own, and what is allocated in it.
	 *
	 * @throws DeviceException if the device does not answer
	 */
	DeviceScope open();
}
