package io.github.kinema.device.opencl;

import static org.bytedeco.opencl.global.OpenCL.*;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.PointerPointer;
import org.bytedeco.opencl._cl_device_id;
import org.bytedeco.opencl._cl_platform_id;

import io.github.kinema.device.DeviceException;
import io.github.kinema.device.KernelDevice;

/** The drivers of OpenCL and their devices. */
final class OpenCLPlatforms {

	private OpenCLPlatforms() {}

	/**
	 * Looks for devices.
	 *
	 * @throws DeviceException if there is none
	 * @throws LinkageError if Kinema's jars are not complete
	 */
	static List<KernelDevice> devices() {
		// NB: brings the library that leads to the drivers, too; where it fails, a jar is missing.
		Loader.load(org.bytedeco.opencl.global.OpenCL.class);
		final List<_cl_platform_id> platforms = platforms();
		if (platforms.isEmpty()) {
			throw new DeviceException("There is no OpenCL driver. The driver of a graphics card brings one.");
		}
		final List<_cl_device_id> ids = new ArrayList<>();
		for (final _cl_platform_id platform : platforms) ids.addAll(devices(platform));
		ids.removeIf(id -> !isUsable(id));
		ids.sort(Comparator.comparingInt(OpenCLPlatforms::rank));
		if (ids.isEmpty()) throw new DeviceException("No device of the installed OpenCL drivers can be used.");
		final List<KernelDevice> devices = new ArrayList<>();
		for (final _cl_device_id id : ids) devices.add(new OpenCLDevice(devices.size(), id));
		return devices;
	}

	private static List<_cl_platform_id> platforms() {
		try (IntPointer count = new IntPointer(1)) {
			final int status = clGetPlatformIDs(0, (PointerPointer<?>) null, count.put(0));
			if (OpenCL.isNone(status)) return List.of();
			OpenCL.check(status, "list its drivers");
			try (PointerPointer<_cl_platform_id> list = new PointerPointer<>(Math.max(1, count.get()))) {
				if (count.get() > 0) OpenCL.check(clGetPlatformIDs(count.get(), list, count), "list its drivers");
				final List<_cl_platform_id> platforms = new ArrayList<>();
				for (int i = 0; i < count.get(); i++) platforms.add(list.get(_cl_platform_id.class, i));
				return platforms;
			}
		}
	}

	private static List<_cl_device_id> devices(final _cl_platform_id platform) {
		try (IntPointer count = new IntPointer(1)) {
			final int status = clGetDeviceIDs(platform, CL_DEVICE_TYPE_ALL, 0, (PointerPointer<?>) null, count.put(0));
			// NB: a driver that fails must not hide those that work.
			if (status != CL_SUCCESS || count.get() == 0) return List.of();
			try (PointerPointer<_cl_device_id> list = new PointerPointer<>(count.get())) {
				OpenCL.check(clGetDeviceIDs(platform, CL_DEVICE_TYPE_ALL, count.get(), list, count), "list its devices");
				final List<_cl_device_id> devices = new ArrayList<>();
				for (int i = 0; i < count.get(); i++) devices.add(list.get(_cl_device_id.class, i));
				return devices;
			}
		}
	}

	private static boolean isUsable(final _cl_device_id id) {
		return OpenCLDevice.number(id, CL_DEVICE_AVAILABLE) != 0 && //
			OpenCLDevice.number(id, CL_DEVICE_COMPILER_AVAILABLE) != 0;
	}

	private static int rank(final _cl_device_id id) {
		final long type = OpenCLDevice.number(id, CL_DEVICE_TYPE);
		if ((type & CL_DEVICE_TYPE_GPU) != 0) return 0;
		return (type & CL_DEVICE_TYPE_CPU) == 0 ? 1 : 2;
	}
}
