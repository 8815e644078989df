package io.github.kinema.filter;

import java.util.concurrent.atomic.AtomicLong;

import io.github.kinema.tile.Progress;

/** Counts the steps that all threads have done. Thread-safe. */
final class Steps {

	/** Updates there are at most, so that listening costs nothing. */
	private static final int UPDATES = 200;

	private final Progress progress;
	private final long total;
	private final long apart;
	private final AtomicLong done = new AtomicLong();

	/** @param total steps there will be */
	Steps(final Progress progress, final long total) {
		this.progress = progress;
		this.total = total;
		apart = Math.max(1, total / UPDATES);
	}

	/** @throws java.util.concurrent.CancellationException if the work shall stop */
	void step() {
		progress.check();
		final long count = done.incrementAndGet();
		if (count % apart == 0) progress.update((double) count / total);
	}
}
