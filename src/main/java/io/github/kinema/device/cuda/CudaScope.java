package io.github.kinema.device.cuda;

import static org.bytedeco.cuda.global.cudart.*;

import org.bytedeco.javacpp.LongPointer;

import io.github.kinema.device.KernelSource;
import io.github.kinema.device.QueueScope;

/** Work in a stream of CUDA; a buffer is its address on the device. */
final class CudaScope extends QueueScope<Long, CudaKernel, CudaQueue> {

	private final CudaDevice device;

	CudaScope(final CudaDevice device) {
		super(device.account(), device.queues());
		this.device = device;
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
	protected void launch(final CudaQueue queue, final CudaKernel kernel, final int x, final int y, final int z,
		final Object[] arguments)
	{
		try (CudaContext context = device.enter()) {
			kernel.launch(queue.stream(), x, y, z, arguments);
		}
	}
}
