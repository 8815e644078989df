package io.github.kinema.device;

import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;

/** A device whose memory is full. Counts the scopes that are open. */
public final class FullDevice implements KernelDevice {

	private final AtomicInteger open = new AtomicInteger();

	@Override
	public Api api() {
		return Api.OPENCL;
	}

	@Override
	public String id() {
		return "opencl:9";
	}

	@Override
	public String name() {
		return "full";
	}

	@Override
	public long memory() {
		return 0;
	}

	@Override
	public boolean isHost() {
		return false;
	}

	@Override
	public DeviceScope open() {
		open.incrementAndGet();
		return (DeviceScope) Proxy.newProxyInstance(FullDevice.class.getClassLoader(), new Class<?>[] { DeviceScope.class },
			(proxy, method, arguments) -> {
				if (!method.getName().equals("close")) throw new DeviceMemoryException("The memory is full.");
				open.decrementAndGet();
				return null;
			});
	}

	/** How many scopes are open. */
	public int scopes() {
		return open.get();
	}
}
