package io.github.kinema.device;

import java.util.concurrent.atomic.AtomicInteger;

/** A device that behaves like another one with less memory, and fails when told to. */
public final class LimitedDevice implements KernelDevice {

	private final KernelDevice whole;
	private final long memory;
	private final long largest;
	private final int lastRun;
	private final int lastScope;
	private final AtomicInteger runs = new AtomicInteger();
	private final AtomicInteger opened = new AtomicInteger();
	private final AtomicInteger open = new AtomicInteger();
	private final AtomicInteger refused = new AtomicInteger();

	/**
	 * Limits a device.
	 *
	 * @param memory bytes that it says it has
	 * @param largest floats of the largest buffer that it grants
	 * @param lastRun how many kernels it runs before it fails
	 * @param lastScope how many scopes that are open at the same time are granted buffers
	 */
	public LimitedDevice(final KernelDevice whole, final long memory, final long largest, final int lastRun,
		final int lastScope)
	{
		this.whole = whole;
		this.memory = memory;
		this.largest = largest;
		this.lastRun = lastRun;
		this.lastScope = lastScope;
	}

	/** How many kernels were run. */
	public int runs() {
		return runs.get();
	}

	/** How many scopes were opened. */
	public int opened() {
		return opened.get();
	}

	/** How many buffers were refused. */
	public int refused() {
		return refused.get();
	}

	@Override
	public Api api() {
		return whole.api();
	}

	@Override
	public String id() {
		return whole.id();
	}

	@Override
	public String name() {
		return whole.name();
	}

	@Override
	public long memory() {
		return memory;
	}

	@Override
	public boolean isHost() {
		return false;
	}

	@Override
	public DeviceScope open() {
		opened.incrementAndGet();
		return new Scope(whole.open(), open.incrementAndGet() <= lastScope);
	}

	private final class Scope implements DeviceScope {

		private final DeviceScope scope;
		private final boolean granted;

		private Scope(final DeviceScope scope, final boolean granted) {
			this.scope = scope;
			this.granted = granted;
		}

		@Override
		public KernelDevice device() {
			return LimitedDevice.this;
		}

		@Override
		public DeviceBuffer allocate(final long floats) {
			if (!granted || floats > largest) {
				refused.incrementAndGet();
				throw new DeviceMemoryException("There is no room for " + floats + " floats.");
			}
			return scope.allocate(floats);
		}

		@Override
		public DeviceKernel kernel(final KernelSource source, final String function) {
			return scope.kernel(source, function);
		}

		@Override
		public void upload(final float[] from, final int offset, final DeviceBuffer to, final long toOffset,
			final int count)
		{
			scope.upload(from, offset, to, toOffset, count);
		}

		@Override
		public void download(final DeviceBuffer from, final long fromOffset, final float[] to, final int offset,
			final int count)
		{
			scope.download(from, fromOffset, to, offset, count);
		}

		@Override
		public void run(final DeviceKernel kernel, final int x, final int y, final int z, final Object... arguments) {
			if (runs.incrementAndGet() > lastRun) throw new DeviceException("The device fell off the bus.");
			scope.run(kernel, x, y, z, arguments);
		}

		@Override
		public void finish() {
			scope.finish();
		}

		@Override
		public void close() {
			scope.close();
			open.decrementAndGet();
		}
	}
}
