package io.github.kinema.device;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What the scopes of all APIs have in common: they own buffers, kernels and
 * memory for transfers, refuse what belongs to others, and free all on closing.
 *
 * @param <H> what the API calls a buffer
 * @param <K> its kernels
 * @param <Q> its queues
 */
public abstract class QueueScope<H, K extends DeviceKernel, Q extends DeviceQueue<H>> implements DeviceScope {

	private final DeviceMemory account;
	private final QueuePool<Q> queues;
	private final Q queue;
	private final Set<Buffer<H>> buffers = new HashSet<>();
	private final Map<Function, K> kernels = new HashMap<>();
	private boolean closed;

	private record Function(KernelSource source, String name) {}

	/**
	 * @param account where to take the memory of buffers from
	 * @param queues where to take a queue from
	 */
	protected QueueScope(final DeviceMemory account, final QueuePool<Q> queues) {
		this.account = account;
		this.queues = queues;
		queue = answer(queues::take);
	}

	/** Allocates a buffer. */
	protected abstract H create(long bytes);

	/** Frees a buffer as soon as what was enqueued with it is done. */
	protected abstract void free(H handle);

	/** Compiles a kernel. */
	protected abstract K compile(KernelSource source, String function);

	/** Frees a kernel. */
	protected abstract void free(K kernel);

	/**
	 * Enqueues a kernel.
	 *
	 * @param arguments {@code H}, {@link Integer} or {@link Float}, not yet compared with the function's
	 */
	protected abstract void launch(Q queue, K kernel, int x, int y, int z, Object[] arguments);

	@Override
	public final DeviceBuffer allocate(final long floats) {
		checkOpen();
		final long bytes = account.take(floats);
		try {
			final Buffer<H> buffer = new Buffer<>(this, floats, bytes, answer(() -> create(bytes)));
			buffers.add(buffer);
			return buffer;
		}
		catch (final RuntimeException exc) {
			account.giveBack(bytes);
			throw exc;
		}
	}

	@Override
	public final DeviceKernel kernel(final KernelSource source, final String function) {
		checkOpen();
		return kernels.computeIfAbsent(new Function(source, function), f -> answer(() -> compile(
			source, function)));
	}

	@Override
	public final void upload(final float[] from, final int offset, final DeviceBuffer to, final long toOffset,
		final int count)
	{
		checkOpen();
		Objects.checkFromIndexSize(offset, count, from.length);
		Objects.checkFromIndexSize(toOffset, count, to.size());
		final H handle = handle(to);
		answer(() -> queue.staging().upload(from, offset, handle, toOffset, count));
	}

	@Override
	public final void download(final DeviceBuffer from, final long fromOffset, final float[] to, final int offset,
		final int count)
	{
		checkOpen();
		Objects.checkFromIndexSize(fromOffset, count, from.size());
		Objects.checkFromIndexSize(offset, count, to.length);
		final H handle = handle(from);
		answer(() -> queue.staging().download(handle, fromOffset, to, offset, count));
	}

	@Override
	public final void run(final DeviceKernel kernel, final int x, final int y, final int z, final Object... arguments) {
		checkOpen();
		if (Math.min(x, Math.min(y, z)) < 1) {
			throw new IllegalArgumentException("A grid of " + x + " x " + y + " x " + z + " work items cannot be run.");
		}
		final Object[] values = new Object[arguments.length];
		for (int i = 0; i < values.length; i++) values[i] = value(arguments[i], kernel);
		final K own = own(kernel);
		answer(() -> launch(queue, own, x, y, z, values));
	}

	@Override
	public final void finish() {
		checkOpen();
		answer(queue::drain);
	}

	@Override
	public final void close() {
		if (closed) return;
		boolean drained = false;
		try {
			answer(queue::drain);
			drained = true;
		}
		finally {
			new ArrayList<>(buffers).forEach(DeviceBuffer::release);
			closed = true;
			kernels.values().forEach(this::free);
			if (drained) queues.giveBack(queue);
			else queue.release();
		}
	}

	private void answer(final Runnable call) {
		answer(() -> {
			call.run();
			return null;
		});
	}

	/** Does what the device may fail at, and says which device failed. */
	private <T> T answer(final Supplier<T> call) {
		try {
			return call.get();
		}
		catch (final DeviceMemoryException exc) {
			// NB: whoever wanted less memory, in vain, says for what.
			throw exc;
		}
		catch (final DeviceException exc) {
			throw new DeviceException("The device " + account.device() + " failed: " + exc.getMessage(), exc);
		}
	}

	private void checkOpen() {
		if (closed) throw new IllegalStateException("The scope has been closed.");
	}

	private Object value(final Object argument, final DeviceKernel kernel) {
		if (argument instanceof DeviceBuffer) return handle((DeviceBuffer) argument);
		if (argument instanceof Integer || argument instanceof Float) return argument;
		throw new IllegalArgumentException("The kernel " + kernel.function() + " cannot take " + argument + ".");
	}

	private K own(final DeviceKernel kernel) {
		for (final K candidate : kernels.values()) if (candidate == kernel) return candidate;
		throw new IllegalArgumentException("The kernel " + kernel.function() + " belongs to another scope.");
	}

	private H handle(final DeviceBuffer buffer) {
		for (final Buffer<H> candidate : buffers) if (candidate == buffer) return candidate.handle;
		if (buffer instanceof Buffer && ((Buffer<?>) buffer).scope == this) {
			throw new IllegalStateException("The buffer has been released.");
		}
		throw new IllegalArgumentException("The buffer belongs to another scope.");
	}

	/** A buffer of one scope. */
	private static final class Buffer<H> implements DeviceBuffer {

		private final QueueScope<H, ?, ?> scope;
		private final long size;
		private final long bytes;
		private final H handle;

		Buffer(final QueueScope<H, ?, ?> scope, final long size, final long bytes, final H handle) {
			this.scope = scope;
			this.size = size;
			this.bytes = bytes;
			this.handle = handle;
		}

		@Override
		public long size() {
			return size;
		}

		@Override
		public void release() {
			if (!scope.buffers.remove(this)) return;
			scope.free(handle);
			scope.account.giveBack(bytes);
		}
	}
}
