package io.github.kinema.model;

import java.util.List;

/**
 * The file that a model is trained further with: the same network in TorchScript. It
 * takes all inputs of the model, as many of each as a batch has, then {@code middle},
 * the guides of the frames that were to be found, and gives one number: how far from
 * them the network is. What it learns has the names and shapes that it has in the
 * file of the weights, from where its numbers are taken, too.
 * <p>
 * Where models learn together, it holds all of their networks: see {@link MotionAdaptation}.
 * </p>
 *
 * @param source its name, in the folder of the descriptor
 * @param sha256 its checksum, 64 hexadecimal digits, lower case
 * @param crop width and height of what it takes, in pixels
 * @param together the names of the other models that learn with this one; none if it learns alone
 */
public record ModelTwin(String source, String sha256, int crop, List<String> together) {

	/** The same for a model that learns with others. */
	ModelTwin with(final List<String> others) {
		return new ModelTwin(source, sha256, crop, others);
	}
}
