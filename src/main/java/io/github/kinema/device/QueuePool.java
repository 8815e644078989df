package io.github.kinema.device;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;

/**
 * Keeps a few queues of a device that no scope has at the moment, as making one
 * may take longer than what is then done with it. Thread-safe.
 *
 * @param <Q> the queues
 */
public final class QueuePool<Q extends DeviceQueue<?>> {

	/** Two scopes at a time overlap transfers and computation. */
	private static final int MOST = 2;

	private final Supplier<Q> maker;
	private final Deque<Q> idle = new ArrayDeque<>();

	/** @param maker makes a queue */
	public QueuePool(final Supplier<Q> maker) {
		this.maker = maker;
	}

	/** A queue that nobody else has. */
	Q take() {
		synchronized (idle) {
			if (!idle.isEmpty()) return idle.pop();
		}
		return maker.get();
	}

	/** Takes a queue back that has nothing more to do. */
	void giveBack(final Q queue) {
		synchronized (idle) {
			if (idle.size() < MOST) {
				idle.push(queue);
				return;
			}
		}
		queue.release();
	}
}
