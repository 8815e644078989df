package io.github.kinema.motion;

import java.util.ArrayList;
import java.util.List;

import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;

/** Optical flow on the computer's own processor. */
final class JavaOpticalFlow implements OpticalFlow {

	private final FlowSettings settings;

	JavaOpticalFlow(final FlowSettings settings) {
		this.settings = settings;
	}

	@Override
	public Flow between(final Plane first, final Plane second, final Progress progress) {
		Pyramid.requireSameSize(first, second);
		final List<Plane> a = levels(first);
		final List<Plane> b = levels(second);
		Flow flow = new Flow(a.get(a.size() - 1).width(), a.get(a.size() - 1).height());
		for (int level = a.size() - 1; level >= 0; level--) {
			progress.check();
			final Plane p = a.get(level);
			final Plane q = b.get(level);
			if (level < a.size() - 1) flow = Pyramid.twice(flow, p.width(), p.height(),
				progress);
			final float reach = settings.reach(level);
			if (PatchSearch.fits(level, p.width(), p.height())) {
				final Flow matches = FullSearch.precedes(level, a.size()) //
					? FullSearch.between(a.get(level + 1), b.get(level + 1), progress) : null;
				flow = new PatchSearch(p, q, settings, reach).search(flow, matches, progress);
			}
			flow = new Refinement(p, q, settings, reach).refine(flow, settings.warps(level), progress);
			progress.update(Math.pow(0.25, level));
		}
		return flow;
	}

	private static List<Plane> levels(final Plane plane) {
		final List<Plane> levels = new ArrayList<>(List.of(plane));
		for (int level = 1; level < Pyramid.levels(plane.width(), plane.height()); level++) {
			levels.add(Pyramid.halve(levels.get(level - 1)));
		}
		return levels;
	}
}
