package io.github.kinema.camera;

import java.util.List;

import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;
import io.github.kinema.tile.RecentCache;

/** The flow between any two frames of a recording; that of the last few pairs is kept while memory lasts. Thread-safe. */
public final class PairFlows {

	/** Two frames. */
	private record Pair(int first, int second) {}

	private final Footage footage;
	private final RecentCache<Pair, PairFlow> recent;

	/** @param kept pairs that are asked for again */
	public PairFlows(final Footage footage, final int kept) {
		this.footage = footage;
		recent = new RecentCache<>(kept);
	}

	/**
	 * The flow from one frame to another, and back.
	 *
	 * @throws java.util.concurrent.CancellationException if cancelled
	 */
	public PairFlow between(final int from, final int to, final Progress progress) {
		final PairFlow flow = recent.get(new Pair(Math.min(from, to), Math.max(from, to)), pair -> PairFlow.of(footage
			.estimator(), footage.frames().apply(pair.first), footage.frames().apply(pair.second), progress));
		return from < to ? flow : flow.reversed();
	}

	/**
	 * The flow from one frame to the next, whose planes are at hand.
	 *
	 * @throws java.util.concurrent.CancellationException if cancelled
	 */
	PairFlow next(final int frame, final List<Plane> here, final List<Plane> there, final Progress progress) {
		return recent.get(new Pair(frame, frame + 1), pair -> PairFlow.of(footage.estimator(), here, there, progress));
	}
}
