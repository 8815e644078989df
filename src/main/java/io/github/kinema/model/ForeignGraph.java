package io.github.kinema.model;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Tells by its graph what a model that nobody has described is for, and what it takes. */
final class ForeignGraph {

	/** Pixels around a place that such a model is supposed to look at. */
	private static final int HALO = 64;

	private final String name;
	private final ModelGraph graph;
	private final ModelImport.Hints hints;

	/** @param name what it shall be called */
	ForeignGraph(final String name, final ModelGraph graph, final ModelImport.Hints hints) {
		this.name = name;
		this.graph = graph;
		this.hints = hints;
	}

	/**
	 * Describes the model.
	 *
	 * @throws IllegalArgumentException if it is for none of the tasks that Kinema knows, or not for the one asked for
	 */
	ModelDescriptor describe(final String source, final String sha256) {
		for (final ModelGraph.Node node : Stream.concat(graph.inputs().stream(), graph.outputs().stream()).toList())
			if (!"FLOAT".equals(node.type())) throw foreign("Its numbers must be 32-bit floating point.");
		if (graph.inputs().stream().anyMatch(ModelGraph.Node::hasChannelsLast)) throw foreign(
			"Its channels stand last. Export it again with images of the shape [1, channels, height, width].");
		final List<ModelGraph.Node> planes = graph.inputs().stream().filter(ModelGraph.Node::isPlane).toList();
		final boolean dialled = graph.inputs().size() == 3 && (planes.size() == 2 && graph.inputs().stream().anyMatch(
			ModelGraph.Node::isNumber) || planes.size() == 3 && planes.get(2).channels() == 1);
		final boolean pair = graph.inputs().size() == 2 && planes.size() == 2 || dialled;
		if (!pair && (graph.inputs().size() != 1 || planes.size() != 1)) throw foreign(
			"Kinema knows models of two frames, with or without an instant, and of one image, each of the shape " +
				"[1, channels, height, width].");
		final int channels = channels(planes.get(0));
		if (pair && channels(planes.get(1)) != channels) throw foreign("Both frames must have as many channels.");
		if (pair && channels != 1 && channels != 3) throw foreign("Kinema knows frames of one channel (grey) or three (colours).");
		final ModelTask task = task(pair, channels);
		final List<ModelTensor> inputs = new ArrayList<>();
		for (final ModelGraph.Node node : graph.inputs()) inputs.add(input(node, planes, channels));
		final boolean restores = task == ModelTask.IMAGE && restores(channels);
		final List<String> given = task == ModelTask.DEPTH ? List.of(hints.inverse() ? "inverse depth" : "depth") : task == ModelTask.IMAGE && !restores
			? numbered("result", given(channels)) : names(channels);
		return new ModelDescriptor(name, "Imported from " + source + ".", "", task, inputs, List.of(output(given, inputs)),
			Scaling.to(hints.low(), hints.high()), new ModelWeights("weights.onnx", sha256, graph.opset()), false,
			ModelDescriptor.PIXEL_BYTES, restores, task != ModelTask.DEPTH || hints.inverse(), null);
	}

	private boolean restores(final int channels) {
		final int given = given(channels);
		if (Boolean.TRUE.equals(hints.restores()) && given != channels) throw foreign("So what it gives are no grey values of " +
			"what it takes.");
		return hints.restores() == null ? given == channels : hints.restores();
	}

	/** How many channels it gives. NB: where the graph leaves it open, as many as it takes. */
	private int given(final int channels) {
		final ModelGraph.Node output = graph.outputs().get(0);
		if (output.shape().length == 3) return 1;
		return output.channels() < 0 ? channels : output.channels();
	}

	private ModelTask task(final boolean pair, final int channels) {
		final ModelGraph.Node output = graph.outputs().get(0);
		final boolean single = output.shape().length == 3 || output.channels() == 1;
		final List<ModelTask> possible = new ArrayList<>();
		if (pair) possible.add(ModelTask.INTERPOLATE);
		else {
			possible.add(ModelTask.IMAGE);
			// NB: one channel of colours is depth far more often than anything else.
			if (single) possible.add(channels == 1 ? 1 : 0, ModelTask.DEPTH);
		}
		if (!output.isPlane() && output.shape().length != 3) throw foreign("It gives no image.");
		if (hints.task() == null) return possible.get(0);
		if (!possible.contains(hints.task())) throw foreign("So it is not for task=" + hints.task().key() + ".");
		return hints.task();
	}

	/** NB: where the graph leaves it open, colours are by far the most likely. */
	private static int channels(final ModelGraph.Node node) {
		return node.channels() < 0 ? 3 : node.channels();
	}

	private ModelTensor input(final ModelGraph.Node node, final List<ModelGraph.Node> planes, final int channels) {
		if (!node.isPlane()) return ModelTensor.number(node.id(), node.shape().length);
		final int size = size(node);
		return ModelTensor.plane(node.id(), planes.indexOf(node) == 2 ? List.of("t") : names(channels), size, //
			node.shape()[2] > 0 ? 0 : size, 0);
	}

	private int size(final ModelGraph.Node node) {
		final long height = node.shape()[2];
		final long width = node.shape()[3];
		if (height < 0 && width < 0) return hints.multiple();
		if (height != width) throw foreign("It takes images of one size that is not square. Export it again for any size.");
		return (int) height;
	}

	private ModelTensor output(final List<String> channels, final List<ModelTensor> inputs) {
		final ModelGraph.Node node = graph.outputs().get(0);
		final ModelTensor reference = inputs.stream().filter(ModelTensor::isPlane).findFirst().orElseThrow();
		final List<String> axes = node.shape().length == 3 ? List.of(ModelTensor.BATCH, ModelTensor.Y, ModelTensor.X)
			: reference.axes();
		return new ModelTensor(node.id(), axes, channels, reference.minimum(), reference.step(), HALO);
	}

	private List<String> names(final int channels) {
		if (channels == 1) return List.of("grey");
		if (channels != 3) return numbered("channel", channels);
		return hints.reversed() ? List.of("blue", "green", "red") : List.of("red", "green", "blue");
	}

	private static List<String> numbered(final String what, final int count) {
		return IntStream.rangeClosed(1, count).mapToObj(n -> what + " " + n).toList();
	}

	private IllegalArgumentException foreign(final String reason) {
		return new IllegalArgumentException("The model \"" + name + "\" " + graph + ". " + reason);
	}
}
