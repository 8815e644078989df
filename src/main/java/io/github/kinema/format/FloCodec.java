package io.github.kinema.format;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.github.kinema.tile.Plane;

/**
 * Middlebury flow: "PIEH", width and height as int32, then u and v of each pixel
 * as float32, all little-endian. Source: Baker, Scharstein, Lewis, Roth, Black
 * and Szeliski, <em>A database and evaluation methodology for optical flow</em>,
 * IJCV 92(1), 2011.
 */
final class FloCodec implements PlaneCodec {

	static final String MAGIC = "PIEH";

	private static final int HEADER = 12;
	/** A component beyond this is unknown, and this is how it is written. */
	private static final float UNKNOWN_FROM = 1e9f;
	private static final float UNKNOWN = 1e10f;

	@Override
	public List<Plane> read(final Path file) throws IOException {
		final long length = Files.size(file);
		try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
			final ByteBuffer header = ByteBuffer.wrap(in.readNBytes(HEADER)).order(ByteOrder.LITTLE_ENDIAN);
			if (header.capacity() < HEADER) throw BrokenFile.truncated(file, HEADER, header.capacity());
			if (!MAGIC.equals(new String(header.array(), 0, 4, StandardCharsets.ISO_8859_1)))
				throw BrokenFile.of(file, "is not a Middlebury flow file: it does not begin with " + MAGIC, "Choose another format.");
			final int width = header.getInt(4);
			final int height = header.getInt(8);
			if (width < 1 || height < 1 || (long) width * height > Integer.MAX_VALUE / 8)
				throw BrokenFile.of(file, "says that it holds " + width + " x " + height + " pixels", "It is damaged.");
			final long promised = HEADER + 8L * width * height;
			if (length < promised) throw BrokenFile.truncated(file, promised, length);
			if (length > promised) throw BrokenFile.of(file, "is longer than its " + width + " x " + height + " pixels take",
				"It is damaged.");
			return read(file, in, width, height);
		}
	}

	private static List<Plane> read(final Path file, final InputStream in, final int width, final int height)
		throws IOException
	{
		final float[][] flow = new float[2][width * height];
		final FloatRows rows = new FloatRows(width, 2, ByteOrder.LITTLE_ENDIAN);
		for (int y = 0; y < height; y++)
			if (!rows.read(in, flow, y * width)) throw BrokenFile.of(file, "was shortened while it was read", "Try again.");
		for (int i = 0; i < flow[0].length; i++)
			// NB: written so that NaN is unknown as well.
			if (!(Math.abs(flow[0][i]) <= UNKNOWN_FROM && Math.abs(flow[1][i]) <= UNKNOWN_FROM))
				flow[0][i] = flow[1][i] = Float.NaN;
		return List.of(new Plane(width, height, flow[0]), new Plane(width, height, flow[1]));
	}

	@Override
	public void check(final List<Plane> planes) {
		PlaneFile.check(planes, "Middlebury flow", 2);
	}

	@Override
	public void write(final OutputStream out, final List<Plane> planes) throws IOException {
		final int width = planes.get(0).width();
		final int height = planes.get(0).height();
		out.write(ByteBuffer.allocate(HEADER).order(ByteOrder.LITTLE_ENDIAN).put(MAGIC.getBytes(StandardCharsets.US_ASCII)) //
			.putInt(width).putInt(height).array());
		final FloatRows rows = new FloatRows(width, 2, ByteOrder.LITTLE_ENDIAN);
		final float[][] row = new float[2][width];
		for (int y = 0; y < height; y++) {
			for (int x = 0; x < width; x++) {
				final float u = planes.get(0).get(x, y);
				final float v = planes.get(1).get(x, y);
				final boolean known = Math.abs(u) <= UNKNOWN_FROM && Math.abs(v) <= UNKNOWN_FROM;
				row[0][x] = known ? u : UNKNOWN;
				row[1][x] = known ? v : UNKNOWN;
			}
			rows.write(out, row, 0);
		}
	}
}
