package io.github.kinema.filter;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.github.kinema.device.DeviceException;
import io.github.kinema.device.DeviceMemoryException;
import io.github.kinema.device.DeviceScope;
import io.github.kinema.device.KernelDevice;
import io.github.kinema.tile.Progress;

/** Tests what becomes of slabs that there is no memory for. */
class SlabsTest {

	private static final int ROWS = 20;

	private final AtomicIntegerArray made = new AtomicIntegerArray(ROWS);
	private final AtomicInteger opened = new AtomicInteger();
	private final CountDownLatch closed = new CountDownLatch(1);

	/** A device that does nothing; what it is asked for is told above. */
	private final class Idle implements KernelDevice {

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
			return "idle";
		}

		@Override
		public long memory() {
			return 1 << 20;
		}

		@Override
		public boolean isHost() {
			return false;
		}

		@Override
		public DeviceScope open() {
			return (DeviceScope) Proxy.newProxyInstance(Idle.class.getClassLoader(), new Class<?>[] { DeviceScope.class }, (
				scope, method, arguments) -> {
				closed.countDown();
				return null;
			});
		}
	}

	/** Counts the rows that are made. */
	private abstract class Counting implements Slabs.Work {

		/** Asked before a slab is made by one of the scopes, counted from 1. */
		abstract void allocate(int scope);

		@Override
		public long bytes(final Slab slab) {
			return slab.rows();
		}

		@Override
		public long steps(final Slab slab) {
			return (long) slab.rows() << 24;
		}

		@Override
		public Slabs.Runner open(final DeviceScope scope) {
			final int number = opened.incrementAndGet();
			return new Slabs.Runner() {

				@Override
				public void run(final Slab slab) {
					allocate(number);
					for (int y = 0; y < slab.rows(); y++) made.incrementAndGet(slab.row() + y);
				}

				@Override
				public void clear() {}
			};
		}
	}

	private void run(final Counting work) {
		new Slabs(new Idle(), work, 1, ROWS, 1, Progress.NONE).run();
	}

	@Test
	void whatFailsWhileAnotherThreadEndsIsTriedOnceMore() {
		run(new Counting() {

			private final CountDownLatch asked = new CountDownLatch(1);

			@Override
			void allocate(final int scope) {
				if (scope == 1) await(asked);
				if (scope != 2) return;
				asked.countDown();
				// NB: the first thread has done all else and freed its memory when this one hears that there is none.
				await(closed);
				throw new DeviceMemoryException("The memory is full.");
			}
		});
		final int[] ones = new int[ROWS];
		Arrays.fill(ones, 1);
		assertArrayEquals(ones, IntStream.range(0, ROWS).map(made::get).toArray());
		assertEquals(3, opened.get());
	}

	@Test
	void whatNeverFitsIsSaidWithTheDevicesOwnWords() {
		final DeviceException thrown = assertThrows(DeviceException.class, () -> run(new Counting() {

			@Override
			void allocate(final int scope) {
				throw new DeviceMemoryException("OpenCL has too little memory left to allocate (error -5).");
			}
		}));
		assertTrue(thrown.getMessage().startsWith("Even 1 rows at a time are too much for the memory of idle"), thrown
			.getMessage());
		assertTrue(thrown.getMessage().contains("error -5"), thrown.getMessage());
	}

	private static void await(final CountDownLatch latch) {
		try {
			assertTrue(latch.await(20, TimeUnit.SECONDS));
		}
		catch (final InterruptedException exc) {
			throw new AssertionError(exc);
		}
	}
}
