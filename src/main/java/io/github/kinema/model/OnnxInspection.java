package io.github.kinema.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;

/** Looks into the graph of a model. NB: DJL does not tell the shapes, so ONNX Runtime is asked. */
final class OnnxInspection {

	private static final Pattern NEWEST_OPSET = Pattern.compile("is till opset (\\d+)");

	private OnnxInspection() {}

	/** @throws IllegalArgumentException if the weights are no model, or need a newer runtime */
	static ModelGraph of(final String name, final byte[] weights) {
		try (OrtSession session = OnnxRuntime.environment().createSession(weights)) {
			return new ModelGraph(nodes(session.getInputInfo()), nodes(session.getOutputInfo()), OnnxOpset.of(weights));
		}
		catch (final OrtException exc) {
			throw new IllegalArgumentException(refusal(name, weights, exc), exc);
		}
	}

	private static List<ModelGraph.Node> nodes(final Map<String, NodeInfo> infos) {
		final List<ModelGraph.Node> nodes = new ArrayList<>();
		infos.forEach((id, info) -> nodes.add(info.getInfo() instanceof TensorInfo tensor ? new ModelGraph.Node(id,
			tensor.type.name(), tensor.getShape()) : new ModelGraph.Node(id, "no tensor", new long[0])));
		return nodes;
	}

	/** Why a model cannot be loaded, in a sentence. */
	static String refusal(final String name, final byte[] weights, final Exception exc) {
		final String message = message(exc);
		final Matcher opset = NEWEST_OPSET.matcher(message);
		final boolean newOpset = opset.find();
		if (newOpset || message.contains("model IR version")) return "The model \"" + name + "\" is too new for ONNX Runtime " +
			OnnxRuntime.environment().getVersion() + (newOpset ? ": it uses opset " + OnnxOpset.of(weights) +
				", and the newest one known is " + opset.group(1) + "." : ": " + message + ".") +
			" Export it again with an opset of 16 to 19, or update Kinema.";
		if (message.contains("external data")) return "The model \"" + name + "\" keeps its weights in a second file (" +
			message + "). Export it again with all weights in one file.";
		return "The weights of the model \"" + name + "\" are no ONNX model that can be loaded: " + message + ".";
	}

	/** The innermost message, in one line, without the place in the runtime's source. */
	static String message(final Throwable exc) {
		Throwable cause = exc;
		while (cause.getCause() != null) cause = cause.getCause();
		final String text = String.valueOf(cause.getMessage()).replaceAll("\\s+", " ").replaceFirst(
			"^Error code - \\w+ - message: ", "").replaceFirst("^/onnxruntime_src/\\S+ ", "").strip();
		return text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
	}
}
