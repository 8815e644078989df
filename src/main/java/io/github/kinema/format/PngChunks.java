package io.github.kinema.format;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;

/**
 * The header of a PNG, and whether the file is whole: each part against its
 * checksum, to the end. Source: PNG specification (ISO/IEC 15948).
 * <p>
 * NB: Java's own reader does not look at checksums, and would give a damaged
 * file's pixels for measured.
 * </p>
 *
 * @param width columns
 * @param height rows
 * @param bits of each sample
 * @param colour the PNG's type of colour
 */
record PngChunks(int width, int height, int bits, int colour) {

	static final String SIGNATURE = "\u0089PNG\r\n\u001a\n";
	static final int GREY = 0;
	static final int RGB = 2;

	/** No compressed byte holds more than this. */
	private static final int DEFLATE_AT_BEST = 1032;
	private static final int BLOCK = 1 << 16;

	/** @throws java.io.UncheckedIOException if it is no PNG, or damaged */
	static PngChunks of(final Path file) throws IOException {
		final long length = Files.size(file);
		try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
			final String start = new String(in.readNBytes(8), StandardCharsets.ISO_8859_1);
			if (!start.equals(SIGNATURE)) throw BrokenFile.of(file, "is not a PNG", "Choose another format.");
			PngChunks header = null;
			for (String type = ""; !type.equals("IEND");) {
				final int size = in.readInt();
				final byte[] name = in.readNBytes(4);
				type = new String(name, StandardCharsets.ISO_8859_1);
				final CRC32 sum = new CRC32();
				sum.update(name);
				if (header == null) {
					if (!type.equals("IHDR") || size != 13) throw damaged(file);
					final byte[] body = in.readNBytes(13);
					sum.update(body);
					header = header(body);
				}
				else skip(file, in, size, sum);
				if (in.readInt() != (int) sum.getValue()) throw damaged(file);
			}
			final double pixels = (double) header.width * header.height;
			if (header.width < 1 || header.height < 1 || pixels * header.bits / 8 > (double) length * DEFLATE_AT_BEST || //
				pixels > Integer.MAX_VALUE / 8) throw BrokenFile.of(file, "says that it holds " + header.width + " x " +
					header.height + " pixels", "It is damaged.");
			return header;
		}
		catch (final EOFException exc) {
			throw BrokenFile.of(file, "ends early, after " + length + " bytes", "Copy or save it again.");
		}
	}

	private static void skip(final Path file, final DataInputStream in, final int size, final CRC32 sum)
		throws IOException
	{
		if (size < 0) throw damaged(file);
		final byte[] block = new byte[Math.min(size, BLOCK)];
		for (int left = size; left > 0;) {
			final int part = Math.min(left, block.length);
			in.readFully(block, 0, part);
			sum.update(block, 0, part);
			left -= part;
		}
	}

	private static PngChunks header(final byte[] body) {
		final ByteBuffer buffer = ByteBuffer.wrap(body);
		return body.length < 13 ? new PngChunks(0, 0, 0, 0) : new PngChunks(buffer.getInt(0), buffer.getInt(4), buffer.get(8),
			buffer.get(9));
	}

	private static RuntimeException damaged(final Path file) {
		return BrokenFile.of(file, "is a damaged PNG: a checksum is wrong", "Copy or save it again.");
	}
}
