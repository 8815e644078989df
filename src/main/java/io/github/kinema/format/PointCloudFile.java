package io.github.kinema.format;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

import io.github.kinema.tile.Progress;

/**
 * Files of coloured points: binary little-endian PLY (Turk, "The PLY polygon file format", 1994) with x, y and z as
 * floats and red, green and blue as bytes. Thread-safe.
 */
public final class PointCloudFile {

	private static final int POINT_BYTES = 3 * Float.BYTES + 3;

	/** Points written at a time. */
	private static final int BLOCK = 4096;

	private PointCloudFile() {}

	/** A coloured point. */
	public record Point(float x, float y, float z, int rgb) {}

	/** Points by their number, from 0. */
	public interface Points {

		/** How many numbers there are. */
		int count();

		/** The point of a number; null if there is none. Always the same. */
		Point get(int index);
	}

	/**
	 * Writes a file, as a whole or not at all, a few points at a time.
	 *
	 * @param comments lines for people to read
	 * @return how many points it has
	 * @throws IllegalArgumentException if there are no points
	 * @throws java.io.UncheckedIOException if the file cannot be written; an old one stays as it was
	 * @throws java.util.concurrent.CancellationException if cancelled; an old file stays as it was
	 */
	public static int write(final Path file, final Points points, final List<String> comments, final Progress progress) {
		int known = 0;
		for (int i = 0; i < points.count(); i++) if (points.get(i) != null) known++;
		if (known == 0) throw new IllegalArgumentException("There is no point to be written: no pixel has a value that can be one.");
		final int total = known;
		WholeFiles.write(file, out -> {
			out.write(header(total, comments).getBytes(StandardCharsets.US_ASCII));
			body(out, points, progress);
		});
		return total;
	}

	private static String header(final int total, final List<String> comments) {
		final StringBuilder header = new StringBuilder("ply\nformat binary_little_endian 1.0\n");
		// NB: the header is ASCII, and a line ends a comment.
		for (final String comment : comments) {
			header.append("comment ").append(comment.replace('\u00b5', 'u').replaceAll("[^ -~]", "?")).append('\n');
		}
		header.append("element vertex ").append(total).append('\n');
		for (final String axis : List.of("x", "y", "z")) header.append("property float ").append(axis).append('\n');
		for (final String colour : List.of("red", "green", "blue")) header.append("property uchar ").append(colour).append('\n');
		return header.append("end_header\n").toString();
	}

	private static void body(final OutputStream out, final Points points, final Progress progress) throws IOException {
		final ByteBuffer buffer = ByteBuffer.allocate(BLOCK * POINT_BYTES).order(ByteOrder.LITTLE_ENDIAN);
		for (int i = 0; i < points.count(); i++) {
			if (i % BLOCK == 0) {
				progress.check();
				out.write(buffer.array(), 0, buffer.position());
				buffer.clear();
				progress.update((double) i / points.count());
			}
			final Point point = points.get(i);
			if (point == null) continue;
			buffer.putFloat(point.x()).putFloat(point.y()).putFloat(point.z());
			buffer.put((byte) (point.rgb() >> 16)).put((byte) (point.rgb() >> 8)).put((byte) point.rgb());
		}
		out.write(buffer.array(), 0, buffer.position());
	}
}
