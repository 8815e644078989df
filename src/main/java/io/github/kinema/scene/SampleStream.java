package io.github.kinema.scene;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.WritableByteChannel;
import java.util.List;
import java.util.stream.IntStream;

import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;

/**
 * Random samples for training, one after the other: a header, then samples of the same length without anything between
 * them, all little-endian. The same seed makes the same bytes. Thread-safe.
 */
public interface SampleStream {

	/** Bytes of a header. */
	int HEADER = 32;

	/** Bytes that a sample begins with. */
	int SAMPLE_HEADER = 64;

	/** The seed of the first sample; each one after it has the next. */
	long seed();

	/** Bytes of one sample. */
	int sampleBytes();

	/** What the stream begins with: {@link #HEADER} bytes, ready to be read. */
	ByteBuffer header();

	/**
	 * Makes one sample: {@link #sampleBytes} bytes, ready to be read.
	 *
	 * @throws java.util.concurrent.CancellationException if cancelled
	 */
	ByteBuffer sample(long number, Progress progress);

	/**
	 * Writes the header and samples.
	 *
	 * @param count how many samples; 0: until the channel takes no more, or cancelled
	 * @throws IOException if the channel takes no more
	 * @throws java.util.concurrent.CancellationException if cancelled
	 */
	default void write(final WritableByteChannel channel, final long count, final Progress progress) throws IOException {
		writeFully(channel, header());
		final int batch = samplesAtATime();
		for (long first = 0; count == 0 || first < count; first += batch) {
			final long start = seed() + first;
			final int size = (int) (count == 0 ? batch : Math.min(batch, count - first));
			final List<ByteBuffer> samples = IntStream.range(0, size).parallel().mapToObj(i -> sample(start + i, progress
				.silent())).toList();
			for (final ByteBuffer sample : samples) {
				progress.check();
				writeFully(channel, sample);
			}
			progress.update(count == 0 ? 0 : (double) (first + size) / count);
		}
	}

	/** How many samples are made at a time. */
	static int samplesAtATime() {
		return Runtime.getRuntime().availableProcessors();
	}

	/** @throws IllegalArgumentException if a sample of so many bytes takes 2 GB or more */
	static void requireSize(final double bytes) {
		if (bytes > Integer.MAX_VALUE) throw new IllegalArgumentException("A sample takes " + Math.round(bytes / 1e9) +
			" GB, more than 2: make fewer or smaller frames.");
	}

	/** An empty buffer of so many bytes. */
	static ByteBuffer buffer(final int bytes) {
		return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
	}

	/** Appends planes as float32, row by row. */
	static void put(final ByteBuffer bytes, final Plane... planes) {
		for (final Plane plane : planes) {
			bytes.asFloatBuffer().put(plane.values());
			bytes.position(bytes.position() + Float.BYTES * plane.values().length);
		}
	}

	private static void writeFully(final WritableByteChannel channel, final ByteBuffer bytes) throws IOException {
		while (bytes.hasRemaining()) channel.write(bytes);
	}
}
