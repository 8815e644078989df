package io.github.kinema.device.cuda;

import static org.bytedeco.cuda.global.nvrtc.*;

import java.util.Arrays;

import org.bytedeco.cuda.nvrtc._nvrtcProgram;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerPointer;
import org.bytedeco.javacpp.SizeTPointer;

import io.github.kinema.device.Device;
import io.github.kinema.device.DeviceException;
import io.github.kinema.device.KernelCache;
import io.github.kinema.device.KernelSource;

/** CUDA's run-time compiler, which remembers on disk what it has compiled. Thread-safe. */
final class CudaCompiler {

	private final KernelCache cache;
	private final String version;
	private final int[] architectures;

	CudaCompiler(final KernelCache cache) {
		this.cache = cache;
		try (IntPointer major = new IntPointer(1); IntPointer minor = new IntPointer(1);
				IntPointer count = new IntPointer(1))
		{
			Cuda.checkCompiler(nvrtcVersion(major, minor), "tell its version");
			version = "NVRTC " + major.get() + "." + minor.get();
			Cuda.checkCompiler(nvrtcGetNumSupportedArchs(count), "list architectures");
			architectures = new int[count.get()];
			try (IntPointer list = new IntPointer(architectures.length)) {
				Cuda.checkCompiler(nvrtcGetSupportedArchs(list), "list architectures");
				list.get(architectures);
			}
		}
	}

	/** Whether a device is not too old, that is, of that architecture, such as 90, or a newer one. */
	boolean canCompileFor(final int architecture) {
		return Arrays.stream(architectures).anyMatch(known -> known <= architecture);
	}

	/**
	 * Compiles to what the driver loads, ended by a zero: machine code, or, for a
	 * device newer than the compiler, a text that the driver translates.
	 *
	 * @throws DeviceException if it does not compile, with the compiler's message
	 */
	byte[] compile(final KernelSource source, final int architecture) {
		final String text = source.text(Device.Api.CUDA);
		final String target = target(architecture);
		final String contraction = "--fmad=" + !source.exact();
		return cache.find(text, target, contraction, version).orElseGet(() -> {
			final byte[] code = compile(text, source.name(), target, contraction);
			cache.store(code, text, target, contraction, version);
			return code;
		});
	}

	private String target(final int architecture) {
		if (Arrays.stream(architectures).anyMatch(known -> known == architecture)) return "sm_" + architecture;
		return "compute_" + Arrays.stream(architectures).filter(known -> known < architecture).max().orElseThrow();
	}

	private static byte[] compile(final String text, final String name, final String target,
		final String contraction)
	{
		try (BytePointer source = new BytePointer(text); BytePointer file = new BytePointer(name + ".c");
				BytePointer option = new BytePointer("--gpu-architecture=" + target);
				BytePointer rounding = new BytePointer(contraction);
				PointerPointer<BytePointer> options = new PointerPointer<>(2))
		{
			final _nvrtcProgram program = new _nvrtcProgram();
			Cuda.checkCompiler(nvrtcCreateProgram(program, source, file, 0, (PointerPointer<?>) null, null),
				"take the kernel source " + name);
			try {
				final int status = nvrtcCompileProgram(program, 2, options.put(0, option).put(1, rounding));
				if (status != NVRTC_SUCCESS) {
					throw new DeviceException("The kernel source " + name + " does not compile for CUDA's " + target + " (" +
						Cuda.compilerText(status) + "):\n" + log(program));
				}
				return code(program, target.startsWith("sm_"));
			}
			finally {
				nvrtcDestroyProgram(program);
			}
		}
	}

	private static byte[] code(final _nvrtcProgram program, final boolean machine) {
		try (SizeTPointer size = new SizeTPointer(1)) {
			Cuda.checkCompiler(machine ? nvrtcGetCUBINSize(program, size) : nvrtcGetPTXSize(program, size), "give its code");
			final byte[] code = new byte[Math.toIntExact(size.get())];
			Cuda.checkCompiler(machine ? nvrtcGetCUBIN(program, code) : nvrtcGetPTX(program, code), "give its code");
			return code;
		}
	}

	private static String log(final _nvrtcProgram program) {
		try (SizeTPointer size = new SizeTPointer(1)) {
			Cuda.checkCompiler(nvrtcGetProgramLogSize(program, size), "say what is wrong");
			try (BytePointer log = new BytePointer(Math.max(1, size.get()))) {
				Cuda.checkCompiler(nvrtcGetProgramLog(program, log), "say what is wrong");
				return Cuda.text(log).strip();
			}
		}
	}
}
