package io.github.kinema.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.kinema.tile.Plane;

/**
 * A question for a model, with its answer.
 *
 * @param planes the channels of each input that has a size, all of one size
 * @param numbers the values of the other inputs
 * @param answer the guide of the frame that is to be found, of the same size
 */
public record Lesson(Map<String, List<Plane>> planes, Map<String, Float> numbers, Plane answer) {

	/**
	 * A part of it, as large as a model's twin takes it. What that lacks beyond the
	 * right and the lower border is mirrored, as where the model runs.
	 *
	 * @param left column where it begins
	 * @param top row where it begins
	 */
	public Lesson square(final ModelDescriptor model, final int left, final int top) {
		final int side = model.twin().crop();
		final Map<String, List<Plane>> squares = new HashMap<>();
		for (final Map.Entry<String, List<Plane>> input : planes.entrySet()) {
			final List<String> names = model.input(input.getKey()).channels();
			final List<Plane> channels = new ArrayList<>();
			for (int c = 0; c < names.size(); c++) channels.add(square(input.getValue().get(c), names.get(c), left, top, side));
			squares.put(input.getKey(), channels);
		}
		return new Lesson(squares, numbers, square(answer, "", left, top, side));
	}

	private static Plane square(final Plane plane, final String channel, final int left, final int top, final int side) {
		final Plane square = new Plane(side, side);
		TiledNetwork.read(plane, channel, left, top, side, side, square.values(), 0);
		return square;
	}
}
