package io.github.kinema.device;

/** Something that computes. Thread-safe. */
public interface Device {

	/** How a device is spoken to. */
	enum Api {
			CPU, CUDA, OPENCL;

		/** The name that the key {@code device} and tables use, such as {@code cuda}. */
		public String key() {
			return name().toLowerCase(java.util.Locale.ROOT);
		}
	}

	/** How it is spoken to. */
	Api api();

	/** Unique while the program runs: {@code cpu}, {@code cuda:0}, {@code opencl:1}. */
	String id();

	/** What its maker calls it, with the driver's version. */
	String name();

	/** Memory it has, in bytes. */
	long memory();
}
