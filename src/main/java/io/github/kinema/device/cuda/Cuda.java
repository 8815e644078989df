package io.github.kinema.device.cuda;

import static org.bytedeco.cuda.global.cudart.*;
import static org.bytedeco.cuda.global.nvrtc.*;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerPointer;

import io.github.kinema.device.DeviceException;
import io.github.kinema.device.DeviceMemoryException;

/** What the driver and the compiler say of themselves. The only class that knows the numbers of errors. */
final class Cuda {

	private Cuda() {}

	/**
	 * Does nothing if a call of the driver went well.
	 *
	 * @param doing what was tried, as in "run a kernel"
	 * @throws DeviceMemoryException if it was for want of memory
	 * @throws DeviceException if it failed otherwise
	 */
	static void check(final int status, final String doing) {
		if (status == CUDA_SUCCESS) return;
		if (status == CUDA_ERROR_OUT_OF_MEMORY) {
			throw new DeviceMemoryException("CUDA has too little memory left to " + doing + ".");
		}
		throw new DeviceException("CUDA could not " + doing + ": " + text(status) + " (error " + status + ").");
	}

	/** Does nothing if a call of the compiler went well. */
	static void checkCompiler(final int status, final String doing) {
		if (status == NVRTC_SUCCESS) return;
		throw new DeviceException("CUDA's compiler could not " + doing + ": " + compilerText(status) + " (error " + status +
			").");
	}

	/** Whether the driver is there, but no device for it. */
	static boolean isNone(final int status) {
		return status == CUDA_ERROR_NO_DEVICE;
	}

	/** What the compiler calls a status. */
	static String compilerText(final int status) {
		// NB: the text is the compiler's own, not to be freed.
		return nvrtcGetErrorString(status).getString();
	}

	/** What a call has written into memory, up to the zero. */
	static String text(final BytePointer memory) {
		// NB: without a limit, it is read to the zero, and not to the end of the memory.
		return memory.limit(0).getString();
	}

	private static String text(final int status) {
		try (PointerPointer<BytePointer> text = new PointerPointer<>(1)) {
			// NB: a driver older than an error has no text for it.
			if (cuGetErrorString(status, text.put(0, null)) != CUDA_SUCCESS) return "unknown";
			return new BytePointer(text.get(0)).getString();
		}
	}

	/** A property of a device. */
	static int attribute(final int attribute, final int device) {
		try (IntPointer value = new IntPointer(1)) {
			check(cuDeviceGetAttribute(value, attribute, device), "tell the properties of a device");
			return value.get();
		}
	}
}
