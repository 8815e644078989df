package io.github.kinema.device.cuda;

import static org.bytedeco.cuda.global.cudart.*;

import java.util.ArrayList;
import java.util.List;

import org.bytedeco.cuda.cudart.CUfunc_st;
import org.bytedeco.cuda.cudart.CUmod_st;
import org.bytedeco.cuda.cudart.CUstream_st;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerPointer;
import org.bytedeco.javacpp.SizeTPointer;

import io.github.kinema.device.DeviceKernel;
import io.github.kinema.device.WorkGroup;

/** A compiled function of CUDA. To be used with its device current. */
final class CudaKernel implements DeviceKernel {

	private final String function;
	private final CUfunc_st handle = new CUfunc_st();
	private final int threads;
	private final List<Long> sizes = new ArrayList<>();

	CudaKernel(final CUmod_st program, final String function) {
		this.function = function;
		Cuda.check(cuModuleGetFunction(handle, program, function), "find the kernel " + function);
		try (IntPointer value = new IntPointer(1); SizeTPointer offset = new SizeTPointer(1);
				SizeTPointer size = new SizeTPointer(1))
		{
			Cuda.check(cuFuncGetAttribute(value, CU_FUNC_ATTRIBUTE_MAX_THREADS_PER_BLOCK, handle), "look at " + function);
			threads = value.get();
			while (cuFuncGetParamInfo(handle, sizes.size(), offset, size) == CUDA_SUCCESS) sizes.add(size.get());
		}
	}

	@Override
	public String function() {
		return function;
	}

	/**
	 * Enqueues the function over a grid.
	 *
	 * @throws IllegalArgumentException if the arguments are not what it takes
	 */
	void launch(final CUstream_st stream, final int x, final int y, final int z, final Object[] arguments) {
		if (arguments.length != sizes.size()) {
			throw new IllegalArgumentException("The kernel " + function + " takes " + sizes.size() + " arguments, not " +
				arguments.length + ".");
		}
		final WorkGroup group = WorkGroup.of(y, threads);
		try (BytePointer values = new BytePointer((long) Long.BYTES * Math.max(1, arguments.length));
				PointerPointer<BytePointer> pointers = new PointerPointer<>(Math.max(1, arguments.length)))
		{
			for (int i = 0; i < arguments.length; i++) {
				final long at = (long) Long.BYTES * i;
				put(values, at, i, arguments[i]);
				pointers.put(i, values.getPointer(at));
			}
			Cuda.check(cuLaunchKernel(handle, WorkGroup.count(x, group.x()), WorkGroup.count(y, group.y()), z, group.x(),
				group.y(), 1, 0, stream, pointers, (PointerPointer<?>) null), "run " + function);
		}
	}

	private void put(final BytePointer values, final long at, final int index, final Object value) {
		final int size = value instanceof Long ? Long.BYTES : Integer.BYTES;
		if (size != sizes.get(index)) {
			throw new IllegalArgumentException("Argument " + index + " of the kernel " + function + " has " + sizes.get(
				index) + " bytes, not " + size + ".");
		}
		if (value instanceof Long) values.putLong(at, (Long) value);
		else if (value instanceof Integer) values.putInt(at, (Integer) value);
		else values.putFloat(at, (Float) value);
	}
}
