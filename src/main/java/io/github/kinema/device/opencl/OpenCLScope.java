package io.github.kinema.device.opencl;

import static org.bytedeco.opencl.global.OpenCL.*;

import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;
import org.bytedeco.javacpp.SizeTPointer;
import org.bytedeco.opencl._cl_mem;

import io.github.kinema.device.KernelSource;
import io.github.kinema.device.QueueScope;
import io.github.kinema.device.WorkGroup;

/** Work in a command queue of OpenCL. */
final class OpenCLScope extends QueueScope<_cl_mem, OpenCLKernel, OpenCLQueue> {

	private final OpenCLDevice device;

	OpenCLScope(final OpenCLDevice device) {
		super(device.account(), device.queues());
		this.device = device;
	}

	@Override
	public OpenCLDevice device() {
		return device;
	}

	@Override
	protected _cl_mem create(final long bytes) {
		try (IntPointer status = new IntPointer(1)) {
			final _cl_mem handle = clCreateBuffer(device.context(), CL_MEM_READ_WRITE, bytes, (Pointer) null, status);
			OpenCL.checkAllocation(status.get(), "allocate " + bytes + " bytes");
			return handle;
		}
	}

	@Override
	protected void free(final _cl_mem handle) {
		clReleaseMemObject(handle);
	}

	@Override
	protected OpenCLKernel compile(final KernelSource source, final String function) {
		return new OpenCLKernel(device, device.program(source), function);
	}

	@Override
	protected void free(final OpenCLKernel kernel) {
		kernel.release();
	}

	@Override
	protected void launch(final OpenCLQueue queue, final OpenCLKernel kernel, final int x, final int y, final int z,
		final Object[] arguments)
	{
		kernel.set(arguments);
		final WorkGroup group = WorkGroup.of(y, kernel.items());
		try (SizeTPointer global = new SizeTPointer(3); SizeTPointer local = new SizeTPointer(3)) {
			global.put(0, (long) group.x() * WorkGroup.count(x, group.x()));
			global.put(1, (long) group.y() * WorkGroup.count(y, group.y()));
			global.put(2, z);
			local.put(0, group.x()).put(1, group.y()).put(2, 1);
			OpenCL.check(clEnqueueNDRangeKernel(queue.handle(), kernel.handle(), 3, null, global, local, 0,
				(PointerPointer<?>) null, null), "run " + kernel.function());
		}
	}
}
