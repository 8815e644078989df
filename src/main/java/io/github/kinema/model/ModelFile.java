package io.github.kinema.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file of a model, in a folder, in Kinema's jar, or in memory alone. */
public final class ModelFile {

	private final String name;
	private final URL resource;
	private final Path path;
	private final byte[] bytes;

	private ModelFile(final String name, final URL resource, final Path path, final byte[] bytes) {
		this.name = name;
		this.resource = resource;
		this.path = path;
		this.bytes = bytes;
	}

	/** A file that is not stored anywhere yet. */
	static ModelFile unstored(final String name, final byte[] bytes) {
		return new ModelFile(name, null, null, bytes);
	}

	/** A file in a folder. */
	static ModelFile at(final Path path) {
		return new ModelFile(path.toString(), null, path, null);
	}

	/** A file in Kinema's jar, which may not be there. */
	static ModelFile shipped(final String name) {
		return new ModelFile(name + " in Kinema's jar", ModelFile.class.getResource("/" + name), null, null);
	}

	/** Its name, for messages. */
	public String name() {
		return name;
	}

	/** Whether it is there. */
	boolean exists() {
		return bytes != null || (path == null ? resource != null : Files.isRegularFile(path));
	}

	/**
	 * Reads all of it.
	 *
	 * @throws UncheckedIOException with a sentence if that is not possible
	 */
	byte[] read() {
		if (bytes != null) return bytes.clone();
		if (!exists()) throw new UncheckedIOException(new IOException("There is no file " + name + ". Get the model again."));
		try (InputStream in = path == null ? resource.openStream() : Files.newInputStream(path)) {
			return in.readAllBytes();
		}
		catch (final IOException exc) {
			throw new UncheckedIOException("The file " + name + " cannot be read: " + exc.getMessage() + ".", exc);
		}
	}
}
