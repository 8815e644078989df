package io.github.kinema.device;

/**
 * Work on a device from opening to closing. What is enqueued runs in order;
 * closing waits for it and frees every buffer.
 * <p>
 * NB: one thread at a time. Two scopes on two threads are how transfers and
 * computation overlap.
 * </p>
 */
public interface DeviceScope extends AutoCloseable {

	/** The device. */
	KernelDevice device();

	/**
	 * Allocates a buffer of floats, of undefined content, that lives until the scope closes.
	 *
	 * @throws DeviceMemoryException if the device has too little memory left
	 */
	DeviceBuffer allocate(long floats);

	/**
	 * Compiles a kernel, or finds it compiled before.
	 *
	 * @param function name of the function in the source
	 * @throws DeviceException if it does not compile, with the compiler's message
	 */
	DeviceKernel kernel(KernelSource source, String function);

	/** Copies {@code count} values to the device; the array may be changed afterwards. */
	void upload(float[] from, int offset, DeviceBuffer to, long toOffset, int count);

	/** Copies {@code count} values from the device, after all that was enqueued before. */
	void download(DeviceBuffer from, long fromOffset, float[] to, int offset, int count);

	/**
	 * Enqueues a kernel over a grid of {@code x * y * z} work items.
	 * <p>
	 * NB: the grid is rounded up, so the kernel must check its position.
	 * </p>
	 *
	 * @param arguments {@link DeviceBuffer}, {@link Integer} or {@link Float}, as the function declares them
	 * @throws DeviceException if the device refuses
	 */
	void run(DeviceKernel kernel, int x, int y, int z, Object... arguments);

	/** Waits until all that was enqueued is done. */
	void finish();

	/** Waits, and frees all buffers. */
	@Override
	void close();

	/** Copies a whole array into a new buffer. */
	default DeviceBuffer upload(final float[] values) {
		final DeviceBuffer buffer = allocate(values.length);
		upload(values, 0, buffer, 0, values.length);
		return buffer;
	}

	/** Fills an array from the start of a buffer. */
	default float[] download(final DeviceBuffer from, final float[] to) {
		download(from, 0, to, 0, to.length);
		return to;
	}
}
