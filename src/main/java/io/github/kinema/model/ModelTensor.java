package io.github.kinema.model;

import java.util.Collections;
import java.util.List;

/**
 * An input or output of a model.
 *
 * @param id its name in the graph
 * @param axes their kinds in order: {@code batch}, {@code channel}, {@code y}, {@code x}
 * @param channels the names of its channels, at least one; one without a name if it has no such axis
 * @param minimum smallest width and height; 1 without such axes
 * @param step widths and heights are {@code minimum + n * step}; 0 if they are {@code minimum}
 * @param halo pixels at each border of an output that are not to be trusted, when what is beyond is unknown
 */
public record ModelTensor(String id, List<String> axes, List<String> channels, int minimum, int step, int halo) {

	/** Kinds of axes. */
	static final String BATCH = "batch";
	static final String CHANNEL = "channel";
	static final String Y = "y";
	static final String X = "x";

	/** One of shape {@code [1, C, Y, X]}. */
	public static ModelTensor plane(final String id, final List<String> channels, final int minimum, final int step,
		final int halo)
	{
		return new ModelTensor(id, List.of(BATCH, CHANNEL, Y, X), channels, minimum, step, halo);
	}

	/** One that holds a single number in an array of so many axes. */
	public static ModelTensor number(final String id, final int axes) {
		return new ModelTensor(id, Collections.nCopies(axes, BATCH), List.of(id), 1, 1, 0);
	}

	/** Whether it has a width and a height. */
	public boolean isPlane() {
		return axes.contains(X) && axes.contains(Y);
	}

	/**
	 * Its shape for planes of a size.
	 *
	 * @return sizes in the order of the axes
	 */
	public long[] shape(final int width, final int height) {
		return axes.stream().mapToLong(axis -> switch (axis) {
			case CHANNEL -> channels.size();
			case Y -> height;
			case X -> width;
			default -> 1;
		}).toArray();
	}
}
