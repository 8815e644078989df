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
 */
public record StoredModel(String id, ModelDescriptor descriptor, ModelFile weights) {

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
		final byte[] bytes = weights.read();
		final String found = sha256(bytes);
		if (!found.equals(sha256())) throw new UncheckedIOException(new IOException("The weights " + weights.name() +
			" are not those of the model \"" + id + "\": their sha256 is " + found + ", the descriptor says " + sha256() +
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
