package io.github.kinema.device.opencl;

import static org.bytedeco.opencl.global.OpenCL.*;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerPointer;
import org.bytedeco.javacpp.SizeTPointer;
import org.bytedeco.opencl._cl_command_queue;

import io.github.kinema.device.DeviceBuffer;
import io.github.kinema.device.DeviceKernel;
import io.github.kinema.device.DeviceScope;
import io.github.kinema.device.KernelSource;
import io.github.kinema.device.Staging;
import io.github.kinema.device.WorkGroup;

/** Work in a command queue of OpenCL that runs in order. */
final class OpenCLScope implements DeviceScope {

	private final OpenCLDevice device;
	private final _cl_command_queue queue;
	private final Set<OpenCLBuffer> buffers = new HashSet<>();
	private final Map<Function, OpenCLKernel> kernels = new HashMap<>();
	private final List<OpenCLLane> lanes = new ArrayList<>();
	private final Staging staging = new Staging(lanes);
	private boolean closed;

	private record Function(KernelSource source, String name) {}

	OpenCLScope(final OpenCLDevice device) {
		this.device = device;
		try (IntPointer status = new IntPointer(1)) {
			queue = clCreateCommandQueue(device.context(), device.handle(), 0, status);
			OpenCL.check(status.get(), "open a queue");
		}
	}

	@Override
	public OpenCLDevice device() {
		return device;
	}

	@Override
	public DeviceBuffer allocate(final long floats) {
		checkOpen();
		final OpenCLBuffer buffer = new OpenCLBuffer(this, floats);
		buffers.add(buffer);
		return buffer;
	}

	void forget(final OpenCLBuffer buffer) {
		buffers.remove(buffer);
	}

	@Override
	public DeviceKernel kernel(final KernelSource source, final String function) {
		checkOpen();
		return kernels.computeIfAbsent(new Function(source, function), f -> new OpenCLKernel(this, device.program(source),
			function));
	}

	@Override
	public void upload(final float[] from, final int offset, final DeviceBuffer to, final long toOffset,
		final int count)
	{
		checkOpen();
		Objects.checkFromIndexSize(offset, count, from.length);
		Objects.checkFromIndexSize(toOffset, count, to.size());
		staging().upload(from, offset, to, toOffset, count);
	}

	@Override
	public void download(final DeviceBuffer from, final long fromOffset, final float[] to, final int offset,
		final int count)
	{
		checkOpen();
		Objects.checkFromIndexSize(fromOffset, count, from.size());
		Objects.checkFromIndexSize(offset, count, to.length);
		staging().download(from, fromOffset, to, offset, count);
	}

	private Staging staging() {
		while (lanes.size() < 2) lanes.add(new OpenCLLane(this, queue));
		return staging;
	}

	@Override
	public void run(final DeviceKernel kernel, final int x, final int y, final int z, final Object... arguments) {
		checkOpen();
		if (!(kernel instanceof OpenCLKernel) || !kernels.containsValue(kernel)) {
			throw new IllegalArgumentException("The kernel " + kernel.function() + " belongs to another scope.");
		}
		if (Math.min(x, Math.min(y, z)) < 1) {
			throw new IllegalArgumentException("A grid of " + x + " x " + y + " x " + z + " work items cannot be run.");
		}
		final OpenCLKernel ours = (OpenCLKernel) kernel;
		ours.set(arguments);
		final WorkGroup group = WorkGroup.of(y, ours.items());
		try (SizeTPointer global = new SizeTPointer(3); SizeTPointer local = new SizeTPointer(3)) {
			global.put(0, (long) group.x() * WorkGroup.count(x, group.x()));
			global.put(1, (long) group.y() * WorkGroup.count(y, group.y()));
			global.put(2, z);
			local.put(0, group.x()).put(1, group.y()).put(2, 1);
			OpenCL.check(clEnqueueNDRangeKernel(queue, ours.handle(), 3, null, global, local, 0, (PointerPointer<?>) null,
				null), "run " + kernel.function());
		}
	}

	@Override
	public void finish() {
		checkOpen();
		OpenCL.check(clFinish(queue), "finish its work");
	}

	@Override
	public void close() {
		if (closed) return;
		try {
			finish();
		}
		finally {
			closed = true;
			lanes.forEach(OpenCLLane::release);
			kernels.values().forEach(OpenCLKernel::release);
			new ArrayList<>(buffers).forEach(OpenCLBuffer::release);
			clReleaseCommandQueue(queue);
		}
	}

	private void checkOpen() {
		if (closed) throw new IllegalStateException("The scope has been closed.");
	}
}
