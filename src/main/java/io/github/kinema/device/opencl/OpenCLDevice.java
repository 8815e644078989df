package io.github.kinema.device.opencl;

import static org.bytedeco.opencl.global.OpenCL.*;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerPointer;
import org.bytedeco.javacpp.SizeTPointer;
import org.bytedeco.opencl.Pfn_notify_BytePointer_Pointer_long_Pointer;
import org.bytedeco.opencl._cl_context;
import org.bytedeco.opencl._cl_device_id;
import org.bytedeco.opencl._cl_program;

import io.github.kinema.device.DeviceException;
import io.github.kinema.device.DeviceMemory;
import io.github.kinema.device.DeviceScope;
import io.github.kinema.device.KernelDevice;
import io.github.kinema.device.KernelSource;
import io.github.kinema.device.QueuePool;

/** A device of an OpenCL driver. Its scopes share a context and the programs compiled in it. Thread-safe. */
final class OpenCLDevice implements KernelDevice {

	/** NB: no fast mathematics, which would take NaN for a number. */
	private static final String OPTIONS = "-cl-std=CL1.2";

	/** Not every device can. */
	private static final String EXACT = " -cl-fp32-correctly-rounded-divide-sqrt";

	private final int number;
	private final _cl_device_id id;
	private final String name;
	private final boolean host;
	private final DeviceMemory memory;
	private final Map<KernelSource, _cl_program> programs = new ConcurrentHashMap<>();
	private final QueuePool<OpenCLQueue> queues = new QueuePool<>(() -> new OpenCLQueue(this));
	private _cl_context context;

	OpenCLDevice(final int number, final _cl_device_id id) {
		this.number = number;
		this.id = id;
		name = text(id, CL_DEVICE_NAME) + ", driver " + text(id, CL_DRIVER_VERSION);
		host = (number(id, CL_DEVICE_TYPE) & CL_DEVICE_TYPE_CPU) != 0;
		memory = new DeviceMemory(name, number(id, CL_DEVICE_GLOBAL_MEM_SIZE), number(id, CL_DEVICE_MAX_MEM_ALLOC_SIZE));
	}

	@Override
	public Api api() {
		return Api.OPENCL;
	}

	@Override
	public String id() {
		return "opencl:" + number;
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
		return host;
	}

	@Override
	public DeviceScope open() {
		return new OpenCLScope(this);
	}

	_cl_device_id handle() {
		return id;
	}

	DeviceMemory account() {
		return memory;
	}

	QueuePool<OpenCLQueue> queues() {
		return queues;
	}

	/** The context, made at the first use: it costs time and memory. */
	synchronized _cl_context context() {
		if (context == null) {
			try (IntPointer status = new IntPointer(1);
					PointerPointer<_cl_device_id> devices = new PointerPointer<>(1))
			{
				final _cl_context made = clCreateContext((SizeTPointer) null, 1, devices.put(0, id),
					(Pfn_notify_BytePointer_Pointer_long_Pointer) null, null, status);
				OpenCL.check(status.get(), "open " + name);
				context = made;
			}
		}
		return context;
	}

	/** @throws DeviceException if the source does not compile, with the compiler's message */
	_cl_program program(final KernelSource source) {
		return programs.computeIfAbsent(source, this::compile);
	}

	private _cl_program compile(final KernelSource source) {
		try (IntPointer status = new IntPointer(1);
				BytePointer text = new BytePointer(source.text(Api.OPENCL));
				PointerPointer<?> texts = new PointerPointer<>(1))
		{
			final _cl_program program = clCreateProgramWithSource(context(), 1, texts.put(0, text), null, status);
			OpenCL.check(status.get(), "take the kernel source " + source.name());
			final int built = clBuildProgram(program, 1, id, options(source), null, null);
			if (built == CL_SUCCESS) return program;
			final String log = OpenCL.text((size, value, length) -> clGetProgramBuildInfo(program, id,
				CL_PROGRAM_BUILD_LOG, size, value, length), "what its compiler says");
			clReleaseProgram(program);
			throw new DeviceException("The kernel source " + source.name() + " does not compile for " + name + ":\n" + log);
		}
	}

	private String options(final KernelSource source) {
		final boolean exact = source.exact() && (number(id, CL_DEVICE_SINGLE_FP_CONFIG) & //
			CL_FP_CORRECTLY_ROUNDED_DIVIDE_SQRT) != 0;
		return exact ? OPTIONS + EXACT : OPTIONS;
	}

	static String text(final _cl_device_id id, final int property) {
		return OpenCL.text((size, value, length) -> clGetDeviceInfo(id, property, size, value, length),
			"the properties of a device");
	}

	static long number(final _cl_device_id id, final int property) {
		return OpenCL.number((size, value, length) -> clGetDeviceInfo(id, property, size, value, length),
			"the properties of a device");
	}
}
