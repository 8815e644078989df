package io.github.kinema.motion;

import java.util.Map;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

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

	private static final KernelSource SOURCE = new KernelSource("optical_flow", Map.of( //
		"NEAR", Derivatives.NEAR + "f", "FAR", Derivatives.FAR + "f", //
		"BRIGHTNESS", Refinement.BRIGHTNESS + "f", "GRADIENT", Refinement.GRADIENT + "f", //
		"FLAT", Refinement.FLAT + "f", "SMALL", Refinement.SMALL + "f", "TINY", Refinement.TINY + "f", //
		"RELAXATION", Refinement.RELAXATION + "f"), true);

	private final KernelDevice device;
	private final FlowSettings settings;
	private final ReadWriteLock together = new ReentrantReadWriteLock();

	KernelOpticalFlow(final KernelDevice device, final FlowSettings settings) {
		this.device = device;
		this.settings = settings;
	}

	@Override
	public Flow between(final Plane first, final Plane second, final Progress progress) {
		Pyramid.requireSameSize(first, second);
		try {
			return between(together.readLock(), first, second, progress);
		}
		catch (final DeviceMemoryException exc) {
			// NB: both directions at once may be too much where one after the other is not.
			return alone(first, second, progress);
		}
	}

	private Flow alone(final Plane first, final Plane second, final Progress progress) {
		try {
			return between(together.writeLock(), first, second, progress);
		}
		catch (final DeviceMemoryException exc) {
			throw exc.of("Optical flow of " + first.width() + " x " + first.height() + " pixels", device, //
				(long) KernelRefinement.PLANES * first.values().length);
		}
	}

	private Flow between(final Lock lock, final Plane first, final Plane second, final Progress progress) {
		lock.lock();
		try (DeviceScope scope = device.open()) {
			return between(scope, new KernelPasses(scope, SOURCE, progress), first, second, progress);
		}
		finally {
			lock.unlock();
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
			: new KernelPatchSearch(scope, settings, pyramid.level(1), progress);
		pyramid.still(flow);
		for (int level = pyramid.levels() - 1; level >= 0; level--) {
			final KernelPyramid.Level planes = pyramid.level(level);
			if (level < pyramid.levels() - 1) {
				pyramid.twice(flow, spare, planes);
				final DeviceFlow finer = spare;
				spare = flow;
				flow = finer;
			}
			if (PatchSearch.fits(level, planes.width(), planes.height())) {
				final DeviceFlow matches = FullSearch.precedes(level, pyramid.levels()) //
					? new KernelFullSearch(scope, progress).between(pyramid.level(level + 1)) : null;
				search.search(planes, level, flow, matches);
			}
			refinement.refine(planes, level, flow);
			progress.update(Math.pow(0.25, level));
		}
		final Flow result = new Flow(first.width(), first.height());
		scope.download(flow.u(), result.u());
		scope.download(flow.v(), result.v());
		return result;
	}
}
