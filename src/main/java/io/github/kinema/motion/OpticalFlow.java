package io.github.kinema.motion;

import java.util.ArrayList;
import java.util.List;

import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;

/**
 * Dense optical flow from coarse to fine: on every level but the finest a patch
 * search, on every level a variational refinement.
 * <p>
 * Values are expected on a scale of about 0 to 255, finite, as {@link FlowGuide}
 * makes them. A difference in brightness between the planes does not matter to
 * the patch search and little to the refinement. Thread-safe.
 * </p>
 */
public final class OpticalFlow {

	/** Smaller levels than this tell nothing any more, in pixels. */
	private static final int COARSEST = 8;

	/** The finest level whose patches are searched: 1 is half the size. */
	private static final int FINEST_SEARCH = 1;

	private final FlowSettings settings;

	public OpticalFlow() {
		this(FlowSettings.DEFAULT);
	}

	public OpticalFlow(final FlowSettings settings) {
		this.settings = settings;
	}

	/**
	 * The flow from the first plane to the second, shape {@code [X, Y]}.
	 *
	 * @param first of any size, also a single pixel
	 * @param second of the same size
	 * @throws IllegalArgumentException if the sizes differ
	 * @throws java.util.concurrent.CancellationException if cancelled
	 */
	public Flow between(final Plane first, final Plane second, final Progress progress) {
		if (!first.sameSize(second)) {
			throw new IllegalArgumentException("Flow needs two planes of the same size, not " +
				first.width() + " x " + first.height() + " and " + second.width() + " x " +
				second.height());
		}
		final List<Plane> a = levels(first);
		final List<Plane> b = levels(second);
		Flow flow = new Flow(a.get(a.size() - 1).width(), a.get(a.size() - 1).height());
		for (int level = a.size() - 1; level >= 0; level--) {
			progress.check();
			final Plane p = a.get(level);
			final Plane q = b.get(level);
			if (level < a.size() - 1) flow = Pyramid.twice(flow, p.width(), p.height(),
				progress);
			final float reach = (float) settings.reach() / (1 << level);
			if (level >= FINEST_SEARCH && Math.min(p.width(), p
				.height()) >= PatchSearch.SIZE)
			{
				flow = new PatchSearch(p, q, settings, reach).search(flow, progress);
			}
			// NB: the finest level takes most of the time, and changes least.
			final int warps = level > 0 ? settings.warps() : Math.max(1, settings.warps() - 1);
			flow = new Refinement(p, q, settings, reach).refine(flow, warps, progress);
			progress.update(Math.pow(0.25, level));
		}
		return flow;
	}

	private static List<Plane> levels(final Plane plane) {
		final List<Plane> levels = new ArrayList<>(List.of(plane));
		Plane level = plane;
		while (Math.min(level.width(), level.height()) >= 2 * COARSEST) {
			level = Pyramid.halve(level);
			levels.add(level);
		}
		return levels;
	}
}
