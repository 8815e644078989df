package io.github.kinema.tile;

import java.util.concurrent.atomic.AtomicInteger;

/** Cancels a computation once it has asked a number of times. Thread-safe. */
public final class Impatient implements Progress {

	private final AtomicInteger asked = new AtomicInteger();
	private final int patience;

	/** @param patience how many times the answer is to go on */
	public Impatient(final int patience) {
		this.patience = patience;
	}

	@Override
	public void update(final double fraction) {}

	@Override
	public boolean isCancelled() {
		return asked.incrementAndGet() > patience;
	}
}
