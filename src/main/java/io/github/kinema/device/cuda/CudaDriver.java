package io.github.kinema.device.cuda;

import static org.bytedeco.cuda.global.cudart.*;

import java.util.ArrayList;
import java.util.List;

import org.bytedeco.javacpp.IntPointer;

import io.github.kinema.device.DeviceException;
import io.github.kinema.device.KernelCache;
import io.github.kinema.device.KernelDevice;

/** The NVIDIA driver and its devices. */
final class CudaDriver {

	/** The first version whose driver runs what the compiler of CUDA 13 makes. */
	private static final int OLDEST = 13000;

	private CudaDriver() {}

	/** @throws DeviceException if there is no device that can be used */
	static List<KernelDevice> devices() {
		final int status = cuInit(0);
		if (Cuda.isNone(status)) throw new DeviceException("The NVIDIA driver is there, but it has no device.");
		Cuda.check(status, "start");
		final String version = version();
		final CudaCompiler compiler = new CudaCompiler(KernelCache.ofUser());
		final List<KernelDevice> devices = new ArrayList<>();
		final List<String> tooOld = new ArrayList<>();
		for (int i = 0; i < count(); i++) {
			final CudaDevice device = new CudaDevice(i, version, compiler);
			if (compiler.canCompileFor(device.architecture())) devices.add(device);
			else tooOld.add(device.name());
		}
		if (!devices.isEmpty()) return devices;
		throw new DeviceException(tooOld.isEmpty() ? "The NVIDIA driver is there, but it has no device."
			: "CUDA 13 no longer compiles for " + String.join(", ", tooOld) + ". Use OpenCL.");
	}

	/** @throws DeviceException if it is too old */
	private static String version() {
		try (IntPointer number = new IntPointer(1)) {
			Cuda.check(cuDriverGetVersion(number), "tell its version");
			final String version = number.get() / 1000 + "." + number.get() % 1000 / 10;
			if (number.get() >= OLDEST) return version;
			throw new DeviceException("The NVIDIA driver is too old: it is made for CUDA " + version +
				", and Kinema needs one for CUDA 13 (version 580 or newer). Update it, or use OpenCL.");
		}
	}

	private static int count() {
		try (IntPointer count = new IntPointer(1)) {
			Cuda.check(cuDeviceGetCount(count), "list its devices");
			return count.get();
		}
	}
}
