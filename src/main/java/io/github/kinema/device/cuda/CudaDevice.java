package io.github.kinema.device.cuda;

import static org.bytedeco.cuda.global.cudart.*;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.bytedeco.cuda.cudart.CUctx_st;
import org.bytedeco.cuda.cudart.CUmod_st;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.SizeTPointer;

import io.github.kinema.device.DeviceMemory;
import io.github.kinema.device.DeviceScope;
import io.github.kinema.device.KernelDevice;
import io.github.kinema.device.KernelSource;
import io.github.kinema.device.QueuePool;

/** A device of the NVIDIA driver. Its scopes share a context and the programs loaded into it. Thread-safe. */
final class CudaDevice implements KernelDevice {

	private static final int NAME = 256;

	private final int number;
	private final int handle;
	private final int architecture;
	private final String name;
	private final DeviceMemory memory;
	private final CudaCompiler compiler;
	private final Map<KernelSource, CUmod_st> programs = new ConcurrentHashMap<>();
	private final QueuePool<CudaQueue> queues = new QueuePool<>(() -> new CudaQueue(this));
	private CUctx_st context;

	/** @param version of the driver */
	CudaDevice(final int number, final String version, final CudaCompiler compiler) {
		this.number = number;
		this.compiler = compiler;
		try (IntPointer device = new IntPointer(1); BytePointer text = new BytePointer(NAME);
				SizeTPointer bytes = new SizeTPointer(1))
		{
			Cuda.check(cuDeviceGet(device, number), "find device " + number);
			handle = device.get();
			Cuda.check(cuDeviceGetName(text, NAME, handle), "tell the name of device " + number);
			Cuda.check(cuDeviceTotalMem(bytes, handle), "tell the memory of device " + number);
			name = Cuda.text(text) + ", driver for CUDA " + version;
			memory = new DeviceMemory(name, bytes.get(), bytes.get());
		}
		architecture = 10 * Cuda.attribute(CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MAJOR, handle) + //
			Cuda.attribute(CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MINOR, handle);
	}

	@Override
	public Api api() {
		return Api.CUDA;
	}

	@Override
	public String id() {
		return "cuda:" + number;
	}

	@Override
	public String name() {
		return name;
	}

	@Override
	public long memory() {
		return memory.total();
	}

	@Override
	public boolean isHost() {
		return false;
	}

	@Override
	public DeviceScope open() {
		return new CudaScope(this);
	}

	/** Such as 90. */
	int architecture() {
		return architecture;
	}

	DeviceMemory account() {
		return memory;
	}

	QueuePool<CudaQueue> queues() {
		return queues;
	}

	/** Makes the device current on this thread until what is returned is closed. */
	CudaContext enter() {
		return new CudaContext(context());
	}

	/** NB: kept as long as the program runs, as the program's other users of the device do. */
	private synchronized CUctx_st context() {
		if (context == null) {
			final CUctx_st retained = new CUctx_st();
			Cuda.check(cuDevicePrimaryCtxRetain(retained, handle), "open " + name);
			context = retained;
		}
		return context;
	}

	/** Compiles a source and loads it; to be called with the device current. */
	CUmod_st program(final KernelSource source) {
		return programs.computeIfAbsent(source, s -> {
			try (BytePointer code = new BytePointer(compiler.compile(s, architecture))) {
				final CUmod_st module = new CUmod_st();
				Cuda.check(cuModuleLoadData(module, code), "load the kernel source " + s.name());
				return module;
			}
		});
	}
}
