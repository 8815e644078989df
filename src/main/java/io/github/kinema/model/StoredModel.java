package io.github.kinema.model;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A model that is there: its name, its descriptor, and the place of its weights.
 *
 * @param id the name by which commands take it
 * @param descriptor what is known of it
 * @param weights where its weights are
 * @param twin where the file is that it is trained further with; null if there is none
 */
public record StoredModel(String id, ModelDescriptor descriptor, ModelFile weights, ModelFile twin) {

	/** The checksum of the weights, as the descriptor promises it. */
	public String sha256() {
		return descriptor.weights().sha256();
	}

	/**
	 * Reads the weights.
	 *
	 * @throws UncheckedIOException if the file is missing, cannot be read, or is not the one that was described
	 */
	byte[] read() {
		return read(weights, sha256());
	}

	/**
	 * Reads what the model is trained further with.
	 *
	 * @throws IllegalArgumentException if it cannot be trained further
	 * @throws UncheckedIOException if the file is missing, cannot be read, or is not the one that was described
	 */
	byte[] readTwin() {
		final ModelTwin file = descriptor.twin();
		if (file == null) throw new IllegalArgumentException("The model \"" + id +
			"\" cannot be fine-tuned: its descriptor names no file for training. Use model=" + ModelStore.INTERPOLATION +
			", or one that was fine-tuned from it.");
		return read(twin, file.sha256());
	}

	/**
	 * The same network with other numbers: it runs as any other, but is in no store yet.
	 *
	 * @param otherId what commands shall call it
	 * @param description a sentence for people
	 * @param numbers the file of its weights
	 */
	StoredModel with(final String otherId, final String description, final byte[] numbers) {
		final ModelWeights other = new ModelWeights("weights.onnx", sha256(numbers), descriptor.weights().opset());
		return new StoredModel(otherId, descriptor.called(otherId, description).with(other), ModelFile.unstored(other.source(),
			numbers), twin);
	}

	/** The same, trained further together with others of these names. */
	StoredModel together(final List<String> others) {
		return new StoredModel(id, descriptor.with(descriptor.twin().with(others)), weights, twin);
	}

	/** All that a store keeps of it: files by their names. */
	Map<String, byte[]> files(final Map<String, Object> history) {
		final Map<String, byte[]> files = new LinkedHashMap<>();
		files.put(descriptor.weights().source(), read());
		if (descriptor.twin() != null) files.put(descriptor.twin().source(), readTwin());
		files.put(ModelStore.DESCRIPTOR, bytes(DescriptorWriter.write(descriptor, history)));
		files.put(ModelStore.README, bytes("# " + descriptor.name() + "\n\n" + descriptor.description() + "\n\n" + history
			.entrySet().stream().map(entry -> "- " + entry.getKey().replace('_', ' ') + ": " + entry.getValue() + "\n").collect(
				Collectors.joining())));
		return files;
	}

	private static byte[] bytes(final String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	private byte[] read(final ModelFile file, final String expected) {
		final byte[] bytes = file.read();
		final String found = sha256(bytes);
		if (!found.equals(expected)) throw new UncheckedIOException(new IOException("The file " + file.name() +
			" is not that of the model \"" + id + "\": its sha256 is " + found + ", the descriptor says " + expected +
			". The file is damaged or was exchanged. Get the model again."));
		return bytes;
	}

	/** The checksum of a file's content. */
	static String sha256(final byte[] bytes) {
		try {
			return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
		}
		catch (final NoSuchAlgorithmException exc) {
			throw new UnsupportedOperationException("Every Java has SHA-256", exc);
		}
	}
}
