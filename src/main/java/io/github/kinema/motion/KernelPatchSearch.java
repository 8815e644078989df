package io.github.kinema.motion;

import java.util.Map;

import io.github.kinema.device.DeviceBuffer;
import io.github.kinema.device.DeviceScope;
import io.github.kinema.device.KernelPasses;
import io.github.kinema.device.KernelSource;
import io.github.kinema.tile.Progress;

/** {@link PatchSearch} on a device, for all levels of a pyramid. */
final class KernelPatchSearch {

	/** How much longer a patch takes than a pixel of a plain pass, about. */
	private static final int COST = 256;

	private static final KernelSource SOURCE = new KernelSource("patch_search", Map.of( //
		"SIZE", Integer.toString(PatchSearch.SIZE), "MARGIN", Integer.toString(PatchSearch.MARGIN), //
		"SAME", PatchSearch.SAME + "f", "DONE", PatchSearch.DONE + "f"), true);

	private final KernelPasses passes;
	private final FlowSettings settings;
	private final DeviceBuffer gradientX;
	private final DeviceBuffer gradientY;
	private final DeviceBuffer target;
	private final DeviceFlow found;
	private final DeviceFlow other;

	/** @param finest the largest level that will be searched */
	KernelPatchSearch(final DeviceScope scope, final FlowSettings settings, final KernelPyramid.Level finest,
		final Progress progress)
	{
		passes = new KernelPasses(scope, SOURCE, progress);
		this.settings = settings;
		gradientX = scope.allocate(finest.size());
		gradientY = scope.allocate(finest.size());
		target = scope.allocate((long) padded(finest.width()) * padded(finest.height()));
		final long patches = (long) PatchSearch.patches(finest.width(), settings.stride()) * //
			PatchSearch.patches(finest.height(), settings.stride());
		found = DeviceFlow.allocate(scope, patches);
		other = DeviceFlow.allocate(scope, patches);
	}

	private static int padded(final int length) {
		return length + 2 * PatchSearch.MARGIN + 1;
	}

	/**
	 * Replaces the flow guessed by the flow found.
	 *
	 * @param matches further guesses, of the next coarser level and infinite where there is none; or null
	 */
	void search(final KernelPyramid.Level planes, final int level, final DeviceFlow flow, final DeviceFlow matches) {
		final int width = planes.width();
		final int height = planes.height();
		final int stride = settings.stride();
		final int columns = PatchSearch.patches(width, stride);
		final int rows = PatchSearch.patches(height, stride);
		passes.run("differences", 1, width, height, planes.first(), gradientX, gradientY, width, height);
		passes.run("pad", 1, padded(width), padded(height), planes.second(), target, width, height);
		passes.run("starts", 1, columns, rows, flow.u(), flow.v(), found.u(), found.v(), width, height, columns, rows,
			stride);
		final DeviceFlow further = matches == null ? flow : matches;
		final int matchWidth = matches == null ? 0 : (width + 1) / 2;
		DeviceFlow from = found;
		DeviceFlow to = other;
		for (int round = 0; round < PatchSearch.ROUNDS; round++) {
			passes.run("descend", COST, columns, rows, planes.first(), gradientX, gradientY, target, from.u(), from.v(),
				to.u(), to.v(), width, height, columns, rows, stride, settings.steps(), settings.reach(level), further.u(),
				further.v(), matchWidth);
			final DeviceFlow last = from;
			from = to;
			to = last;
		}
		passes.run("densify", 4, width, height, planes.first(), target, from.u(), from.v(), flow.u(), flow.v(), width,
			height, columns, rows, stride);
	}
}
