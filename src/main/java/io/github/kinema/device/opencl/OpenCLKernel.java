package io.github.kinema.device.opencl;

import static org.bytedeco.opencl.global.OpenCL.*;

import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;
import org.bytedeco.opencl._cl_kernel;
import org.bytedeco.opencl._cl_mem;
import org.bytedeco.opencl._cl_program;

import io.github.kinema.device.DeviceKernel;

/** A compiled function of OpenCL with the arguments set last. */
final class OpenCLKernel implements DeviceKernel {

	private final String function;
	private final _cl_kernel handle;
	private final long arguments;
	private final long items;

	OpenCLKernel(final OpenCLDevice device, final _cl_program program, final String function) {
		this.function = function;
		try (IntPointer status = new IntPointer(1)) {
			handle = clCreateKernel(program, function, status);
			OpenCL.check(status.get(), "find the kernel " + function);
		}
		arguments = OpenCL.number((size, value, length) -> clGetKernelInfo(handle, CL_KERNEL_NUM_ARGS, size, value,
			length), "the arguments of " + function);
		items = OpenCL.number((size, value, length) -> clGetKernelWorkGroupInfo(handle, device.handle(),
			CL_KERNEL_WORK_GROUP_SIZE, size, value, length), "the work group of " + function);
	}

	@Override
	public String function() {
		return function;
	}

	_cl_kernel handle() {
		return handle;
	}

	/** The most work items of a group. */
	long items() {
		return items;
	}

	/** @throws IllegalArgumentException if they are not what the function takes */
	void set(final Object[] values) {
		if (values.length != arguments) {
			throw new IllegalArgumentException("The kernel " + function + " takes " + arguments + " arguments, not " +
				values.length + ".");
		}
		for (int i = 0; i < values.length; i++) set(i, values[i]);
	}

	private void set(final int index, final Object value) {
		try (Pointer pointer = pointer(value)) {
			final int bytes = value instanceof _cl_mem ? pointer.sizeof() : Float.BYTES;
			OpenCL.check(clSetKernelArg(handle, index, bytes, pointer), "set argument " + index + " of " + function);
		}
	}

	private static Pointer pointer(final Object value) {
		if (value instanceof Integer) return new IntPointer(1).put((Integer) value);
		if (value instanceof Float) return new FloatPointer(1).put((Float) value);
		// NB: the constructor that takes a pointer would cast it, not hold it.
		return new PointerPointer<>(1).put(0, (_cl_mem) value);
	}

	void release() {
		clReleaseKernel(handle);
	}
}
