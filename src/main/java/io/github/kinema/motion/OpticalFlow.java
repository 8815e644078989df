package io.github.kinema.motion;

import java.util.ArrayList;
import java.util.List;

import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;

public final class OpticalFlow {

	/** The flow from the first plane to the second. */
	public Flow between(final Plane first, final Plane second, final Progress progress) {
		final List<Plane> a = levels(first);
		final List<Plane> b = levels(second);
		Flow flow = null;
		final int finestPatch = (int) P.f("finest", 1);
		for (int level = a.size() - 1; level >= 0; level--) {
			final Plane p = a.get(level);
			final Plane q = b.get(level);
			flow = flow == null ? new Flow(p.width(), p.height()) : Pyramid.twice(flow, p
				.width(), p.height());
			if (level >= finestPatch && Math.min(p.width(), p.height()) >= PatchSearch.SIZE) {
				flow = new PatchSearch(p, q, (int) P.f("stride", 4), (int) P.f("steps", 12)).search(flow,
					progress);
			}
			flow = new Refinement(p, q, (int) P.f(level==0?"warps0":"warps", level == 0 ? 3 : 3), (int) P.f("sweeps", 5)).refine(flow, progress);
		}
		return flow;
	}

	private static List<Plane> levels(final Plane plane) {
		final List<Plane> levels = new ArrayList<>();
		Plane level = plane;
		levels.add(level);
		while (Math.min(level.width(), level.height()) >= 2 * (int) P.f("coarsest", 12)) {
			level = Pyramid.halve(level);
			levels.add(level);
		}
		return levels;
	}
}
