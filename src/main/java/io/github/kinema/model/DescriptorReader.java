package io.github.kinema.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * Reads model descriptions as bioimage.io defines them, format 0.5: what of them a
 * model in the format ONNX with one plane or one number for each input needs.
 */
final class DescriptorReader {

	private static final String FORMAT = "0.5";

	private DescriptorReader() {}

	/**
	 * Reads a description.
	 *
	 * @param file its name, for complaints
	 * @throws IllegalArgumentException with a sentence that says what is wrong, and where
	 */
	static ModelDescriptor read(final String file, final String yaml) {
		final YamlNode root = YamlNode.root(file, parse(file, yaml));
		checkFormat(file, root);
		final YamlNode own = root.get("config").get("kinema");
		final List<ModelTensor> inputs = new ArrayList<>();
		for (final YamlNode node : root.get("inputs").list()) inputs.add(tensor(node, null));
		if (inputs.stream().noneMatch(ModelTensor::isPlane)) throw root.get("inputs").wrong(
			"a list of inputs, at least one of them with the axes y and x");
		final ModelTensor first = inputs.stream().filter(ModelTensor::isPlane).findFirst().orElseThrow();
		final List<ModelTensor> outputs = new ArrayList<>();
		for (final YamlNode node : root.get("outputs").list()) outputs.add(tensor(node, first));
		if (outputs.isEmpty()) throw root.get("outputs").wrong("a list of outputs, at least one");
		final boolean restores = own.get("restores").flag();
		if (restores && outputs.get(0).channels().size() != first.channels().size()) throw own.get("restores").wrong(
			"false where an output has other channels than the input");
		return new ModelDescriptor(root.get("name").text(), root.get("description").text(""), root.get("license").text(""), //
			task(own.get("task")), List.copyOf(inputs), List.copyOf(outputs), scaling(root.get("inputs").list()), //
			weights(root.get("weights")), own.get("automatic").flag(), //
			own.get("bytes_per_pixel").whole(1, ModelDescriptor.PIXEL_BYTES), restores, inverse(own.get(
				"depth")), twin(own.get("training")));
	}

	private static Object parse(final String file, final String yaml) {
		try {
			// NB: plain values only: such a file may come from anywhere.
			return new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
		}
		catch (final YAMLException exc) {
			throw new IllegalArgumentException(file + " is not valid YAML: " + exc.getMessage().lines().map(String::strip)
				.reduce((a, b) -> a + " " + b).orElse("") + ".");
		}
	}

	private static void checkFormat(final String file, final YamlNode root) {
		final String type = root.get("type").text();
		if (!"model".equals(type)) throw new IllegalArgumentException(file + " describes a " + type + ", not a model.");
		final String version = root.get("format_version").text();
		if (!version.equals(FORMAT) && !version.startsWith(FORMAT + ".")) throw new IllegalArgumentException(file +
			" has the format_version " + version + "; this version of Kinema reads " + FORMAT +
			". Update Kinema, or convert the description.");
	}

	private static ModelTask task(final YamlNode node) {
		final String key = node.text("");
		for (final ModelTask task : ModelTask.values())
			if (task.key().equals(key)) return task;
		final String tasks = "one of " + String.join(", ", Arrays.stream(ModelTask.values()).map(ModelTask::key).toList());
		throw node.wrong(node.isThere() ? tasks + ", not " + key : tasks +
			". Or import the ONNX file without its description: then Kinema looks into the file");
	}

	/** NB: nearly all models that give relative depth give its inverse. */
	private static boolean inverse(final YamlNode node) {
		final String key = node.text(DescriptorWriter.INVERSE);
		if (!key.equals(DescriptorWriter.INVERSE) && !key.equals(DescriptorWriter.DIRECT)) throw node.wrong(
			DescriptorWriter.INVERSE + " or " + DescriptorWriter.DIRECT + ", not " + key);
		return key.equals(DescriptorWriter.INVERSE);
	}

	/** @param reference the input whose size an output has; null for inputs */
	private static ModelTensor tensor(final YamlNode node, final ModelTensor reference) {
		final List<String> axes = new ArrayList<>();
		List<String> channels = List.of("");
		int minimum = 1;
		int step = 1;
		int halo = 0;
		int spaces = 0;
		for (final YamlNode axis : node.get("axes").list()) {
			final String type = axis.get("type").text();
			switch (type) {
				case ModelTensor.BATCH -> axes.add(type);
				case ModelTensor.CHANNEL -> {
					axes.add(type);
					channels = axis.get("channel_names").list().stream().map(YamlNode::text).toList();
					if (channels.isEmpty()) throw axis.get("channel_names").wrong("a list of names, at least one");
				}
				case "space" -> {
					axes.add(spatial(axis.get("id")));
					final int smallest = reference == null ? minimum(axis.get("size")) : reference.minimum();
					final int stride = reference == null ? step(axis.get("size")) : reference.step();
					if (spaces++ > 0 && (smallest != minimum || stride != step)) throw axis.get("size").wrong(
						"the same for x and y");
					minimum = smallest;
					step = stride;
					halo = Math.max(halo, axis.get("halo").whole(0, 0));
				}
				default -> throw axis.get("type").wrong("batch, channel or space, not " + type);
			}
		}
		if (axes.contains(ModelTensor.X) != axes.contains(ModelTensor.Y) || axes.stream().distinct().count() != axes.size() &&
			axes.contains(ModelTensor.X)) throw node.get("axes").wrong("batch, channel, y and x, each once, or batch alone");
		return new ModelTensor(node.get("id").text(), List.copyOf(axes), channels, minimum, step, halo);
	}

	private static String spatial(final YamlNode id) {
		final String name = id.text();
		if (!ModelTensor.X.equals(name) && !ModelTensor.Y.equals(name)) throw id.wrong("x or y: Kinema runs plane by plane");
		return name;
	}

	private static int minimum(final YamlNode size) {
		return size.isWhole() ? size.whole(1) : size.get("min").whole(1);
	}

	/** NB: a fixed size is written as a number alone. */
	private static int step(final YamlNode size) {
		return size.isWhole() ? 0 : size.get("step").whole(1);
	}

	private static Scaling scaling(final List<YamlNode> inputs) {
		for (final YamlNode input : inputs) {
			if (!input.get("preprocessing").isThere()) continue;
			double low = 0;
			double high = 100;
			double gain = 1;
			double offset = 0;
			for (final YamlNode step : input.get("preprocessing").list()) {
				final YamlNode settings = step.get("kwargs");
				switch (step.get("id").text()) {
					case "scale_range" -> {
						low = settings.get("min_percentile").number(low);
						high = settings.get("max_percentile").number(high);
					}
					case "scale_linear" -> {
						gain = settings.get("gain").number(gain);
						offset = settings.get("offset").number(offset);
					}
					default -> throw step.get("id").wrong("scale_range or scale_linear");
				}
			}
			return new Scaling(low, high, gain, offset);
		}
		return Scaling.to(0, 1);
	}

	private static ModelWeights weights(final YamlNode node) {
		final YamlNode onnx = node.get("onnx");
		if (!onnx.isThere()) throw onnx.wrong("the weights in the format ONNX, the only one that Kinema runs");
		return new ModelWeights(source(onnx.get("source")), sha256(onnx.get("sha256")), onnx.get("opset_version").whole(1));
	}

	private static ModelTwin twin(final YamlNode node) {
		if (!node.isThere()) return null;
		return new ModelTwin(source(node.get("source")), sha256(node.get("sha256")), node.get("crop").whole(1), //
			node.get("together").list().stream().map(YamlNode::text).toList());
	}

	private static String source(final YamlNode node) {
		// NB: a description must not lead to files elsewhere.
		if (!node.text().matches("[A-Za-z0-9_-][A-Za-z0-9._-]*")) throw node.wrong(
			"the name of a file beside the description");
		return node.text();
	}

	private static String sha256(final YamlNode node) {
		if (!node.text().matches("[0-9a-f]{64}")) throw node.wrong("64 hexadecimal digits");
		return node.text();
	}
}
