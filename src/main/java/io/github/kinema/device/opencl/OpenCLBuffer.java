package io.github.kinema.device.opencl;

import static org.bytedeco.opencl.global.OpenCL.*;

import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.opencl._cl_mem;

import io.github.kinema.device.DeviceBuffer;

/** Memory of an OpenCL device. */
final class OpenCLBuffer implements DeviceBuffer {

	private final OpenCLScope scope;
	private final long size;
	private final long bytes;
	private _cl_mem handle;

	OpenCLBuffer(final OpenCLScope scope, final long size) {
		this.scope = scope;
		this.size = size;
		bytes = scope.device().account().take(size);
		try (IntPointer status = new IntPointer(1)) {
			final _cl_mem made = clCreateBuffer(scope.device().context(), CL_MEM_READ_WRITE, bytes, (Pointer) null, status);
			OpenCL.check(status.get(), "allocate " + bytes + " bytes");
			handle = made;
		}
		finally {
			if (handle == null) scope.device().account().giveBack(bytes);
		}
	}

	@Override
	public long size() {
		return size;
	}

	@Override
	public void release() {
		if (handle == null) return;
		clReleaseMemObject(handle);
		handle = null;
		scope.device().account().giveBack(bytes);
		scope.forget(this);
	}

	/** The memory of a buffer, if it is one of that scope's and still there. */
	static _cl_mem handle(final DeviceBuffer buffer, final OpenCLScope scope) {
		if (!(buffer instanceof OpenCLBuffer) || ((OpenCLBuffer) buffer).scope != scope) {
			throw new IllegalArgumentException("The buffer belongs to another scope.");
		}
		final OpenCLBuffer ours = (OpenCLBuffer) buffer;
		if (ours.handle == null) throw new IllegalStateException("The buffer has been released.");
		return ours.handle;
	}
}
