package io.github.kinema.device;

import java.nio.FloatBuffer;
import java.util.List;

/**
 * Carries arrays to and from a device through a few pieces of memory that the
 * device can reach: while one piece travels, the next is filled or emptied.
 * <p>
 * NB: one thread at a time, as the scope that it belongs to.
 * </p>
 */
public final class Staging {

	/** Number of floats in a piece. */
	public static final int PIECE = 1 << 20;

	private final List<? extends Lane> lanes;
	private int next;

	/** Memory for one piece on its way. */
	public interface Lane {

		/** Its {@link #PIECE} floats. */
		FloatBuffer memory();

		/** Enqueues a copy of the first floats of its memory to a buffer. */
		void send(DeviceBuffer to, long offset, int count);

		/** Enqueues a copy from a buffer to the start of its memory. */
		void fetch(DeviceBuffer from, long offset, int count);

		/** Waits for what was enqueued last, if anything was. */
		void await();
	}

	/** @param lanes two are enough to overlap copying and travelling */
	public Staging(final List<? extends Lane> lanes) {
		this.lanes = lanes;
	}

	/** Copies values to a device; the array may be changed afterwards, though the last pieces are still on their way. */
	public void upload(final float[] from, final int offset, final DeviceBuffer to, final long toOffset,
		final int count)
	{
		for (int done = 0; done < count; done += PIECE) {
			final int size = Math.min(PIECE, count - done);
			final Lane lane = lane(next++);
			lane.await();
			lane.memory().put(0, from, offset + done, size);
			lane.send(to, toOffset + done, size);
		}
	}

	/** Copies values from a device; waits for them. */
	public void download(final DeviceBuffer from, final long fromOffset, final float[] to, final int offset,
		final int count)
	{
		final int first = next;
		final int pieces = (int) (((long) count + PIECE - 1) / PIECE);
		for (int piece = 0; piece < pieces + lanes.size(); piece++) {
			final Lane lane = lane(first + piece);
			lane.await();
			final int arrived = piece - lanes.size();
			if (arrived >= 0) {
				final int done = arrived * PIECE;
				lane.memory().get(0, to, offset + done, Math.min(PIECE, count - done));
			}
			if (piece < pieces) {
				final int done = piece * PIECE;
				lane.fetch(from, fromOffset + done, Math.min(PIECE, count - done));
			}
		}
		next = first + pieces;
	}

	private Lane lane(final int number) {
		return lanes.get(Math.floorMod(number, lanes.size()));
	}
}
