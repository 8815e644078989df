package io.github.kinema.device.opencl;

import static org.bytedeco.opencl.global.OpenCL.*;

import java.nio.charset.StandardCharsets;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.SizeTPointer;

import io.github.kinema.device.DeviceException;
import io.github.kinema.device.DeviceMemoryException;

/** What OpenCL says of itself: statuses and properties. The only class that knows the numbers of errors. */
final class OpenCL {

	/** What {@code clGetPlatformIDs} says without a single driver. */
	private static final int NO_PLATFORM = -1001;

	private OpenCL() {}

	/** A call that fills memory with a property, or says how long it is. */
	@FunctionalInterface
	interface Query {

		int ask(long size, Pointer value, SizeTPointer length);
	}

	/**
	 * Does nothing if a call went well.
	 *
	 * @param doing what was tried, as in "run a kernel"
	 * @throws DeviceMemoryException if it was for want of memory
	 * @throws DeviceException if it failed otherwise
	 */
	static void check(final int status, final String doing) {
		check(status, doing, isMemory(status));
	}

	/**
	 * The same for a call that gets memory.
	 * <p>
	 * NB: only there, a want of resources is one of memory. Elsewhere, it is what
	 * NVIDIA's driver says of a kernel that has crashed.
	 * </p>
	 */
	static void checkAllocation(final int status, final String doing) {
		check(status, doing, isMemory(status) || status == CL_OUT_OF_RESOURCES);
	}

	private static void check(final int status, final String doing, final boolean memory) {
		if (status == CL_SUCCESS) return;
		if (!memory) throw new DeviceException("OpenCL could not " + doing + " (error " + status + ").");
		throw new DeviceMemoryException("OpenCL has too little memory left to " + doing + " (error " + status + ").");
	}

	private static boolean isMemory(final int status) {
		return status == CL_MEM_OBJECT_ALLOCATION_FAILURE || status == CL_OUT_OF_HOST_MEMORY || //
			status == CL_INVALID_BUFFER_SIZE;
	}

	/** Whether a question for platforms or devices found none, which is no failure. */
	static boolean isNone(final int status) {
		return status == NO_PLATFORM || status == CL_DEVICE_NOT_FOUND;
	}

	/** Reads a property that is a text. */
	static String text(final Query query, final String what) {
		try (SizeTPointer length = new SizeTPointer(1)) {
			check(query.ask(0, null, length), "tell " + what);
			final byte[] bytes = new byte[Math.toIntExact(length.get())];
			try (BytePointer memory = new BytePointer(bytes.length)) {
				check(query.ask(bytes.length, memory, null), "tell " + what);
				memory.get(bytes);
			}
			// NB: ended by a zero, though not by every driver.
			final String text = new String(bytes, StandardCharsets.UTF_8);
			final int end = text.indexOf('\0');
			return (end < 0 ? text : text.substring(0, end)).strip();
		}
	}

	/** Reads a property that is a number of at most 8 bytes. */
	static long number(final Query query, final String what) {
		try (BytePointer bytes = new BytePointer(Long.BYTES)) {
			bytes.putLong(0);
			check(query.ask(Long.BYTES, bytes, null), "tell " + what);
			return bytes.getLong();
		}
	}
}
