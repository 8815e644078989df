package io.github.kinema.device.cuda;

import org.bytedeco.cuda.global.cudart;
import org.bytedeco.cuda.global.nvrtc;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.presets.javacpp;

import io.github.kinema.device.DeviceException;

/** The native libraries that CUDA is made of: from the driver, from the toolkit, and the bridges to them. */
final class CudaLibraries {

	private CudaLibraries() {}

	/**
	 * Loads all.
	 *
	 * @throws DeviceException if the computer lacks one, saying which
	 * @throws LinkageError if Kinema's jars are not complete
	 */
	static void load() {
		Loader.load(javacpp.class);
		final boolean windows = System.getProperty("os.name").startsWith("Windows");
		final String driver = windows ? "nvcuda.dll" : "libcuda.so.1";
		try {
			// NB: the bridges need it, but cannot say that it is the driver which they miss.
			Loader.loadGlobal(driver);
		}
		catch (final UnsatisfiedLinkError exc) {
			throw new DeviceException("There is no NVIDIA driver: " + driver + " is not there.", exc);
		}
		load(cudart.class, windows ? "cudart64_13.dll" : "libcudart.so.13");
		load(nvrtc.class, windows ? "nvrtc64_130_0.dll" : "libnvrtc.so.13");
	}

	private static void load(final Class<?> bridge, final String library) {
		try {
			Loader.load(bridge);
		}
		catch (final UnsatisfiedLinkError exc) {
			// NB: without a cause, the bridge itself has not been found.
			if (exc.getCause() == null) throw exc;
			throw new DeviceException("The NVIDIA driver is there, but not the CUDA 13 toolkit: " + library +
				" cannot be loaded. Install the CUDA 13 toolkit, or put the jars cuda-redist 13.1-9.19-1.5.13 of " +
				"org.bytedeco beside Kinema's.", exc);
		}
	}
}
