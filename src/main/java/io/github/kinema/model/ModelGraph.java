package io.github.kinema.model;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What the graph of a model takes and gives.
 *
 * @param inputs in order
 * @param outputs in order
 * @param opset version of the operators that it uses
 */
record ModelGraph(List<Node> inputs, List<Node> outputs, int opset) {

	/**
	 * An input or output.
	 *
	 * @param id its name
	 * @param type the type of its numbers, such as {@code FLOAT}
	 * @param shape its sizes; −1 where any will do
	 */
	record Node(String id, String type, long[] shape) {

		/** Whether it is an array of shape {@code [1, C, Y, X]}. */
		boolean isPlane() {
			return shape.length == 4 && Math.abs(shape[0]) == 1 && (shape[2] < 0 || shape[2] > 1) && (shape[3] < 0 ||
				shape[3] > 1);
		}

		/** Whether it seems to be an array of shape {@code [1, Y, X, C]}. */
		boolean hasChannelsLast() {
			return shape.length == 4 && shape[3] > 0 && shape[3] <= 4 && (shape[1] < 0 || shape[1] > 4);
		}

		/** Number of channels, if it is a plane; −1 if any will do. */
		int channels() {
			return (int) shape[1];
		}

		/** Whether it holds a single number. */
		boolean isNumber() {
			return Arrays.stream(shape).allMatch(n -> Math.abs(n) == 1) && !isPlane();
		}

		@Override
		public String toString() {
			return id + " [" + Arrays.stream(shape).mapToObj(n -> n < 0 ? "?" : String.valueOf(n)).collect(Collectors.joining(
				", ")) + "] " + type.toLowerCase(Locale.ROOT);
		}
	}

	/** All of it, for messages. */
	@Override
	public String toString() {
		return "takes " + text(inputs) + " and gives " + text(outputs);
	}

	private static String text(final List<Node> nodes) {
		return nodes.stream().map(Node::toString).collect(Collectors.joining(", "));
	}
}
