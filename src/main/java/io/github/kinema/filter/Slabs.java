package io.github.kinema.filter;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;

import io.github.kinema.device.DeviceException;
import io.github.kinema.device.DeviceMemoryException;
import io.github.kinema.device.DeviceScope;
import io.github.kinema.device.KernelDevice;
import io.github.kinema.tile.Progress;

/**
 * Computes a result on a device slab by slab.
 * <p>
 * Two threads take slabs in turn, each with a scope of its own, so that one
 * transfers while the other computes. A slab is as large as the device's memory
 * allows, and no larger than what it does in a fraction of a second, so that work
 * stops soon when it is cancelled. Where memory is short, slabs are halved.
 * </p>
 */
final class Slabs {

	/** Threads that take slabs. */
	private static final int THREADS = 2;

	/** Part of the device's memory that slabs may take: others use it, too. */
	private static final double SHARE = 1.0 / 3;

	/** NB: kernels count the numbers of a buffer as {@code int}. */
	private static final long MOST_BYTES = 4L << 30;

	/** NB: more than 65535 work items along z are too many for CUDA; window and slab share them. */
	private static final int MOST_PLANES = 1 << 15;

	/** Steps of the first slab: what the slowest device does in a fraction of a second. */
	private static final long FIRST_STEPS = 1 << 22;

	/** Nanoseconds that a slab should take. */
	private static final double AIM = 1e8;

	/** By how much more steps a slab may have than the one before. */
	private static final double GROWTH = 16;

	/** What is to be computed. */
	interface Work {

		/** Bytes that a slab takes on the device. */
		long bytes(Slab slab);

		/** Steps that a slab takes, in a unit of its own of a few operations. */
		long steps(Slab slab);

		/** Begins to compute in a scope. */
		Runner open(DeviceScope scope);
	}

	/** Computes slabs in one scope. */
	interface Runner {

		/** @throws DeviceMemoryException if there is too little memory for it */
		void run(Slab slab);

		/** Frees what it holds on the device. */
		void clear();
	}

	private final KernelDevice device;
	private final Work work;
	private final int planes;
	private final int rows;
	private final int multiple;
	private final Progress progress;
	private final Deque<Slab> halves = new ArrayDeque<>();
	private int plane;
	private int row;
	private long bytes;
	private long steps = FIRST_STEPS;
	private long done;
	private boolean alone = true;
	private boolean stopped;

	/**
	 * @param planes of the result
	 * @param rows of each plane
	 * @param multiple slabs that are not whole planes have a multiple of that many rows, the last one less
	 */
	Slabs(final KernelDevice device, final Work work, final int planes, final int rows, final int multiple,
		final Progress progress)
	{
		this.device = device;
		this.work = work;
		this.planes = planes;
		this.rows = rows;
		this.multiple = multiple;
		this.progress = progress;
		bytes = Math.min(MOST_BYTES, (long) (device.memory() * SHARE / THREADS));
	}

	/**
	 * Computes all slabs.
	 *
	 * @throws DeviceException if the device fails, or has too little memory for the smallest slab
	 * @throws java.util.concurrent.CancellationException if cancelled
	 */
	void run() {
		final Slab first = next();
		if (first.size() == (long) planes * rows) {
			take(first);
			return;
		}
		alone = false;
		final ExecutorService threads = Executors.newFixedThreadPool(THREADS - 1);
		try {
			final CompletableFuture<Void> other = CompletableFuture.runAsync(() -> take(null), threads);
			try {
				take(first);
			}
			finally {
				join(other);
			}
		}
		finally {
			threads.shutdown();
		}
		alone = true;
		// NB: what a thread found no memory for while another held some.
		if (!halves.isEmpty()) take(null);
	}

	private static void join(final CompletableFuture<Void> other) {
		try {
			other.join();
		}
		catch (final CompletionException exc) {
			if (exc.getCause() instanceof RuntimeException cause) throw cause;
			if (exc.getCause() instanceof Error cause) throw cause;
			throw exc;
		}
	}

	/** Computes slabs until there are no more. */
	private void take(final Slab first) {
		try (DeviceScope scope = device.open()) {
			final Runner runner = work.open(scope);
			Slab slab = first == null ? next() : first;
			while (slab != null) {
				progress.check();
				slab = attempt(runner, slab) ? next() : null;
			}
		}
		catch (final RuntimeException | Error exc) {
			stop();
			throw exc;
		}
	}

	/** Computes a slab, or divides it; whether to go on. */
	private boolean attempt(final Runner runner, final Slab slab) {
		try {
			final long start = System.nanoTime();
			runner.run(slab);
			finished(slab, System.nanoTime() - start);
			return true;
		}
		catch (final DeviceMemoryException exc) {
			runner.clear();
			return halve(slab, exc);
		}
	}

	private synchronized void stop() {
		stopped = true;
	}

	private synchronized void finished(final Slab slab, final long nanos) {
		done += slab.size();
		progress.update((double) done / ((double) planes * rows));
		final double factor = Math.min(GROWTH, AIM / Math.max(1, nanos));
		steps = Math.max(1, (long) (work.steps(slab) * factor));
	}

	/** Puts back the halves of a slab; whether there is memory for this thread to go on. */
	private synchronized boolean halve(final Slab slab, final DeviceMemoryException cause) {
		final int blocks = (slab.rows() + multiple - 1) / multiple;
		if (slab.planes() == 1 && blocks == 1) {
			if (alone) {
				throw new DeviceException("Even " + slab.rows() + " rows at a time are too much for the memory of " + device
					.name() + ": use a smaller window, or another device. (" + cause.getMessage() + ")", cause);
			}
			// NB: the other thread may hold what is missing here. The slab is for it, or for the time after both.
			halves.add(slab);
			return false;
		}
		bytes = Math.min(bytes, work.bytes(slab) / 2);
		if (slab.planes() > 1) {
			final int half = slab.planes() / 2;
			halves.add(new Slab(slab.plane(), half, slab.row(), slab.rows()));
			halves.add(new Slab(slab.plane() + half, slab.planes() - half, slab.row(), slab.rows()));
		}
		else {
			final int half = blocks / 2 * multiple;
			halves.add(new Slab(slab.plane(), 1, slab.row(), half));
			halves.add(new Slab(slab.plane(), 1, slab.row() + half, slab.rows() - half));
		}
		return true;
	}

	/** The next slab, or null if there is none. */
	private synchronized Slab next() {
		if (!stopped && !halves.isEmpty()) return halves.remove();
		if (stopped || plane == planes) return null;
		final Slab slab = row == 0 && fits(new Slab(plane, 1, 0, rows)) ? wholePlanes() : someRows();
		row = slab.row() + slab.rows();
		if (row == rows) {
			row = 0;
			plane += slab.planes();
		}
		return slab;
	}

	private Slab wholePlanes() {
		return new Slab(plane, most(planes - plane, count -> new Slab(plane, count, 0, rows)), 0, rows);
	}

	private Slab someRows() {
		final int blocks = (rows - row + multiple - 1) / multiple;
		return rows(most(blocks, this::rows));
	}

	private Slab rows(final int blocks) {
		return new Slab(plane, 1, row, (int) Math.min(rows - row, (long) blocks * multiple));
	}

	/** The largest count, at least 1, whose slab fits. */
	private int most(final int limit, final IntFunction<Slab> slab) {
		int low = 1;
		int high = limit;
		while (low < high) {
			final int middle = (int) (((long) low + high + 1) / 2);
			if (fits(slab.apply(middle))) low = middle;
			else high = middle - 1;
		}
		return low;
	}

	private boolean fits(final Slab slab) {
		return slab.planes() <= MOST_PLANES && work.bytes(slab) <= bytes && work.steps(slab) <= steps;
	}
}
