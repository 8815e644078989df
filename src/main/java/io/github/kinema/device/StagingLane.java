package io.github.kinema.device;

import java.nio.FloatBuffer;

/**
 * Memory of the computer that a device reaches by itself, and what travels from
 * and to it.
 *
 * @param <H> what the API calls a buffer
 */
public interface StagingLane<H> {

	/** Number of floats that travel together. */
	int PIECE = 1 << 20;

	/** Its {@link #PIECE} floats. */
	FloatBuffer memory();

	/** Enqueues a copy of the first floats of its memory to a buffer. */
	void send(H to, long offset, int count);

	/** Enqueues a copy from a buffer to the start of its memory. */
	void fetch(H from, long offset, int count);

	/** Waits for what was enqueued last, if anything was. */
	void await();

	/** Frees the memory; what was enqueued must be done. */
	void release();
}
