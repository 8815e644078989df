package io.github.kinema.device.cuda;

import static org.bytedeco.cuda.global.cudart.cuCtxPopCurrent;
import static org.bytedeco.cuda.global.cudart.cuCtxPushCurrent;

import org.bytedeco.cuda.cudart.CUctx_st;

/** A device that is current on this thread until this is closed; then the one before is again. */
final class CudaContext implements AutoCloseable {

	CudaContext(final CUctx_st context) {
		Cuda.check(cuCtxPushCurrent(context), "enter a context");
	}

	@Override
	public void close() {
		// NB: fails only where entering has failed, or another broke the rules on this thread.
		cuCtxPopCurrent(new CUctx_st());
	}
}
