package io.github.kinema.format;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Reads and writes rows of interleaved float32 values, one row at a time. Not thread-safe. */
final class FloatRows {

	private final ByteBuffer buffer;
	private final int channels;

	FloatRows(final int width, final int channels, final ByteOrder order) {
		this.channels = channels;
		buffer = ByteBuffer.allocate(Math.multiplyExact(4 * channels, width)).order(order);
	}

	/**
	 * Reads the next row.
	 *
	 * @param rows the planes, one for each channel
	 * @param offset where the row begins in each of them
	 * @return false if the stream ends before
	 */
	boolean read(final InputStream in, final float[][] rows, final int offset) throws IOException {
		if (in.readNBytes(buffer.array(), 0, buffer.capacity()) < buffer.capacity()) return false;
		buffer.clear();
		for (int x = offset; buffer.hasRemaining(); x++)
			for (int c = 0; c < channels; c++)
				rows[c][x] = buffer.getFloat();
		return true;
	}

	/** Writes a row; {@code offset} is where it begins in each plane. */
	void write(final OutputStream out, final float[][] rows, final int offset) throws IOException {
		buffer.clear();
		for (int x = offset; buffer.hasRemaining(); x++)
			for (int c = 0; c < channels; c++)
				buffer.putFloat(rows[c][x]);
		out.write(buffer.array());
	}
}
