package io.github.kinema.device.cuda;

import static org.bytedeco.cuda.global.cudart.*;

import java.nio.FloatBuffer;

import org.bytedeco.cuda.cudart.CUevent_st;
import org.bytedeco.cuda.cudart.CUstream_st;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;

import io.github.kinema.device.StagingLane;

/** Memory of the computer that an NVIDIA device reaches by itself. */
final class CudaLane implements StagingLane<Long> {

	private static final long BYTES = (long) PIECE * Float.BYTES;

	private final CudaDevice device;
	private final CUstream_st stream;
	private final CUevent_st done = new CUevent_st();
	private final Pointer pinned;
	private final FloatBuffer memory;

	CudaLane(final CudaDevice device, final CUstream_st stream) {
		this.device = device;
		this.stream = stream;
		try (CudaContext context = device.enter(); PointerPointer<Pointer> pointer = new PointerPointer<>(1)) {
			Cuda.check(cuMemHostAlloc(pointer, BYTES, CU_MEMHOSTALLOC_PORTABLE), "allocate memory for transfers");
			pinned = pointer.get(0);
			final int status = cuEventCreate(done, CU_EVENT_DISABLE_TIMING | CU_EVENT_BLOCKING_SYNC);
			if (status != CUDA_SUCCESS) cuMemFreeHost(pinned);
			Cuda.check(status, "prepare transfers");
		}
		memory = new FloatPointer(pinned).capacity(PIECE).asBuffer();
	}

	@Override
	public FloatBuffer memory() {
		return memory;
	}

	@Override
	public void send(final Long to, final long offset, final int count) {
		try (CudaContext context = device.enter()) {
			Cuda.check(cuMemcpyHtoDAsync(to + offset * Float.BYTES, pinned, (long) count * Float.BYTES, stream),
				"copy to the device");
			Cuda.check(cuEventRecord(done, stream), "mark a transfer");
		}
	}

	@Override
	public void fetch(final Long from, final long offset, final int count) {
		try (CudaContext context = device.enter()) {
			Cuda.check(cuMemcpyDtoHAsync(pinned, from + offset * Float.BYTES, (long) count * Float.BYTES, stream),
				"copy from the device");
			Cuda.check(cuEventRecord(done, stream), "mark a transfer");
		}
	}

	@Override
	public void await() {
		try (CudaContext context = device.enter()) {
			Cuda.check(cuEventSynchronize(done), "finish a transfer");
		}
	}

	@Override
	public void release() {
		try (CudaContext context = device.enter()) {
			cuEventDestroy(done);
			cuMemFreeHost(pinned);
		}
	}
}
