package io.github.kinema.device;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Keeps account of a device's memory. Thread-safe.
 * <p>
 * NB: needed because some drivers grant any amount, and fail, or have the
 * system end the program, when it is used.
 * </p>
 */
public final class DeviceMemory {

	private static final long MIB = 1 << 20;

	private final String device;
	private final long total;
	private final long most;
	private final AtomicLong used = new AtomicLong();

	/**
	 * @param device its name, for messages
	 * @param total bytes that it has
	 * @param most bytes that one buffer may have
	 */
	public DeviceMemory(final String device, final long total, final long most) {
		this.device = device;
		this.total = total;
		this.most = most;
	}

	/** The device's name. */
	String device() {
		return device;
	}

	/** Bytes that the device has. */
	public long total() {
		return total;
	}

	/**
	 * Takes room for a buffer.
	 *
	 * @return bytes taken, for {@link #giveBack}
	 * @throws DeviceMemoryException if there is too little left
	 */
	public long take(final long floats) {
		if (floats < 1) throw new IllegalArgumentException("A buffer of " + floats + " floats cannot be.");
		final long bytes = floats > Long.MAX_VALUE / Float.BYTES ? Long.MAX_VALUE : floats * Float.BYTES;
		if (bytes > most) throw full(bytes);
		if (used.addAndGet(bytes) > total) {
			giveBack(bytes);
			throw full(bytes);
		}
		return bytes;
	}

	/** Returns what was taken. */
	public void giveBack(final long bytes) {
		used.addAndGet(-bytes);
	}

	private DeviceMemoryException full(final long bytes) {
		return new DeviceMemoryException(device + " has no room for a buffer of " + bytes / MIB + " MiB: it has " + total /
			MIB + " MiB, of which " + used.get() / MIB + " MiB are taken, and a buffer may have " + most / MIB + " MiB.");
	}
}
