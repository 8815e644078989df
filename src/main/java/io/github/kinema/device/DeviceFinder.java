package io.github.kinema.device;

import java.util.List;

/**
 * Looks for the devices of one API. {@link Devices} asks every finder that is
 * declared as a service.
 * <p>
 * NB: an implementation is loaded on computers that lack the API, so it must not
 * itself refer to the classes that speak to it.
 * </p>
 */
public interface DeviceFinder {

	/** The API that it looks for. */
	Device.Api api();

	/**
	 * Looks for devices, the most promising first.
	 *
	 * @return at least one
	 * @throws DeviceException if there is none, with the reason in a sentence
	 */
	List<KernelDevice> find();
}
