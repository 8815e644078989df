package io.github.kinema.model;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

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
