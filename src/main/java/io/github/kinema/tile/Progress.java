package io.github.kinema.tile;

import java.util.concurrent.CancellationException;

/**
 * Hears how far a computation has come, and tells it when to stop.
 * <p>
 * NB: cancelling merely sets a flag; every computation must call
 * {@link #check()} at least once for each tile or band, from any thread.
 * </p>
 */
public interface Progress {

	/** Hears nothing and never stops. */
	Progress NONE = new Progress() {

		@Override
		public void update(final double fraction) {}

		@Override
		public boolean isCancelled() {
			return false;
		}
	};

	/** Says that {@code fraction}, 0 to 1, of the work is done. Thread-safe. */
	void update(double fraction);

	/** Whether the work shall stop. Thread-safe. */
	boolean isCancelled();

	/** @throws CancellationException if the work shall stop. */
	default void check() {
		if (isCancelled()) throw new CancellationException();
	}

	/** Stops when this does, but says nothing of how far the work has come. */
	default Progress silent() {
		final Progress whole = this;
		return new Progress() {

			@Override
			public void update(final double fraction) {}

			@Override
			public boolean isCancelled() {
				return whole.isCancelled();
			}
		};
	}

	/** The progress of a part of the work that reaches from one fraction to another. */
	default Progress part(final double from, final double to) {
		final Progress whole = this;
		return new Progress() {

			@Override
			public void update(final double fraction) {
				whole.update(from + fraction * (to - from));
			}

			@Override
			public boolean isCancelled() {
				return whole.isCancelled();
			}
		};
	}
}
