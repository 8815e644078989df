package io.github.kinema.format;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;

import io.github.kinema.tile.Plane;

/** Reads and writes the planes of one kind of file. Stateless. */
interface PlaneCodec {

	/**
	 * Reads all planes; what is unknown is NaN.
	 *
	 * @throws IOException if reading fails
	 * @throws java.io.UncheckedIOException with a sentence if the file is broken
	 */
	List<Plane> read(Path file) throws IOException;

	/**
	 * Makes sure that such a file can hold these planes.
	 *
	 * @throws IllegalArgumentException if it cannot
	 */
	void check(List<Plane> planes);

	/** Writes planes that have been checked. */
	void write(OutputStream out, List<Plane> planes) throws IOException;
}
