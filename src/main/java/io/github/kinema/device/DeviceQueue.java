package io.github.kinema.device;

import java.util.ArrayList;
import java.util.List;

/**
 * What a device does one after the other, and the memory for transfers to and
 * from it. One scope at a time has it.
 *
 * @param <H> what the API calls a buffer
 */
public abstract class DeviceQueue<H> {

	private static final int LANES = 2;

	private Staging<H> staging;

	/** Waits for what was enqueued. */
	protected abstract void drain();

	/** Makes memory for transfers. */
	protected abstract StagingLane<H> lane();

	/** Frees what the API calls a queue. */
	protected abstract void destroy();

	/** NB: made at the first transfer; memory that a device reaches by itself takes long to get. */
	final Staging<H> staging() {
		if (staging == null) {
			final List<StagingLane<H>> lanes = new ArrayList<>();
			final Staging<H> made = new Staging<>(lanes);
			try {
				while (lanes.size() < LANES) lanes.add(lane());
			}
			catch (final DeviceException exc) {
				made.release();
				throw exc;
			}
			staging = made;
		}
		return staging;
	}

	/** Frees all. */
	final void release() {
		if (staging != null) staging.release();
		destroy();
	}
}
