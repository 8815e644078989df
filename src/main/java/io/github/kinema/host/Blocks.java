package io.github.kinema.host;

import io.github.kinema.tile.Progress;

/** The planes of a result, in groups that are computed together. Thread-safe. */
interface Blocks {

	/** How many groups there are. */
	int count();

	/** The planes of a group, numbers from 1. */
	int[] planes(int block);

	/** The group of a plane. */
	int of(int plane);

	/**
	 * Computes a group.
	 *
	 * @return ImageJ's pixel array of each of its planes: new ones
	 * @throws java.util.concurrent.CancellationException if cancelled
	 */
	Object[] compute(int block, Progress progress);
}
