package io.github.kinema.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;

/** Writes model descriptions that {@link DescriptorReader} reads. */
final class DescriptorWriter {

	private static final String FORMAT = "0.5.4";

	/** What a model gives as depth: {@code 1 / depth}, but for scale and shift, or the depth itself. */
	static final String INVERSE = "inverse";
	static final String DIRECT = "direct";

	private DescriptorWriter() {}

	/**
	 * The description as YAML.
	 *
	 * @param history what people may want to know of how it was fine-tuned; empty if it was not
	 */
	static String write(final ModelDescriptor model, final Map<String, Object> history) {
		final Map<String, Object> root = new LinkedHashMap<>();
		root.put("format_version", FORMAT);
		root.put("type", "model");
		root.put("name", model.name());
		root.put("description", model.description());
		if (!model.licence().isEmpty()) root.put("license", model.licence());
		root.put("inputs", model.inputs().stream().map(input -> input(input, model.scaling())).toList());
		final String reference = model.planes().get(0).id();
		root.put("outputs", model.outputs().stream().map(output -> output(output, reference)).toList());
		final ModelWeights weights = model.weights();
		root.put("weights", Map.of("onnx", ordered("source", weights.source(), "sha256", weights.sha256(), "opset_version",
			weights.opset())));
		final Map<String, Object> own = ordered("task", model.task().key(), "automatic", model.automatic(), "bytes_per_pixel",
			model.pixelBytes());
		if (model.restores()) own.put("restores", true);
		if (!model.inverse()) own.put("depth", DIRECT);
		final ModelTwin twin = model.twin();
		if (twin != null) own.put("training", training(twin));
		if (!history.isEmpty()) {
			own.put("fine_tuning", history);
			root.put("documentation", ModelStore.README);
		}
		root.put("config", Map.of("kinema", own));
		final DumperOptions options = new DumperOptions();
		options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
		return new Yaml(options).dump(root);
	}

	private static Map<String, Object> training(final ModelTwin twin) {
		final Map<String, Object> training = ordered("source", twin.source(), "sha256", twin.sha256(), "crop", twin.crop());
		if (!twin.together().isEmpty()) training.put("together", twin.together());
		return training;
	}

	private static Map<String, Object> input(final ModelTensor tensor, final Scaling scaling) {
		final Map<String, Object> input = new LinkedHashMap<>();
		input.put("id", tensor.id());
		input.put("axes", axes(tensor, tensor.step() == 0 ? tensor.minimum() //
			: ordered("min", tensor.minimum(), "step", tensor.step())));
		if (tensor.isPlane()) input.put("preprocessing", List.of( //
			ordered("id", "scale_range", "kwargs", ordered("min_percentile", scaling.low(), "max_percentile", scaling.high())),
			ordered("id", "scale_linear", "kwargs", ordered("gain", scaling.gain(), "offset", scaling.offset()))));
		return input;
	}

	private static Map<String, Object> output(final ModelTensor tensor, final String reference) {
		return ordered("id", tensor.id(), "axes", axes(tensor, reference));
	}

	/** @param size a whole number, minimum and step, or the id of an input of the same size */
	private static List<Object> axes(final ModelTensor tensor, final Object size) {
		final List<Object> axes = new ArrayList<>();
		for (final String axis : tensor.axes()) {
			switch (axis) {
				case ModelTensor.BATCH -> axes.add(ordered("type", axis, "size", 1));
				case ModelTensor.CHANNEL -> axes.add(ordered("type", axis, "channel_names", tensor.channels()));
				default -> {
					final Map<String, Object> space = ordered("type", "space", "id", axis);
					space.put("size", size instanceof String input ? ordered("tensor_id", input, "axis_id", axis) : size);
					if (tensor.halo() > 0) space.put("halo", tensor.halo());
					axes.add(space);
				}
			}
		}
		return axes;
	}

	private static Map<String, Object> ordered(final Object... keysAndValues) {
		final Map<String, Object> map = new LinkedHashMap<>();
		for (int i = 0; i < keysAndValues.length; i += 2) map.put((String) keysAndValues[i], keysAndValues[i + 1]);
		return map;
	}
}
