package io.github.kinema.device.opencl;

import static org.bytedeco.opencl.global.OpenCL.*;

import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencl._cl_command_queue;
import org.bytedeco.opencl._cl_mem;

import io.github.kinema.device.DeviceQueue;
import io.github.kinema.device.StagingLane;

/** A command queue of OpenCL that runs in order. */
final class OpenCLQueue extends DeviceQueue<_cl_mem> {

	private final OpenCLDevice device;
	private final _cl_command_queue handle;

	OpenCLQueue(final OpenCLDevice device) {
		this.device = device;
		try (IntPointer status = new IntPointer(1)) {
			handle = clCreateCommandQueue(device.context(), device.handle(), 0, status);
			OpenCL.check(status.get(), "open a queue");
		}
	}

	_cl_command_queue handle() {
		return handle;
	}

	@Override
	protected void drain() {
		OpenCL.check(clFinish(handle), "finish its work");
	}

	@Override
	protected StagingLane<_cl_mem> lane() {
		return new OpenCLLane(device.context(), handle);
	}

	@Override
	protected void destroy() {
		clReleaseCommandQueue(handle);
	}
}
