package io.github.kinema.model;

import java.util.List;

/** A network that can be trained, in parts. To be used by one thread. */
interface Learner extends AutoCloseable {

	/**
	 * One of its parts learns from a batch of lessons, in one step.
	 *
	 * @param part its number
	 * @return what {@link #losses} would have said before
	 */
	float[] learn(int part, List<Tensor> batch);

	/** How far from the answers the network is: as many numbers as it gives. */
	float[] losses(List<Tensor> batch);

	/** What all parts have learned so far: a copy. */
	List<Tensor> weights();

	/** Frees its memory. */
	@Override
	void close();
}
