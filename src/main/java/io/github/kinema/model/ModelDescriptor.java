package io.github.kinema.model;

import java.util.List;

/**
 * What is known of a model besides its weights: the subset of a bioimage.io model
 * description (format 0.5) that Kinema reads and writes.
 *
 * @param name for people
 * @param description a sentence for people
 * @param licence SPDX identifier; empty if unknown
 * @param task what it is for
 * @param inputs in the order of the graph
 * @param outputs in the order of the graph
 * @param scaling of its inputs
 * @param weights its file
 * @param automatic whether {@code automatic} may choose it
 * @param pixelBytes memory that it takes for each pixel of its inputs, in bytes
 * @param restores whether what it makes of an image is one in the same range, to be brought back to the same grey values
 * @param inverse whether what it makes as depth is the inverse of one: larger where things are nearer
 * @param twin what it is trained further with; null if it cannot be
 */
public record ModelDescriptor(String name, String description, String licence, ModelTask task, List<ModelTensor> inputs,
	List<ModelTensor> outputs, Scaling scaling, ModelWeights weights, boolean automatic, int pixelBytes, boolean restores,
	boolean inverse, ModelTwin twin)
{

	/** What a model of which nobody has said it may take: that of 500 channels. */
	public static final int PIXEL_BYTES = 2000;

	/**
	 * Finds an input.
	 *
	 * @throws IllegalArgumentException if there is none
	 */
	public ModelTensor input(final String id) {
		return find(inputs, id, "input");
	}

	/**
	 * Finds an output.
	 *
	 * @throws IllegalArgumentException if there is none
	 */
	public ModelTensor output(final String id) {
		return find(outputs, id, "output");
	}

	/** The inputs that have a width and a height. */
	public List<ModelTensor> planes() {
		return inputs.stream().filter(ModelTensor::isPlane).toList();
	}

	/** The same with other weights. */
	ModelDescriptor with(final ModelWeights other) {
		return new ModelDescriptor(name, description, licence, task, inputs, outputs, scaling, other, automatic, pixelBytes,
			restores, inverse, twin);
	}

	/** The same, trained further with another file, or together with other models. */
	ModelDescriptor with(final ModelTwin other) {
		return new ModelDescriptor(name, description, licence, task, inputs, outputs, scaling, weights, automatic, pixelBytes,
			restores, inverse, other);
	}

	/** The same by another name. */
	ModelDescriptor called(final String otherName, final String otherDescription) {
		return new ModelDescriptor(otherName, otherDescription, licence, task, inputs, outputs, scaling, weights, automatic,
			pixelBytes, restores, inverse, twin);
	}

	private ModelTensor find(final List<ModelTensor> tensors, final String id, final String kind) {
		return tensors.stream().filter(tensor -> tensor.id().equals(id)).findFirst().orElseThrow(
			() -> new IllegalArgumentException("The model \"" + name + "\" has no " + kind + " \"" + id + "\": it has " + String
				.join(", ", tensors.stream().map(ModelTensor::id).toList()) + "."));
	}
}
