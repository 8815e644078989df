package io.github.kinema.motion;

import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

import io.github.kinema.device.DeviceBuffer;
import io.github.kinema.device.DeviceScope;
import io.github.kinema.device.KernelPasses;
import io.github.kinema.device.KernelSource;
import io.github.kinema.tile.Progress;

/** {@link FullSearch} on a device. */
final class KernelFullSearch {

	private static final KernelSource SOURCE = new KernelSource("full_search", Map.ofEntries( //
		constant("RADIUS", WindowSums.RADIUS), constant("STEPS", Detail.STEPS), //
		constant("BRIGHTEST", Detail.BRIGHTEST), constant("USUAL", Detail.USUAL), constant("MOST", Detail.MOST), //
		constant("NOISE", Detail.NOISE), constant("AREA", Detail.AREA), constant("ALIKE", FullSearch.ALIKE), //
		constant("AROUND", FullSearch.AROUND), constant("AGREEING", FullSearch.AGREEING), //
		constant("SHIFTS", FullSearch.shifts().size())), true);

	/** How much longer a pixel takes than one of a plain pass, about. */
	private static final int COST = Detail.AREA * FullSearch.shifts().size() / 8;

	private final DeviceScope scope;
	private final KernelPasses passes;

	KernelFullSearch(final DeviceScope scope, final Progress progress) {
		this.scope = scope;
		passes = new KernelPasses(scope, SOURCE, progress);
	}

	private static Map.Entry<String, String> constant(final String name, final int value) {
		return Map.entry(name, Integer.toString(value));
	}

	/** Where each pixel of the first plane lies in the second; infinite where that is not certain. */
	DeviceFlow between(final KernelPyramid.Level planes) {
		final int width = planes.width();
		final int height = planes.height();
		final DeviceBuffer x = displacements(FullSearch.Shift::x);
		final DeviceBuffer y = displacements(FullSearch.Shift::y);
		final DeviceBuffer there = scope.allocate(planes.size());
		final DeviceBuffer back = scope.allocate(planes.size());
		final DeviceBuffer first = detail(planes.first(), there, back, width, height);
		final DeviceBuffer second = detail(planes.second(), there, back, width, height);
		passes.run("match_there", COST, width, height, first, second, x, y, there, width, height);
		passes.run("match_back", COST, width, height, first, second, x, y, back, width, height);
		// NB: the planes are done with, their memory is used again.
		passes.run("keep_mutual", 1, width, height, there, back, x, y, first, width, height);
		passes.run("keep_agreeing", 4, width, height, first, x, y, there, back, width, height);
		return new DeviceFlow(there, back);
	}

	private DeviceBuffer displacements(final ToIntFunction<FullSearch.Shift> along) {
		final List<FullSearch.Shift> shifts = FullSearch.shifts();
		final float[] values = new float[shifts.size()];
		for (int k = 0; k < values.length; k++) values[k] = along.applyAsInt(shifts.get(k));
		return scope.upload(values);
	}

	private DeviceBuffer detail(final DeviceBuffer plane, final DeviceBuffer steps, final DeviceBuffer detail,
		final int width, final int height)
	{
		final DeviceBuffer result = scope.allocate((long) width * height);
		passes.run("count_steps", 1, width, height, plane, steps, width, height);
		passes.run("stand_out", 4, width, height, steps, detail, width, height);
		passes.run("common_contrast", 4, width, height, detail, result, width, height);
		return result;
	}
}
