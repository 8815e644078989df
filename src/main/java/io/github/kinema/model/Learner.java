package io.github.kinema.model;

import java.util.List;

/** A network that can be trained. To be used by one thread. */
interface Learner extends AutoCloseable {

	/**
	 * Learns from a batch of lessons, in one step.
	 *
	 * @return how far from the answers the network was before
	 */
	float learn(List<Tensor> batch);

	/** How far from the answers the network is. */
	float loss(List<Tensor> batch);

	/** What it has learned so far: a copy. */
	List<Tensor> weights();

	/** Frees its memory. */
	@Override
	void close();
}
