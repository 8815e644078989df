package io.github.kinema.device;

/** The computer's own processor, through Java: always there, and what the others are tested against. */
public final class CpuDevice implements Device {

	/** The only one. */
	public static final CpuDevice INSTANCE = new CpuDevice();

	private CpuDevice() {}

	@Override
	public Api api() {
		return Api.CPU;
	}

	@Override
	public String id() {
		return "cpu";
	}

	@Override
	public String name() {
		return "Java " + System.getProperty("java.version") + ", " + Runtime.getRuntime().availableProcessors() +
			" threads";
	}

	@Override
	public long memory() {
		return Runtime.getRuntime().maxMemory();
	}
}
