package io.github.kinema.device;

/** Floats in the memory of a device. Belongs to the scope that allocated it. */
public interface DeviceBuffer {

	/** Number of floats. */
	long size();

	/** Frees it before its scope closes; further calls do nothing. */
	void release();
}
