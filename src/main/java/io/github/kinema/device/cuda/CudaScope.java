package io.github.kinema.device.cuda;

import static org.bytedeco.cuda.global.cudart.*;

import org.bytedeco.cuda.cudart.CUstream_st;
import org.bytedeco.javacpp.LongPointer;

import io.github.kinema.device.KernelSource;
import io.github.kinema.device.QueueScope;
import io.github.kinema.device.StagingLane;

/** Work in a stream of CUDA; a buffer is its address on the device. */
final class CudaScope extends QueueScope<Long, CudaKernel> {

	private final CudaDevice device;
	private final CUstream_st stream = new CUstream_st();

	CudaScope(final CudaDevice device) {
		super(device.account());
		this.device = device;
		try (CudaContext context = device.enter()) {
			Cuda.check(cuStreamCreate(stream, CU_STREAM_NON_BLOCKING), "open a stream");
		}
	}

	@Override
	public CudaDevice device() {
		return device;
	}

	@Override
	protected Long create(final long bytes) {
		try (CudaContext context = device.enter(); LongPointer address = new LongPointer(1)) {
			Cuda.check(cuMemAlloc(address, bytes), "allocate " + bytes + " bytes");
			return address.get();
		}
	}

	@Override
	protected void free(final Long address) {
		try (CudaContext context = device.enter()) {
			cuMemFree(address);
		}
	}

	@Override
	protected CudaKernel compile(final KernelSource source, final String function) {
		try (CudaContext context = device.enter()) {
			return new CudaKernel(device.program(source), function);
		}
	}

	@Override
	protected void free(final CudaKernel kernel) {
		// NB: a function lives as long as its program, which the device keeps.
	}

	@Override
	protected StagingLane<Long> lane() {
		return new CudaLane(device, stream);
	}

	@Override
	protected void launch(final CudaKernel kernel, final int x, final int y, final int z, final Object[] arguments) {
		try (CudaContext context = device.enter()) {
			kernel.launch(stream, x, y, z, arguments);
		}
	}

	@Override
	protected void drain() {
		try (CudaContext context = device.enter()) {
			Cuda.check(cuStreamSynchronize(stream), "finish its work");
		}
	}

	@Override
	protected void destroy() {
		try (CudaContext context = device.enter()) {
			cuStreamDestroy(stream);
		}
	}
}
