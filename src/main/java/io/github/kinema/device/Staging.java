package io.github.kinema.device;

import java.nio.FloatBuffer;
import java.util.List;

/**
 * Carries arrays to and from a device through a few pieces of memory that the
 * device can reach: while one piece travels, the next is filled or emptied.
 * <p>
 * NB: one thread at a time, as the scope that it belongs to.
 * </p>
 *
 * @param <H> what the API calls a buffer
 */
final class Staging<H> {

	private final List<StagingLane<H>> lanes;
	private int next;

	/** @param lanes two are enough to overlap copying and travelling */
	Staging(final List<StagingLane<H>> lanes) {
		this.lanes = lanes;
	}

	/** Copies values to a device; the array may be changed afterwards, though the last pieces are still on their way. */
	void upload(final float[] from, final int offset, final H to, final long toOffset, final int count) {
		for (int done = 0; done < count; done += StagingLane.PIECE) {
			final int size = Math.min(StagingLane.PIECE, count - done);
			final StagingLane<H> lane = lane(next++);
			lane.await();
			lane.memory().put(0, from, offset + done, size);
			lane.send(to, toOffset + done, size);
		}
	}

	/** Copies values from a device; waits for them. */
	void download(final H from, final long fromOffset, final float[] to, final int offset, final int count) {
		final int first = next;
		final int pieces = (int) (((long) count + StagingLane.PIECE - 1) / StagingLane.PIECE);
		for (int piece = 0; piece < pieces + lanes.size(); piece++) {
			final StagingLane<H> lane = lane(first + piece);
			lane.await();
			final int arrived = piece - lanes.size();
			if (arrived >= 0) {
				final int done = arrived * StagingLane.PIECE;
				final FloatBuffer memory = lane.memory();
				memory.get(0, to, offset + done, Math.min(StagingLane.PIECE, count - done));
			}
			if (piece < pieces) {
				final int done = piece * StagingLane.PIECE;
				lane.fetch(from, fromOffset + done, Math.min(StagingLane.PIECE, count - done));
			}
		}
		next = first + pieces;
	}

	void release() {
		lanes.forEach(StagingLane::release);
	}

	private StagingLane<H> lane(final int number) {
		return lanes.get(Math.floorMod(number, lanes.size()));
	}
}
