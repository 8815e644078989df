package io.github.kinema.motion;

import java.util.Map;

import io.github.kinema.device.DeviceMemoryException;
import io.github.kinema.device.DeviceScope;
import io.github.kinema.device.KernelDevice;
import io.github.kinema.device.KernelPasses;
import io.github.kinema.device.KernelSource;
import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;

/**
 * Optical flow on a device that runs kernels: what {@link JavaOpticalFlow} does, one
 * pass after the other, all between the two planes and the flow in its memory.
 */
final class KernelOpticalFlow implements OpticalFlow {

	private static final KernelSource SOURCE = new KernelSource("optical_flow", Map.ofEntries( //
		Map.entry("SIZE", text(PatchSearch.SIZE)), Map.entry("MARGIN", text(PatchSearch.MARGIN)), //
		Map.entry("SAME", text(PatchSearch.SAME)), Map.entry("DONE", text(PatchSearch.DONE)), //
		Map.entry("NEAR", text(Derivatives.NEAR)), Map.entry("FAR", text(Derivatives.FAR)), //
		Map.entry("BRIGHTNESS", text(Refinement.BRIGHTNESS)), Map.entry("GRADIENT", text(Refinement.GRADIENT)), //
		Map.entry("FLAT", text(Refinement.FLAT)), Map.entry("SMALL", text(Refinement.SMALL)), //
		Map.entry("TINY", text(Refinement.TINY)), Map.entry("RELAXATION", text(Refinement.RELAXATION))), true);

	private final KernelDevice device;
	private final FlowSettings settings;

	KernelOpticalFlow(final KernelDevice device, final FlowSettings settings) {
		this.device = device;
		this.settings = settings;
	}

	private static String text(final int value) {
		return Integer.toString(value);
	}

	private static String text(final float value) {
		return value + "f";
	}

	@Override
	public Flow between(final Plane first, final Plane second, final Progress progress) {
		Pyramid.requireSameSize(first, second);
		try (DeviceScope scope = device.open()) {
			return between(scope, new KernelPasses(scope, SOURCE, progress), first, second, progress);
		}
		catch (final DeviceMemoryException exc) {
			throw exc.of("Optical flow of " + first.width() + " x " + first.height() + " pixels", device, //
				(long) KernelRefinement.PLANES * first.values().length);
		}
	}

	private Flow between(final DeviceScope scope, final KernelPasses passes, final Plane first, final Plane second,
		final Progress progress)
	{
		final KernelPyramid pyramid = new KernelPyramid(scope, passes, first, second);
		final int size = first.values().length;
		DeviceFlow flow = DeviceFlow.allocate(scope, size);
		DeviceFlow spare = DeviceFlow.allocate(scope, size);
		final KernelRefinement refinement = new KernelRefinement(scope, passes, settings, pyramid.level(0));
		final KernelPatchSearch search = pyramid.levels() < 2 ? null //
			: new KernelPatchSearch(scope, passes, settings, pyramid.level(1));
		pyramid.still(flow);
		for (int level = pyramid.levels() - 1; level >= 0; level--) {
			final KernelPyramid.Level planes = pyramid.level(level);
			if (level < pyramid.levels() - 1) {
				pyramid.twice(flow, spare, planes);
				final DeviceFlow finer = spare;
				spare = flow;
				flow = finer;
			}
			if (PatchSearch.fits(level, planes.width(), planes.height())) search.search(planes, level, flow);
			refinement.refine(planes, level, flow);
			progress.update(Math.pow(0.25, level));
		}
		final Flow result = new Flow(first.width(), first.height());
		scope.download(flow.u(), result.u());
		scope.download(flow.v(), result.v());
		return result;
	}
}
