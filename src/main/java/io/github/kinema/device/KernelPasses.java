package io.github.kinema.device;

import java.util.HashMap;
import java.util.Map;

import io.github.kinema.tile.Progress;

/**
 * Passes of a source's kernels over grids such as planes. Each goes to the device
 * in bands of rows, and never more than a moment's worth of work is under way:
 * what is enqueued cannot be taken back, and a large plane on a slow device would
 * not stop when asked.
 * <p>
 * The first argument of every kernel is the first row of the band, an int; the
 * position of a work item is {@code (GLOBAL_X, first row + GLOBAL_Y)}.
 * </p>
 */
public final class KernelPasses {

	/** Work that may be under way at first, in pixels of a plain pass. */
	private static final long START = 1 << 23;

	/** Where the device has done it sooner than this, in nanoseconds, it gets twice as much from then on. */
	private static final long MOMENT = 50_000_000;

	private final DeviceScope scope;
	private final KernelSource source;
	private final Progress progress;
	private final Map<String, DeviceKernel> kernels = new HashMap<>();
	private long most = START;
	private long enqueued;
	private long since = System.nanoTime();

	/** @param progress asked before each band */
	public KernelPasses(final DeviceScope scope, final KernelSource source, final Progress progress) {
		this.scope = scope;
		this.source = source;
		this.progress = progress;
	}

	/**
	 * Enqueues a pass.
	 *
	 * @param function the kernel's name in the source
	 * @param cost how many times as long as a plain pass it takes, about
	 * @param arguments those after the first row
	 * @throws java.util.concurrent.CancellationException if cancelled
	 * @throws DeviceException if the device fails
	 */
	public void run(final String function, final int cost, final int width, final int height,
		final Object... arguments)
	{
		final DeviceKernel kernel = kernels.computeIfAbsent(function, f -> scope.kernel(source, f));
		final Object[] all = new Object[arguments.length + 1];
		System.arraycopy(arguments, 0, all, 1, arguments.length);
		final int band = (int) Math.max(1, Math.min(height, most / cost / width));
		for (int row = 0; row < height; row += band) {
			progress.check();
			final int rows = Math.min(band, height - row);
			all[0] = row;
			scope.run(kernel, width, rows, 1, all);
			enqueued += (long) rows * width * cost;
			if (enqueued >= most) catchUp();
		}
	}

	private void catchUp() {
		scope.finish();
		final long now = System.nanoTime();
		// NB: a fast device would wait for the next pass longer than it works on one.
		if (now - since < MOMENT) most *= 2;
		since = now;
		enqueued = 0;
	}
}
