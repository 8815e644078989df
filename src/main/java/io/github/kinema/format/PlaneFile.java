package io.github.kinema.format;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import io.github.kinema.tile.Plane;

/** Files of flow (two planes, x and y, in pixels), depth or any float values. Thread-safe. */
public final class PlaneFile {

	private PlaneFile() {}

	/**
	 * Reads a file.
	 *
	 * @param format one that {@link MotionFormat#hasPlanes has planes}
	 * @return planes of one size; what is unknown is NaN
	 * @throws java.io.UncheckedIOException if the file is missing or broken
	 */
	public static List<Plane> read(final Path file, final MotionFormat format) {
		try {
			return format.codec().read(file);
		}
		catch (final IOException exc) {
			throw BrokenFile.unreadable(file, exc);
		}
	}

	/**
	 * Writes a file, as a whole or not at all.
	 *
	 * @param format one that {@link MotionFormat#hasPlanes has planes}
	 * @param planes of one size; NaN is unknown
	 * @throws IllegalArgumentException if such a file cannot hold these planes
	 * @throws java.io.UncheckedIOException if it cannot be written
	 */
	public static void write(final Path file, final MotionFormat format, final List<Plane> planes) {
		try (WholeFiles files = new WholeFiles()) {
			write(files, file, format, planes);
			files.finish();
		}
	}

	/**
	 * Writes one of several files.
	 *
	 * @param format one that {@link MotionFormat#hasPlanes has planes}
	 * @param planes of one size; NaN is unknown
	 * @throws IllegalArgumentException if such a file cannot hold these planes
	 * @throws java.io.UncheckedIOException if it cannot be written
	 */
	public static void write(final WholeFiles files, final Path file, final MotionFormat format,
		final List<Plane> planes)
	{
		format.codec().check(planes);
		files.add(file, out -> format.codec().write(out, planes));
	}

	/** @throws IllegalArgumentException unless there is one of {@code counts} planes, all of one size */
	static void check(final List<Plane> planes, final String what, final int... counts) {
		boolean fits = false;
		for (final int count : counts)
			fits |= count == planes.size();
		if (!fits) throw new IllegalArgumentException("A file of " + what + " cannot hold " + planes.size() +
			(planes.size() == 1 ? " channel." : " channels.") + " Choose another format, or other channels.");
		for (final Plane plane : planes)
			if (!plane.sameSize(planes.get(0))) throw new IllegalArgumentException("The channels differ in size.");
	}
}
