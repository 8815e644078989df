package io.github.kinema.model;

/**
 * Numbers with a name: what goes into a network and what comes out.
 *
 * @param id the name in the graph
 * @param shape sizes, the last of which varies fastest
 * @param values as many as the shape says
 */
public record Tensor(String id, long[] shape, float[] values) {

	/** @throws IllegalArgumentException if shape and values do not fit. */
	public Tensor {
		long size = 1;
		for (final long n : shape) size *= n;
		if (size != values.length) throw new IllegalArgumentException("The tensor " + id + " of " + size +
			" values cannot hold " + values.length + ".");
	}
}
