package io.github.kinema.device.cuda;

import static org.bytedeco.cuda.global.cudart.*;

import org.bytedeco.cuda.cudart.CUstream_st;

import io.github.kinema.device.DeviceQueue;
import io.github.kinema.device.StagingLane;

/** A stream of CUDA. */
final class CudaQueue extends DeviceQueue<Long> {

	private final CudaDevice device;
	private final CUstream_st stream = new CUstream_st();

	CudaQueue(final CudaDevice device) {
		this.device = device;
		try (CudaContext context = device.enter()) {
			Cuda.check(cuStreamCreate(stream, CU_STREAM_NON_BLOCKING), "open a stream");
		}
	}

	CUstream_st stream() {
		return stream;
	}

	@Override
	protected void drain() {
		try (CudaContext context = device.enter()) {
			Cuda.check(cuStreamSynchronize(stream), "finish its work");
		}
	}

	@Override
	protected StagingLane<Long> lane() {
		return new CudaLane(device, stream);
	}

	@Override
	protected void destroy() {
		try (CudaContext context = device.enter()) {
			cuStreamDestroy(stream);
		}
	}
}
