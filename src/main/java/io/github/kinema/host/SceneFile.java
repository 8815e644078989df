package io.github.kinema.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;

import ij.IJ;
import io.github.kinema.format.WholeFiles;
import io.github.kinema.scene.SampleStream;
import io.github.kinema.tile.Progress;

/**
 * Writes scenes to a file, as a whole or not at all; each to a file of its own in a folder, called by its seed; or into a
 * named pipe until its reader has had enough.
 * <p>
 * NB: nobody can interrupt a thread that waits for the reader of a pipe, so another thread writes into it, and this one
 * listens for Esc.
 * </p>
 */
public final class SceneFile {

	private static final int LISTEN = 100;

	private final Path path;
	private final boolean pipe;
	private final boolean folder;
	private volatile boolean open;
	private volatile Throwable failure;
	private boolean stopped;

	/** @throws IllegalArgumentException if scenes cannot be written there */
	public SceneFile(final String file) {
		if (file.isBlank()) throw new IllegalArgumentException(
			"file is empty: name the file, the folder or the named pipe to write to, as file=/tmp/scenes.");
		try {
			path = Path.of(file);
		}
		catch (final InvalidPathException exc) {
			throw new IllegalArgumentException("file=" + file + ": that is no name of a file.");
		}
		folder = Files.isDirectory(path);
		final Path parent = path.toAbsolutePath().getParent();
		if (parent != null && !Files.isDirectory(parent)) throw new IllegalArgumentException("file=" + file + ": there is no folder " +
			parent + ". Make it, or name a file in another.");
		pipe = Files.exists(path) && !Files.isRegularFile(path) && !folder;
	}

	/**
	 * Writes scenes; returns when all are written or the reader of the pipe has closed it.
	 *
	 * @param count how many; 0, for a pipe only: until its reader closes it
	 * @throws IllegalArgumentException if a file were to grow without end
	 * @throws UncheckedIOException if it cannot be written; an old file stays as it was
	 * @throws CancellationException if cancelled; an old file stays as it was
	 */
	public void write(final SampleStream stream, final long count, final Progress progress) {
		if (count == 0 && !pipe) throw new IllegalArgumentException("count=0: scenes without end take a named pipe, and " + path +
			" is none. Make one with mkfifo, or say how many scenes to write.");
		Memory.require(2L * SampleStream.samplesAtATime() * stream.sampleBytes(), "Make fewer or smaller frames.");
		if (pipe) feed(stream, count, progress);
		else if (folder) fill(stream, count, progress);
		else keep(stream, count, progress);
	}

	private void fill(final SampleStream stream, final long count, final Progress progress) {
		final AtomicLong done = new AtomicLong();
		LongStream.range(stream.seed(), stream.seed() + count).parallel().forEach(number -> {
			progress.check();
			WholeFiles.write(path.resolve(number + ".raw"), out -> {
				out.write(bytes(stream.header()));
				out.write(bytes(stream.sample(number, progress.silent())));
			});
			progress.update(done.incrementAndGet() / (double) count);
		});
	}

	private static byte[] bytes(final ByteBuffer buffer) {
		final byte[] bytes = new byte[buffer.remaining()];
		buffer.get(bytes);
		return bytes;
	}

	private void keep(final SampleStream stream, final long count, final Progress progress) {
		try {
			WholeFiles.write(path, out -> stream.write(Channels.newChannel(out), count, progress));
		}
		catch (final UncheckedIOException exc) {
			// NB: a channel closes when its thread is interrupted.
			progress.check();
			throw exc;
		}
	}

	private void feed(final SampleStream stream, final long count, final Progress progress) {
		final Thread writer = new Thread(() -> pour(stream, count, progress), "Kinema scenes");
		writer.setDaemon(true);
		writer.start();
		try {
			while (writer.isAlive()) {
				writer.join(LISTEN);
				if (progress.isCancelled()) stop(writer);
			}
		}
		catch (final InterruptedException exc) {
			stop(writer);
			Thread.currentThread().interrupt();
		}
		finish();
	}

	private void pour(final SampleStream stream, final long count, final Progress progress) {
		try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
			open = true;
			stream.write(channel, count, progress);
		}
		catch (final IOException | RuntimeException | Error exc) {
			failure = exc;
		}
	}

	private void stop(final Thread writer) {
		stopped = true;
		// NB: a channel closes when its thread is interrupted, even in the middle of a write.
		writer.interrupt();
		if (open) return;
		try {
			// NB: a thread that opens a pipe waits until somebody reads from it. To read alone would wait in its turn.
			FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE).close();
		}
		catch (final IOException exc) {
			throw new UncheckedIOException(exc);
		}
	}

	private void finish() {
		if (stopped) throw new CancellationException();
		if (failure == null) return;
		if (open && failure instanceof IOException) {
			IJ.log("Kinema: the reader of " + path + " has closed it.");
			return;
		}
		if (failure instanceof IOException) throw new UncheckedIOException(path + " cannot be written: " + failure.getMessage() +
			".", (IOException) failure);
		if (failure instanceof Error) throw (Error) failure;
		throw (RuntimeException) failure;
	}
}
