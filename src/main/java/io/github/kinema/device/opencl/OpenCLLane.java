package io.github.kinema.device.opencl;

import static org.bytedeco.opencl.global.OpenCL.*;

import java.nio.FloatBuffer;

import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;
import org.bytedeco.opencl._cl_command_queue;
import org.bytedeco.opencl._cl_context;
import org.bytedeco.opencl._cl_event;
import org.bytedeco.opencl._cl_mem;

import io.github.kinema.device.StagingLane;

/** Memory of the computer that an OpenCL device reaches by itself. */
final class OpenCLLane implements StagingLane<_cl_mem> {

	private static final long BYTES = (long) PIECE * Float.BYTES;

	private final _cl_command_queue queue;
	private final _cl_mem handle;
	private final Pointer mapped;
	private final FloatBuffer memory;
	private _cl_event pending;

	OpenCLLane(final _cl_context context, final _cl_command_queue queue) {
		this.queue = queue;
		try (IntPointer status = new IntPointer(1)) {
			handle = clCreateBuffer(context, CL_MEM_READ_WRITE | CL_MEM_ALLOC_HOST_PTR, BYTES,
				(Pointer) null, status);
			OpenCL.checkAllocation(status.get(), "allocate memory for transfers");
			mapped = clEnqueueMapBuffer(queue, handle, CL_TRUE, CL_MAP_READ | CL_MAP_WRITE, 0, BYTES, 0,
				(PointerPointer<?>) null, null, status);
			if (status.get() != CL_SUCCESS) clReleaseMemObject(handle);
			OpenCL.checkAllocation(status.get(), "map memory for transfers");
		}
		memory = new FloatPointer(mapped).capacity(PIECE).asBuffer();
	}

	@Override
	public FloatBuffer memory() {
		return memory;
	}

	@Override
	public void send(final _cl_mem to, final long offset, final int count) {
		try (PointerPointer<_cl_event> event = new PointerPointer<>(1)) {
			OpenCL.check(clEnqueueWriteBuffer(queue, to, CL_FALSE, offset * Float.BYTES,
				(long) count * Float.BYTES, mapped, 0, (PointerPointer<?>) null, event), "copy to the device");
			pending = event.get(_cl_event.class);
		}
	}

	@Override
	public void fetch(final _cl_mem from, final long offset, final int count) {
		try (PointerPointer<_cl_event> event = new PointerPointer<>(1)) {
			OpenCL.check(clEnqueueReadBuffer(queue, from, CL_FALSE, offset * Float.BYTES,
				(long) count * Float.BYTES, mapped, 0, (PointerPointer<?>) null, event), "copy from the device");
			pending = event.get(_cl_event.class);
		}
	}

	@Override
	public void await() {
		if (pending == null) return;
		final _cl_event event = pending;
		pending = null;
		try (PointerPointer<_cl_event> events = new PointerPointer<>(1)) {
			OpenCL.check(clWaitForEvents(1, events.put(0, event)), "finish a transfer");
		}
		finally {
			clReleaseEvent(event);
		}
	}

	@Override
	public void release() {
		if (pending != null) clReleaseEvent(pending);
		clEnqueueUnmapMemObject(queue, handle, mapped, 0, (PointerPointer<?>) null, null);
		clReleaseMemObject(handle);
	}
}
